$RW explain "$ROOT/instances/tiny"
