$RW export "$ROOT/instances/tiny"
