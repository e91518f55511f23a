# Running one solver on one problem; sourced by bench.sh. A run becomes a line of results.tsv (columns: see `record`), and the course
# of its search lines of search.tsv.
# shellcheck shell=sh disable=SC2154 # bench.sh sets the variables

describe_machine() {
    echo "machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | sort -u | head -1), $(uname -s -m)"
    echo "ours: $("$program" --version | head -1), commit $(git describe --always --dirty 2>/dev/null || echo unknown)"
    for s in $solvers; do echo "ours: $("$program" solvers | awk -v s="$s" '$1 == s { print $1, $2 }')"; done
    for r in $rivals; do echo "rival: $r $(tools/bench/rival.sh "$r" --version), one thread"; done
    echo "limit: $seconds s per solver and problem"
}

# number FILE WORD: the number behind a word at the start of a line; "none" if there is none.
number() {
    awk -v word="$2" '$1 == word && $2 ~ /^-?[0-9.]/ { found = $2; exit } END { print found == "" ? "none" : found }' "$1"
}

# measured COMMAND..: its output goes to said, its log to log, what it took to took. One that cannot stop itself is stopped.
measured() {
    outcome=answered
    "$work/files/measure" "$work/log" timeout -k 5 $((2 * seconds + 60)) "$@" >"$work/said" 2>"$work/took" || outcome=failed
}

# record PART PROBLEM SIZE SOLVER GAP: what `measured` left, as a line of results.tsv. Seconds are the solver's own if it says so.
record() {
    total=$(awk 'END { print $1 }' "$work/took")
    cpu=$(awk 'END { print $3 }' "$work/took")
    memory=$(awk 'END { print $6 }' "$work/took")
    time=$(number "$work/said" time)
    [ "$time" != none ] || time=$total
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "$5" "$time" "$total" "$cpu" "$memory" \
        "$(number "$work/said" cost)" "$(number "$work/said" bound)" "$(number "$work/said" nodes)" "$outcome" >>"$work/results.tsv"
    # "12.3 .. cost gap 0.25 % .." is a point of the search.
    awk -v key="$1	$2	$4" '/cost gap [0-9.]+ %/ { sub(/.*cost gap /, $1 "\t"); sub(/ %.*/, ""); print key "\t" $0 }' \
        "$work/log" >>"$work/search.tsv"
    printf '  %s %s: %s s\n' "$2" "$4" "$time" >&2
    [ "$outcome" = answered ] || printf '    %s\n' "$(tail -1 "$work/log")" >&2
    awk -v s="$time" 'BEGIN { exit !(s < 10) }'
}

# repeated PART PROBLEM SIZE SOLVER GAP COMMAND..: as often as asked; long runs once.
repeated() {
    part=$1 problem=$2 size=$3 solver=$4 gap=$5
    shift 5
    for _ in $(seq "$repeats"); do
        measured "$@"
        record "$part" "$problem" "$size" "$solver" "$gap" || break
    done
}

# solve_problem PART NAME SIZE GAP PROBLEM MPS: every solver on a bare problem; rivals only if MPS is a file.
solve_problem() {
    for s in $solvers; do
        repeated "$1" "$2" "$3" "$s" "$4" "$program" solve-problem "$5" --solver "$s" --time-limit "$seconds" --cost-gap "$4" --verbose
    done
    [ -f "$6" ] || return 0
    for r in $rivals; do
        repeated "$1" "$2" "$3" "$r" "$4" tools/bench/rival.sh "$r" "$6" "$seconds" "$4"
    done
}

# export_study NAME STUDY OPTION..: writes NAME.problem, and NAME.mps unless it has too many options for rivals; sets size (pairs).
export_study() {
    name=$1
    shift
    "$program" export "$@" --problem "$work/files/$name.problem" --quiet
    size=$(grep -c '^arc' "$work/files/$name.problem")
    rm -f "$work/files/$name.mps"
    [ "$(grep -c '^option' "$work/files/$name.problem")" -gt "${BENCH_OPTIONS:-20000}" ] ||
        "$program" export "$@" --mps "$work/files/$name.mps" --quiet
}
