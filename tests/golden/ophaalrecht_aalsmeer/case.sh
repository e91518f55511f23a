$RW ophaalrecht "$ROOT/instances/aalsmeer" --source DC01 --lang en --out memo | sed -e "/^Worth it with/,/^$/d"
ls memo
