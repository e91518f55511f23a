# What users write beside an id comes back beside it, and so does the line of a trench whose id QGIS took for a number.
cp -r "$ROOT/instances/tiny-network" study
sed -i '1s/$/,municipality/; 2s/$/,Diemen/' study/sources.csv
sed -i '1s/$/,municipality,buurt_code/; 2,3s/$/,Diemen,BU03840001/' study/demands.csv
sed -i '1s/$/,name/; 2s/$/,Dorpsstraat/; 3,4s/$/,/' study/trenches.csv
sed -i 's/^trunk/7/' study/trenches.csv
printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":7},"geometry":{"type":"LineString","coordinates":[[4.946,52.354],[4.949,52.355],[4.952,52.354]]}}]}' >study/trenches.geojson
$RW solve study --side-questions no --out out --quiet
for file in sources demands trenches; do cut -d, -f1-4 out/$file.csv; done
jq -c '.features[] | [(.geometry.coordinates | length)] + (.properties | [.id, .name, .municipality, .buurt_code, .trench])' out/plan.geojson
