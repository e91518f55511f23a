# Above cash_flow_rows payments are added up by year, cost line and what is paid for: the same money by year and line, and the file says so.
mkdir study
printf 'id,x_m,y_m,heat_mw,temperature_c,prepared\nDC1,122000,483000,6,60,yes\n' >study/sources.csv
printf 'id,x_m,y_m,kind,head_mwh,supply_c,return_c,backup,backup_eur_per_mwh\nW1,123500,483100,existing,20000,50,30,price,90\nW2,123500,482900,existing,16000,50,30,price,90\n' >study/demands.csv
printf 'id,x_m,y_m\nK1,123400,483000\n' >study/junctions.csv
printf 'from,to,length_m\nDC1,K1,1500\nK1,W1,150\nK1,W2,150\n' >study/trenches.csv
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
