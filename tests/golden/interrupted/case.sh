# The best plan is kept, with its bound.
$RW solve "$ROOT/instances/diemen" --out result --gap 0 --cost-gap 0 --side-questions no --quiet &
pid=$!
sleep 0.7
kill -INT $pid
wait $pid
echo "exit $?"
jq -r '.schema, (.proof.stop_reason | . == "interrupted" or . == "done"), (.proof.bound_eur_per_yr <= .proof.cost_eur_per_yr + 1)' result/summary.json
