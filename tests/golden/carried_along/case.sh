# What users write beside an id comes back beside it.
cp -r "$ROOT/instances/tiny-network" study
sed -i '1s/$/,municipality/; 2s/$/,Diemen/' study/sources.csv
sed -i '1s/$/,municipality,buurt_code/; 2,3s/$/,Diemen,BU03840001/' study/demands.csv
sed -i '1s/$/,name/; 2s/$/,Dorpsstraat/; 3,4s/$/,/' study/trenches.csv
$RW solve study --side-questions no --out out --quiet
for file in sources demands trenches; do cut -d, -f1-4 out/$file.csv; done
jq -c '.features[].properties | [.id, .name, .municipality, .buurt_code, .trench]' out/plan.geojson
