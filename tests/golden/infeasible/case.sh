cp -r "$ROOT/instances/tiny" study
$RW solve study --out result --lang en --co2-ceiling-t-per-yr 0 && ls result
