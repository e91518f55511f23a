#!/bin/sh
# Checks who includes whom: each layer may look down, never up or sideways (see the README's source tour).
set -eu
cd "$(dirname "$0")/.."
bad=0

# check FOLDER ALLOWED..: project includes ("base/..", "data/..") in FOLDER must start with one of ALLOWED.
check() {
    folder=$1
    shift
    pattern=$(printf '%s|' "$@")
    found=$(grep -rnE '^#include "' "$folder" --include='*.[ch]' --include='*.def' | grep -vE "#include \"(${pattern%|})" || true)
    if [ -n "$found" ]; then
        echo "$folder may not include:"
        echo "$found"
        bad=1
    fi
}
# forbid FOLDER REGEX REASON: no line in FOLDER may match.
forbid() {
    found=$(grep -rnE "$2" "$1" --include='*.[ch]' || true)
    if [ -n "$found" ]; then
        echo "$3:"
        echo "$found"
        bad=1
    fi
}

check src/base base/
check src/data base/ data/
check src/economics base/ economics/
check src/plan base/ data/ economics/ plan/
check src/model base/ data/ economics/ plan/ model/
check src/report base/ data/ economics/ plan/ report/
check src/streets base/ data/ report/ streets/
check src/pipeline base/ data/ economics/ plan/ model/ report/ pipeline/
check solvers base/ common/ glpk/ bnb/
check src/cli args.h certificate.h command.h folder.h report.h pdf.h
forbid src/economics '^#include <restwarmte/' "economics takes plain numbers, it sees nothing of the public API"
forbid src/report 'restwarmte/problem\.h|rw_problem' "reports never see the bare problem"
forbid src/plan 'restwarmte/(problem|solver)\.h' "the plan is judged without model or solver"
forbid solvers 'restwarmte/study\.h|data/|plan/' "a solver sees arcs and numbers, not heat"

# The checker is judged alone.
if grep -nE '^#include ("|<restwarmte/)' tools/check_certificate.c; then
    echo "tools/check_certificate.c shares no code with what it checks"
    bad=1
fi

# One user per library.
one_user() {
    found=$(grep -rlE "#include <$1>" src solvers include tools | grep -vE "^$2" || true)
    if [ -n "$found" ]; then
        echo "<$1> belongs to $2 alone, not to: $found"
        bad=1
    fi
}
one_user 'csv\.h' src/data/csv_table.c
one_user 'cjson/cJSON\.h' src/report/json.c
one_user 'glpk\.h' solvers/glpk/
one_user 'proj\.h' src/data/geo.c
one_user 'geos_c\.h' 'src/(model/pairs|streets/(segments|noding)).c'

# The library never prints, never changes the locale, never touches signals.
forbid src/base '\b(printf|puts|setlocale|signal|sigaction)\(' "the library never prints and never touches locale or signals"
for folder in src/data src/economics src/plan src/model src/report src/streets src/pipeline solvers; do
    forbid "$folder" '\b(printf|puts|setlocale|signal|sigaction)\(' "the library never prints and never touches locale or signals"
done
exit $bad
