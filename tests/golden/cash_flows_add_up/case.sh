# The column of present values, and each payment times its factor, add up to the plan's present value to the cent.
$RW solve "$ROOT/instances/tiny" --out result --quiet
[ "$(head -1 result/cashflows.csv | grep -c ,)" = 1 ] || exit 1
awk -F, 'NR > 1 { sum += $9; own += $7 * $8 } END { printf "%.2f %.2f\n", sum, own }' result/cashflows.csv >sums
jq -r '.totals.cost_present_eur | . * 100 | round / 100' result/summary.json | awk '{ printf "%.2f %.2f\n", $1, $1 }' >claimed
diff sums claimed && echo equal
