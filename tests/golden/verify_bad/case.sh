$RW solve "$ROOT/instances/tiny" --out result --quiet
sed 's/"cost_eur_per_yr":[^,]*,/"cost_eur_per_yr": 1,/; s/"mode":[^,]*,/"mode": "teleport",/' result/plan.json >wrong.json
sed 's/"cost_eur_per_yr":[^,]*,/"cost_eur_per_yr": 1,/' result/plan.json >claim.json
cp -r "$ROOT/instances/tiny" study
$RW verify study wrong.json
echo "exit $?"
$RW verify study claim.json
