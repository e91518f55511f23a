$RW explain "$ROOT/instances/tiny" --pair S2,W2 --json | grep -E "schema|verdict|mode|exit|dn|solved|networks|delivered_mw"
