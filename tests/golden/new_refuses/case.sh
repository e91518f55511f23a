mkdir study && echo precious >study/routes.csv
$RW new study
status=$?
cat study/routes.csv
ls study
exit $status
