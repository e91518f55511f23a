# Two sites for demands of 5, 8, 0 and 0: both must open (130). The second one's 6 all go to the second customer, who saves
# 1.5 per unit there: 0.75 x 8 + 0.25 x 20 = 11. The first customer costs 10, those without demand 3 and 2: 156 in all.
CONVERT=${RW%restwarmte}cflp-to-problem
printf '2 4\n10 100\ncapacity 30.\n5 8 0 0\n10 20 3 4\n15 8 9 2\n' >sites
printf ' 2 4\n 10 100\n capacity 30.\n 5\n 10 15\n 8\n 20 8\n 0\n 3 9\n 0\n 4 2\n' >customers
printf '2 4 10 100 capacity 30.\n5 10 15\n8 20 8\n0 3 9\n0 4 2\n' >rows
for layout in sites customers rows; do
    $CONVERT $layout --capacity 6 --out $layout.problem --mps $layout.mps || return
done
cmp sites.problem customers.problem && cmp sites.problem rows.problem && cmp sites.mps customers.mps || return
$CONVERT sites --capacity 6 --layout customers --out other.problem
cmp -s sites.problem other.problem && echo "--layout is ignored"
cat sites.problem sites.mps
for solver in glpk enumerate; do $RW solve-problem sites.problem --solver $solver | grep -E '^(solver|outcome|cost|bound) '; done
