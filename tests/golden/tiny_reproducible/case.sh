$RW solve "$ROOT/instances/tiny" --out one --quiet && $RW solve "$ROOT/instances/tiny" --out two --quiet && diff -r one two && echo same
