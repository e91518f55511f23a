cp -r "$ROOT/tests/golden/studies/one-datacenter" study
$RW solve study --lang en --gap 0 --out out | sed -n '/How sure/,$p'
$RW verify study out/plan.json
echo $?
$RW solve study --lang en --gap 0 --out cold --max-temperature-drop-k 0.1 | sed -n '/How sure/,$p'
grep '"verified"' out/summary.json cold/summary.json
grep -A5 cools_too_far cold/summary.json
grep -c 'Not verified' out/report.html cold/report.html
$RW verify study cold/plan.json
