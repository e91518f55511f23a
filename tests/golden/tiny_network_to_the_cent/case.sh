# instances/tiny-network/README.md works out every cost line and trench by hand; expected.json holds its results.
$RW solve "$ROOT/instances/tiny-network" --gap 0 --side-questions no --out result --quiet
table() { # columns of a file of the result, as lists
    jq -R -s --arg columns "$2" 'split("\n") | map(select(. != "") | split(",")) | .[0] as $head | .[1:] | map(. as $row |
        $columns | split(" ") | map(. as $c | $row[$head | index($c)] | tonumber? // .))' "result/$1"
}
jq -S --argjson trenches "$(table trenches.csv 'trench investment_eur cost_eur_per_yr')" \
    --argjson pipes "$(table connections.csv 'demand pipe_eur_per_yr')" \
    '{cost_eur_per_yr: .totals.cost_eur_per_yr, reference_eur_per_yr: .totals.reference_eur_per_yr, cost_lines_eur_per_yr,
      trenches: $trenches, pipe_eur_per_yr: $pipes} | walk(if type == "number" then (. * 100 | round) / 100 else . end)' result/summary.json >got
jq -S . "$ROOT/instances/tiny-network/expected.json" >expected
diff expected got && echo equal
