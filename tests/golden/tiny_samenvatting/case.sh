$RW solve "$ROOT/instances/tiny" --out result
