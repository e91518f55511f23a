$RW ophaalrecht "$ROOT/instances/tiny" --source S2 --demands W2 --commitment 15 --requester municipality --out memo | head -3
