# instances/tiny/README.md works out every cost line by hand; expected.json holds its results.
$RW solve "$ROOT/instances/tiny" --out result --quiet
jq -S '{cost_eur_per_yr: .totals.cost_eur_per_yr, reference_eur_per_yr: .totals.reference_eur_per_yr, cost_lines_eur_per_yr} | walk(if type == "number" then (. * 100 | round) / 100 else . end)' result/summary.json >got
jq -S . "$ROOT/instances/tiny/expected.json" >expected
diff expected got && echo equal
