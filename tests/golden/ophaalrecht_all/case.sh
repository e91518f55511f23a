$RW ophaalrecht "$ROOT/instances/tiny" --all --lang en --out memo
