$RW explain "$ROOT/instances/tiny" --pair S1,W9
