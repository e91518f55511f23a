cp -r "$ROOT/instances/tiny" study
$RW solve study --out study
status=$?
diff -r study "$ROOT/instances/tiny" && exit $status
