cp -r "$ROOT/instances/tiny" study
$RW export study --problem bare.txt --mps bare.mps && head -3 bare.txt && grep -c . bare.mps
for solver in glpk enumerate; do $RW solve-problem bare.txt --solver $solver | grep -E '^(solver|outcome|cost|bound) '; done
