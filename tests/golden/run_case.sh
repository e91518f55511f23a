#!/bin/sh
# Runs one golden case: run_case.sh CASE_FOLDER, with RW (the program) and ROOT (the project) in the environment.
# case.sh runs in an empty folder; what it prints and its exit code must equal stdout, stderr and exit beside it (a file
# that is not there stands for nothing printed, or exit 0). RW_BLESS=1 writes those files instead.
set -u
case_folder=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/here"
(cd "$work/here" && . "$case_folder/case.sh") >"$work/stdout" 2>"$work/stderr"
echo $? >"$work/exit"
bad=0
for what in stdout stderr exit; do
    expected="$case_folder/$what"
    if [ "${RW_BLESS:-}" = 1 ]; then
        rm -f "$expected"
        nothing=0
        [ "$what" = exit ] && [ "$(cat "$work/exit")" = 0 ] && nothing=1
        [ -s "$work/$what" ] || nothing=1
        [ $nothing = 1 ] || cp "$work/$what" "$expected"
    elif [ -f "$expected" ]; then
        diff -u "$expected" "$work/$what" || bad=1
    elif [ "$what" = exit ]; then
        [ "$(cat "$work/exit")" = 0 ] || { echo "exit code $(cat "$work/exit"), expected 0"; cat "$work/stderr"; bad=1; }
    elif [ -s "$work/$what" ]; then
        echo "unexpected $what:"
        cat "$work/$what"
        bad=1
    fi
done
exit $bad
