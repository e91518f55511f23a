# Files that are only drawn: broken, without a geometry, in metres, lat before lon.
cp -r "$ROOT/instances/tiny-network" study
try() {
    printf '{"type":"FeatureCollection","features":[%s' "$2" >"study/$1"
    $RW check study --quiet
    echo "exit $?"
    rm "study/$1"
}
try background.geojson '{"type":"Feature"'
try trenches.geojson '{"type":"Feature","properties":{"id":"trunk"},"geometry":null}]}'
try trenches.geojson '{"type":"Feature","properties":{"id":"trunk"},"geometry":{"type":"LineString","coordinates":[[4.95,52.35],[4.96,52.35]]}},
{"type":"Feature","properties":{"id":"first"},"geometry":{"type":"LineString","coordinates":[[125400,485000],[125600,485000]]}}]}'
try background.geojson '{"type":"Feature","geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[125400,485000]}]}}]}'
try background.geojson '{"type":"Feature","geometry":{"type":"Point","coordinates":[52.35,4.95]}}]}'
try background.geojson '{"type":"Feature","geometry":{"type":"Point","coordinates":[4.95,52.35]}}]}'
