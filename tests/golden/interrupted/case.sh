# The best plan is kept, with its bound.
$RW solve "$ROOT/instances/noord-holland" --out result --quiet &
pid=$!
sleep 4
kill -INT $pid
wait $pid
echo "exit $?"
jq -r '.schema, .proof.stop_reason, (.proof.cost_eur_per_yr == null or .proof.bound_eur_per_yr <= .proof.cost_eur_per_yr + 1)' result/summary.json
