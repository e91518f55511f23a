mkdir study
printf 'id,x_m,y_m,heat_mw\nDC1,122000,483050,4\n' >study/sources.csv
printf 'id,x_m,y_m,kind,dwellings\nW1,122200,483020,new,400\n' >study/demands.csv
cat >streets.geojson <<END
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[52.3,4.9],[52.4,4.9]]}},
{"type":"Feature","properties":{"name":"Kort"},"geometry":{"type":"LineString","coordinates":[[4.9,52.4]]}},
{"type":"Feature","properties":{"name":"Dorpsstraat","existing_dn":"abc","extra_eur_per_m":-3},"geometry":{"type":"LineString","coordinates":[[4.9,52.4],[4.91,52.4]]}},
{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[4.9,52.4],[4.9,"x"]]}}]}
END
$RW network study streets.geojson
echo $?
ls study
$RW network study nowhere.geojson
echo $?
$RW network study streets.geojson --snap-m far
