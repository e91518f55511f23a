# Above cash_flow_rows payments are added up by year, cost line and what is paid for: the same money by year and line, and the file says so.
cp -r "$ROOT/tests/golden/studies/one-datacenter" study
$RW solve study --out each --side-questions no --quiet
$RW solve study --out grouped --side-questions no --cash-flow-rows 100 --lang en | tail -3 | head -1
head -1 each/cashflows.csv
head -1 grouped/cashflows.csv
awk -F, 'NR > 1 { print $10 " " $11 " " $12 }' grouped/cashflows.csv | sort | uniq -c
awk -F, 'NR > 1 { money[$1 " " $6] += $7 } END { for (key in money) printf "%s %.4f\n", key, money[key] }' each/cashflows.csv | sort >each.txt
awk -F, 'NR > 1 { money[$1 " " $6] += $7 } END { for (key in money) printf "%s %.4f\n", key, money[key] }' grouped/cashflows.csv | sort >grouped.txt
diff each.txt grouped.txt && echo the same by year and line
payments=$(awk -F, 'NR > 1 { sum += $15 } END { print sum }' grouped/cashflows.csv)
[ "$payments" = "$(($(wc -l <each/cashflows.csv) - 1))" ] && echo all payments are in it
awk -F, 'NR > 1 { sum += $9 } END { printf "%.2f\n", sum }' grouped/cashflows.csv >sum
jq -r '.cash_flows, .totals.cost_present_eur' grouped/summary.json | sed '$d'
jq -r '.totals.cost_present_eur | . * 100 | round / 100' grouped/summary.json | awk '{ printf "%.2f\n", $1 }' | diff sum - && echo adds up to the cent
