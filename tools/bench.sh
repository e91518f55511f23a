#!/bin/sh
# make bench: our solvers beside their rivals on public and generated problems: bench.sh BUILD_FOLDER. What it measures is chosen
# by the environment:
#   BENCH          parts (tools/bench/parts.sh), default all: "instances orlib studies networks national growth"
#   BENCH_SECONDS  limit for a solver on a problem (60); reading, building and reporting come on top
#   BENCH_REPEATS  how often each run that takes less than 10 s is made (3); tables show medians
#   BENCH_SOLVERS  of `restwarmte solvers`, the first is what others are compared with; default all but enumerate
#   BENCH_RIVALS   of "cbc glpsol highs", default those that are installed (make bench-rivals installs them)
#   BENCH_ORLIB    folder with OR-Library's files or orlib.tar.gz, and orlib.opt with the optima (../shared/bench)
#   BENCH_OPTIONS  largest problem that rivals get, in options (20000): the strong form takes about 1.3 kB of MPS per option
#   BENCH_OUT      where results.tsv (a line per run) and report.html go (build/bench)
# Tables come out in markdown. Seconds on a shared machine are noisy: compare columns of one run, not runs.
set -eu
cd "$(dirname "$0")/.."
build=$1
program=$build/restwarmte
command -v jq >/dev/null || { echo "bench.sh: needs jq; make deps installs it" >&2; exit 3; }
seconds=${BENCH_SECONDS:-60}
repeats=${BENCH_REPEATS:-3}
work=${BENCH_OUT:-build/bench}
parts=${BENCH:-instances orlib studies networks national growth}
for part in $parts; do
    case "$part" in
    instances | orlib | studies | networks | national | growth) ;;
    *)
        echo "bench.sh: no part is called '$part'; there are instances orlib studies networks national growth" >&2
        exit 2
        ;;
    esac
done
mkdir -p "$work/files"
export NODE_PATH="$PWD/build/bench/npm/node_modules${NODE_PATH:+:$NODE_PATH}"

. tools/bench/run.sh
. tools/bench/parts.sh

solvers=${BENCH_SOLVERS:-$("$program" solvers | awk '$1 != "enumerate" { print $1 }')}
rivals=${BENCH_RIVALS-$(for r in cbc glpsol highs; do
    if tools/bench/rival.sh $r --version >/dev/null 2>&1; then echo $r; fi
done)}
: >"$work/results.tsv"
: >"$work/search.tsv"
: >"$work/known"
: >"$work/benefit.tsv"
cc -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -o "$work/files/measure" tools/measure.c
describe_machine >"$work/machine"

for part in $parts; do
    echo "$part .." >&2
    "part_$part"
done
cat "$work/machine"
awk -v form=markdown -f tools/bench/tables.awk "$work/known" "$work/results.tsv" "$work/benefit.tsv"
tools/bench/page.sh "$work" >"$work/report.html"
echo
echo "Every run: $work/results.tsv; with charts: $work/report.html"
