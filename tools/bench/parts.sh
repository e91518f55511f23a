# What is measured; sourced by bench.sh. Each part leaves lines in results.tsv.
# shellcheck shell=sh disable=SC2154 # bench.sh sets the variables

# Every study of the repository, proven to 0.01 %; the answers are compared with instances/known.opt.
part_instances() {
    awk '!/^#/ { print "instances\t" $1 "\t" $2 }' instances/known.opt >>"$work/known"
    for study in instances/*/; do
        name=$(basename "$study")
        export_study "$name" "$study"
        solve_problem instances "$name" "$size" 1e-4 "$work/files/$name.problem" "$work/files/$name.mps"
    done
}

# OR-Library's capacitated facility location problems, proven to 1e-6; the answers are compared with the published optima.
part_orlib() {
    folder=${BENCH_ORLIB:-../shared/bench}
    if [ ! -f "$folder/orlib.opt" ]; then
        echo "orlib: skipped; BENCH_ORLIB must name a folder with orlib.opt (lines: name optimum) and the files of OR-Library" >&2
        return 0
    fi
    awk '{ print "orlib\t" $1 "\t" $2 }' "$folder/orlib.opt" >>"$work/known"
    files=$folder
    if [ -f "$folder/orlib.tar.gz" ]; then
        tar -xzf "$folder/orlib.tar.gz" -C "$work/files"
        files=$work/files/orlib
    fi
    while read -r name _; do
        "$build/cflp-to-problem" "$files/$name" --out "$work/files/problem" --mps "$work/files/mps"
        solve_problem orlib "$name" "$(grep -c '^arc' "$work/files/problem")" 1e-6 "$work/files/problem" "$work/files/mps"
    done <"$folder/orlib.opt"
}

# Generated studies that a general solver can still read, proven to 0.01 %.
part_studies() {
    for both in "5 40" "10 100" "20 200" "40 400"; do
        for seed in 1 2; do
            generate "${both% *}" "${both#* }" "$seed"
            export_study "$generated" "$work/files/$generated"
            solve_problem studies "$generated" "$size" 1e-4 "$work/files/$generated.problem" "$work/files/$generated.mps"
        done
    done
}

# Towns of streets, from a district to a city; sources, demands and corners are all places in which a trench can end.
part_networks() {
    while read -r name junctions trenches sources demands options; do
        # shellcheck disable=SC2086 # options are words
        "$build/generate-study" --junctions "$junctions" --trenches "$trenches" --sources "$sources" --demands "$demands" --seed 1 \
            --out "$work/files/$name" $options
        export_study "$name" "$work/files/$name"
        solve_problem networks "$name" "$size" 1e-4 "$work/files/$name.problem" "$work/files/$name.mps"
        rm "$work/files/$name.problem"
    done <<END
district-1dn 27 74 2 14 --diameters 200 --levels 1
district-6dn 27 74 2 14
quarter 78 175 3 40
town 580 2000 5 1000
grid 3600 7820 20 1500
city 20000 50000 30 15000 --levels 1 --commitments 1
END
}

# The whole country, from files to report: pairs of a source and a demand within so many metres.
part_national() {
    for case in "200 15000 3500" "200 15000 10000" "200 15000 18000" "1000 15000 2600"; do
        # shellcheck disable=SC2086 # three numbers
        set -- $case
        generate "$1" "$2" 1 --width-km 130
        pairs=$("$program" check "$work/files/$generated" --options --max-distance-m "$3" | awk '/pairs are possible/ { print $1 }')
        for s in $solvers; do
            measured "$program" solve "$work/files/$generated" --solver "$s" --max-distance-m "$3" --time-limit "$seconds" --gap 0 \
                --cost-gap 1e-4 --side-questions no --out "$work/files/out" --json --verbose
            jq -r '.proof | "cost \(.cost_eur_per_yr)\nbound \(.bound_eur_per_yr)\nbenefit \(.benefit_gap_share)"' "$work/said" \
                >"$work/proof" && mv "$work/proof" "$work/said"
            record national "$generated within $3 m" "$pairs" "$s" 1e-4 || true
            printf '%s within %s m\t%s\t%s\n' "$generated" "$3" "$s" "$(number "$work/said" benefit)" >>"$work/benefit.tsv"
        done
    done
}

# Time of one iteration of the price ascent, from 1,000 to 64,000 pairs; alone and with all cores.
part_growth() {
    for both in "22 115" "30 180" "43 320" "60 500" "90 800" "120 1300" "160 2100"; do
        generate "${both% *}" "${both#* }" 1 --width-km 40
        BENCH_OPTIONS=0 export_study "$generated" "$work/files/$generated"
        for threads in 1 "$(nproc)"; do
            repeated growth "$generated" "$size" "threads: $threads" 0 "$build/time-ascent" "$work/files/$generated.problem" 100 "$threads"
        done
        rm "$work/files/$generated.problem"
    done
}

# generate SOURCES DEMANDS SEED OPTION..: a seeded study in files/$generated.
generate() {
    generated=$1x$2-seed$3
    sources=$1 demands=$2 seed=$3
    shift 3
    "$build/generate-study" --sources "$sources" --demands "$demands" --seed "$seed" --out "$work/files/$generated" "$@"
}
