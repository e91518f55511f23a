$RW solve "$ROOT/instances/tiny" --out result --quiet && cd "$ROOT" && $RW verify instances/tiny "$OLDPWD/result/plan.json" | sed 's|^/.*plan.json|plan.json|'
