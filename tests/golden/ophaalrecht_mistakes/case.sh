$RW ophaalrecht "$ROOT/instances/tiny"
$RW ophaalrecht "$ROOT/instances/tiny" --source S1 --all
$RW ophaalrecht "$ROOT/instances/tiny" --source S1 --commitment 0
$RW ophaalrecht "$ROOT/instances/tiny" --source S1 --requester me
$RW ophaalrecht "$ROOT/instances/tiny" --source S1 --demands W1,,W2
$RW ophaalrecht "$ROOT/instances/tiny" --source S1 --demands W9 --out memo
$RW ophaalrecht "$ROOT/instances/tiny" --source S9 --out memo
