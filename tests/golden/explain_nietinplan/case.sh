$RW explain "$ROOT/instances/aalsmeer" --pair DC01,W02
