mkdir study
printf 'id,x_m,y_m,heat_mw,temperature_c,prepared\nDC1,122000,483000,6,60,yes\n' >study/sources.csv
printf 'id,x_m,y_m,kind,head_mwh,supply_c,return_c,backup,backup_eur_per_mwh\nW1,123500,483100,existing,20000,50,30,price,90\nW2,123500,482900,existing,16000,50,30,price,90\n' >study/demands.csv
printf 'id,x_m,y_m\nK1,123400,483000\n' >study/junctions.csv
printf 'from,to,length_m\nDC1,K1,1500\nK1,W1,150\nK1,W2,150\n' >study/trenches.csv
printf 'dn,inner_diameter_mm,price_mid_eur_per_m,loss_w_per_m\n100,107.1,1090,26\n200,210.1,1891,39\n300,312.7,2183,44\n' >study/pipes.csv
$RW solve study --lang en --gap 0 --out out >/dev/null
sed -n '/"what_ifs"/,/^	\]/p' out/summary.json | grep -A14 -E '"(pipe_price|coupling_a_eur_per_kw|wacc_per_yr)"' | grep -v -E 'gap_share|gain_moves' | sed 's/\(\.[0-9]\)[0-9]*/\1/'
sed 's/<[^>]*>/ /g' out/report.html | grep -A1 -E 'In a network each answer|no sliders in a study with trenches'
sed 's/<[^>]*>/ /g' out/report.html | grep -E '^ *(pipe_price|wacc_per_yr|heat_pump_eur_per_kw) '
$RW solve study --lang nl --gap 0 --out out >/dev/null
sed 's/<[^>]*>/ /g' out/report.html | grep -E '^ *(pipe_price|wacc_per_yr|heat_pump_eur_per_kw) |schuiven: een bewijs'
$RW solve study --lang en --gap 0 --side-questions no --out out >/dev/null
grep -c gain_is out/summary.json
