mkdir study
printf 'id,x_m,y_m,heat_mw\nDC1,122000,483050,4\n' >study/sources.csv
printf 'id,x_m,y_m,kind,dwellings\nW1,122200,483020,new,400\nW2,122310,483180,new,300\nW3,122600,483900,new,300\n' >study/demands.csv
cat >streets.geojson <<END
{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"features":[
{"type":"Feature","properties":{"name":"Lange Straat","surface":"asphalt"},"geometry":{"type":"LineString","coordinates":[[122000,483000],[122100,483002],[122200,483000],[122400,483000]]}},
{"type":"Feature","properties":{"name":"Zijstraat"},"geometry":{"type":"LineString","coordinates":[[122300.2,483000.6],[122300,483200]]}},
{"type":"Feature","properties":{"name":"Kruis"},"geometry":{"type":"MultiLineString","coordinates":[[[122150,482900],[122150,483100],[122300,483100]]]}},
{"type":"Feature","properties":{"highway":"motorway"},"geometry":{"type":"LineString","coordinates":[[122000,483300],[122400,483300]]}},
{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[122000,483300]}},
{"type":"Feature","properties":{"name":"Los"},"geometry":{"type":"LineString","coordinates":[[123000,483000],[123100,483000]]}}
]}
END
$RW network study streets.geojson --asphalt-eur-per-m 80
cat study/junctions.csv study/trenches.csv
ls study out/study
$RW check study --quiet
$RW network study streets.geojson
