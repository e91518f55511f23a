#!/bin/sh
# Time and memory on generated studies: bench.sh PROGRAM GENERATOR. Seconds on a shared machine are noisy: compare columns of
# one run, not runs.
set -eu
program=$1
generator=$2
cd "$(dirname "$0")/.."
work=build/bench
mkdir -p "$work"
cc -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -o "$work/measure" tools/measure.c
measure() { "$work/measure" "$@" 2>&1 >/dev/null | tail -1; }

echo "Building all options (max_distance_m 10000)"
for size in "20 1500" "60 4500" "200 15000"; do
    sources=${size% *}
    demands=${size#* }
    "$generator" --sources "$sources" --demands "$demands" --seed 1 --width-km 130 --out "$work/$sources"
    said=$("$program" check "$work/$sources" --options --max-distance-m 10000 | tail -1)
    used=$(measure "$program" check "$work/$sources" --options --max-distance-m 10000)
    alone=$(measure "$program" check "$work/$sources" --max-distance-m 10000)
    printf '%5s x %-6s %s (reading alone %s): %s\n' "$sources" "$demands" "$used" "$alone" "$said"
done

echo
echo "Solving (60 s each)"
for study in tiny diemen noord-holland; do
    "$program" solve "instances/$study" --out "$work/out-$study" --time-limit 60 --side-questions no --json --quiet 2>/dev/null >"$work/json"
    printf '%-16s %s\n' "$study" "$(jq -c '.proof | {cost_eur_per_yr, cost_gap_share, benefit_gap_share, stop_reason}' "$work/json")"
    printf '%-16s %s\n' "" "$(measure "$program" solve "instances/$study" --out "$work/out-$study" --time-limit 60 --side-questions no --quiet)"
done
