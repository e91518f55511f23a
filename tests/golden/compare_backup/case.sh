$RW solve "$ROOT/instances/aalsmeer" --side-questions no --out a --quiet
$RW solve "$ROOT/instances/aalsmeer" --side-questions no --pipe-price high --out b --quiet
$RW compare a b --lang en
