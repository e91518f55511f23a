#!/bin/sh
# Installs the Debian packages that are missing: deps.sh run | test | bench. Uses sudo unless root.
set -eu
run="libglpk-dev libcsv-dev libcjson-dev libproj-dev proj-data libgeos-dev libgmp-dev libmd-dev libjs-leaflet libjs-chart.js"
test="libcunit1-dev chromium clang clang-format clang-tidy cppcheck valgrind mandoc shellcheck jq python3 nodejs"
bench="coinor-cbc glpk-utils jq"
command -v npm >/dev/null || bench="$bench nodejs npm"
case "${1:-}" in
run) wanted=$run ;;
test) wanted="$run $test" ;;
bench) wanted="$run $bench" ;;
*) echo "use: deps.sh run | test | bench" >&2; exit 2 ;;
esac
missing=""
for package in $wanted; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
if [ -z "$missing" ]; then exit 0; fi
sudo=""
[ "$(id -u)" -eq 0 ] || sudo=sudo
echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # the list is meant to be split
if ! $sudo apt-get install -y --no-install-recommends $missing; then
    $sudo apt-get update
    $sudo apt-get install -y --no-install-recommends $missing
fi
