cp -r "$ROOT/tests/golden/studies/two-datacenters" study
$RW explain study --lang en --source DC1
$RW explain study --lang nl --source DC2
$RW explain study --lang en --demand W1
$RW explain study --lang nl --demand W3
$RW explain study --demand W2 --json | sed 's/\(\.[0-9][0-9]\)[0-9]*/\1/'
$RW explain study --lang en --pair DC1,W1 2>&1
$RW explain study --demand W4 2>&1
$RW explain study 2>&1
$RW explain study --demand W1 --source DC1 2>&1
