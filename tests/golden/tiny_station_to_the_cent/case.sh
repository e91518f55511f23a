# instances/tiny-station/README.md works out every cost line and the heat pump at the junction by hand; expected.json holds its
# results. The plan is written, read again and judged, and every table adds up to its cost.
$RW solve "$ROOT/instances/tiny-station" --gap 0 --side-questions no --out result --lang en --quiet
table() { # columns of a file of the result, as lists
    jq -R -s --arg columns "$2" 'split("\n") | map(select(. != "") | split(",")) | .[0] as $head | .[1:] | map(. as $row |
        $columns | split(" ") | map(. as $c | $row[$head | index($c)] | tonumber? // .))' "result/$1"
}
jq -S --argjson pumps "$(table heat_pumps.csv 'at heat_mw heat_mwh_per_yr power_mwe electricity_mwh_per_yr cop investment_eur')" \
    '{cost_eur_per_yr: .totals.cost_eur_per_yr, reference_eur_per_yr: .totals.reference_eur_per_yr, cost_lines_eur_per_yr,
      sources: [.sources[] | [.id, .taken_mw]], heat_pumps: $pumps}' result/summary.json >got
# To the cent; what is no money to the four decimals of a table.
round='def to($n): (. * $n | round) / $n; walk(if type == "number" then to(if . > 100 then 100 else 10000 end) else . end) | .cost_lines_eur_per_yr |= map_values(to(100))'
jq -S "$round" got >rounded
jq -S "$round" "$ROOT/instances/tiny-station/expected.json" >expected
diff expected rounded && echo equal
$RW verify "$ROOT/instances/tiny-station" result/plan.json --lang en | sed -n "s/ of .*//; 1p"
cut -d, -f1-7,12-14 result/connections.csv
awk -F, 'NR > 1 {sum += $9; if ($11 != "") at[$11] += $9} END {printf "present value %.2f, of which at K1 %.2f\n", sum, at["K1"]}' result/cashflows.csv
jq -c '.features[] | select(.properties.layer == "heat_pump") | .properties | {id, name, place}' result/plan.geojson
sed 's/<[^>]*>/ /g' result/report.html | grep -E '^ *(K1|S1 )' | tr -s ' '
