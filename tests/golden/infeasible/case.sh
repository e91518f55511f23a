cp -r "$ROOT/instances/tiny" study
sed -i 's/^S1,W1,1000,0,allowed/S1,W1,1000,0,forced/' study/routes.csv
$RW solve study --out result --quiet && ls result
$RW solve study --out result --lang en --capital-budget-eur 1000 && ls result && grep -c 'exclude each other' result/report.html
