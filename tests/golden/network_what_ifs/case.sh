cp -r "$ROOT/tests/golden/studies/one-datacenter" study
$RW solve study --lang en --gap 0 --out out >/dev/null
sed -n '/"what_ifs"/,/^	\]/p' out/summary.json | grep -A14 -E '"(pipe_price|coupling_a_eur_per_kw|wacc_per_yr)"' | grep -v -E 'gap_share|gain_moves' | sed 's/\(\.[0-9]\)[0-9]*/\1/'
sed 's/<[^>]*>/ /g' out/report.html | grep -A1 -E 'In a network each answer|no sliders in a study with trenches'
sed 's/<[^>]*>/ /g' out/report.html | grep -E '^ *(pipe_price|wacc_per_yr|heat_pump_eur_per_kw) '
$RW solve study --lang nl --gap 0 --out out >/dev/null
sed 's/<[^>]*>/ /g' out/report.html | grep -E '^ *(pipe_price|wacc_per_yr|heat_pump_eur_per_kw) |schuiven: een bewijs'
$RW solve study --lang en --gap 0 --side-questions no --out out >/dev/null
grep -c gain_is out/summary.json
