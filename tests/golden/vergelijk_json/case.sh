$RW solve "$ROOT/instances/tiny" --side-questions no --out a --quiet
$RW solve "$ROOT/instances/tiny" --side-questions no --wacc-per-yr 0.05 --out b --quiet
$RW compare a b --json | grep -E "schema|name|first|second|unit|source|demand|move\""
