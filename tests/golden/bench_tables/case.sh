# Medians of three runs (0.2, 0.4, 9 and 0.1, 0.1, 0.1: a quarter), a gap of 1 % left, no plan, no bound, no answer; a bound above the optimum and a
# plan below it are wrong and prove nothing; benefit gaps, and growth with exactly the power 1 and 2.
run() { printf "$1\t$2\t$3\t$4\t$5\t$6\t$6\t$6\t$7\t$8\t$9\t0\t${10:-answered}\n"; }
{
    for s in 9 0.2 0.4; do run orlib cap1 10 ours 1e-6 $s 20 100 100; done
    for s in 0.1 0.1 0.1; do run orlib cap1 10 theirs 1e-6 $s 30 100 100; done
    run orlib cap2 10 ours 1e-6 60 25 200 198
    run orlib cap2 10 theirs 1e-6 60 25 none 190
    run orlib cap3 10 ours 1e-6 2 25 300 301
    run orlib cap3 10 theirs 1e-6 2 25 299 299
    run orlib cap4 10 ours 1e-6 2 25 400 none
    run orlib cap4 10 theirs 1e-6 2 25 none none failed
    run national whole 50000 ours 1e-4 62 900 1000 995
    for pairs in 1000 2000 4000; do
        run growth $pairs $pairs linear 0 $((pairs / 1000)) 1 none none
        run growth $pairs $pairs square 0 $((pairs * pairs / 1000000)) 1 none none
    done
} >results
printf 'orlib\tcap1\t100\norlib\tcap2\t199\norlib\tcap3\t300\n' >known
printf 'whole\tours\t0.0125\n' >benefit
for form in markdown html; do awk -v form=$form -f "$ROOT/tools/bench/tables.awk" known results benefit; done
