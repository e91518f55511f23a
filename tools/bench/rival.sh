#!/bin/sh
# Another solver on a minimisation in MPS, one thread: rival.sh NAME FILE.mps SECONDS GAP prints cost, bound, nodes and time as
# `restwarmte solve-problem` does; rival.sh NAME --version prints its version, and fails if it is not installed.
set -eu
name=$1
here=$(dirname "$0")

case "$name ${2:-}" in
"cbc --version") cbc -quit 2>/dev/null | awk '$1 == "Version:" { print $2; found = 1 } END { exit !found }' ;;
"glpsol --version") glpsol --version 2>/dev/null | sed -n '1s/.* //p' | grep . ;;
"highs --version") node "$here/highs.js" --version 2>/dev/null ;;
"cbc "*)
    cbc -import "$2" -sec "$3" -ratio "$4" -solve -quit | tee /dev/stderr | awk '
        /^Result - Optimal/ { optimal = 1 }
        /^Objective value:/ { cost = $3 }
        /^Lower bound:/ { bound = $3 }
        /^Enumerated nodes:/ { nodes = $3 }
        /^Time \(Wallclock seconds\):/ { time = $4 }
        END {
            if (optimal && bound == "") bound = cost
            print "cost", cost == "" ? "none" : cost
            print "bound", bound == "" ? "none" : bound
            print "nodes", nodes + 0
            print "time", time + 0, "s"
        }'
    ;;
"glpsol "*)
    solution=$(mktemp)
    trap 'rm -f "$solution"' EXIT
    # Its log has the bound, the solution file all digits of the cost.
    glpsol --freemps "$2" --tmlim "$3" --mipgap "$4" --cuts -w "$solution" | tee /dev/stderr | awk -v file="$solution" '
        />=/ { for (i = 2; i <= NF; ++i) if ($i == ">=") bound = $(i + 1) }
        /INTEGER OPTIMAL SOLUTION FOUND/ { optimal = 1 }
        /^Time used:/ { time = $3 }
        END {
            while ((getline line < file) > 0) {
                n = split(line, word, " ")
                if (word[1] == "c" && word[2] == "Objective:") cost = word[5]
                if (word[1] == "s" && word[2] == "mip") status = word[5]
            }
            if (status != "o" && status != "f") cost = ""
            if (optimal) bound = cost
            print "cost", cost == "" ? "none" : cost
            print "bound", bound == "" || bound == "-inf" ? "none" : bound
            print "nodes", 0
            print "time", time + 0, "s"
        }'
    ;;
"highs "*) node "$here/highs.js" "$2" "$3" "$4" ;;
*)
    echo "rival.sh: cbc, glpsol or highs, not '$name'" >&2
    exit 2
    ;;
esac
