$RW explain "$ROOT/instances/tiny" --pair S1,W2 --lang en
