$RW explain "$ROOT/instances/aalsmeer" --pair DC01,W03 --lang en --threads 1
