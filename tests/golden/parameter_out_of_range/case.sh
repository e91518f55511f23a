cp -r "$ROOT/instances/tiny" study
$RW check study --wacc-per-yr 6
