#!/bin/sh
# The report of a bench as one page that needs no network: page.sh FOLDER prints it, from what bench.sh left in the folder.
set -eu
work=$1
here=$(dirname "$0")
chart=${CHARTJS:-/usr/share/javascript/chart.js}/chart.min.js

figure() {
    printf '<figure><div class="chart"><canvas id="%s"></canvas></div><figcaption>%s</figcaption></figure>\n' "$1" "$2"
}
escaped() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' "$1"; }

cat <<'END'
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>restwarmte: bench</title>
<style>
END
cat "$here/../../src/report/pages/report.css"
cat <<'END'
</style>
</head>
<body>
<header><p class="kind">restwarmte</p><h1>Solvers, measured</h1></header>
<main>
<p>A time is the median of the runs, and says that the answer is proven to the target; otherwise the gap that was left. The best known value
is the published optimum, or else the best that any solver of this run found. Seconds compare columns of one run, not runs.</p>
<pre>
END
escaped "$work/machine"
echo '</pre>'
[ -f "$chart" ] || echo "<p>Without Chart.js (Debian: libjs-chart.js) there are no charts.</p>"
figure proven 'Problems proven to the target within so many seconds, of all that the solver was given.'
figure search 'Whole-country studies: cost gap over time since the start, reading and building included.'
figure growth 'Time of one iteration of the price ascent over pairs, both on logarithmic scales; the dashed line is linear growth.'
awk -v form=html -f "$here/tables.awk" "$work/known" "$work/results.tsv" "$work/benefit.tsv"
cat <<'END'
<h2>Every run</h2>
<details><summary>As measured: part, problem, pairs, solver, target gap, seconds, seconds in all, CPU seconds, MB, cost, bound, nodes, outcome</summary>
END
echo '<pre id="results">'
escaped "$work/results.tsv"
echo '</pre></details>'
echo '<pre id="course" hidden>'
escaped "$work/search.tsv"
echo '</pre>'
echo '</main>'
if [ -f "$chart" ]; then
    echo '<script>'
    cat "$chart"
    echo '</script><script>'
    cat "$here/page.js"
    echo '</script>'
fi
echo '</body></html>'
