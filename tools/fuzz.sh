#!/bin/sh
# Feeds broken files to every reader with libFuzzer and sanitizers: fuzz.sh SECONDS. New inputs stay in build/fuzz/corpus;
# one that crashes is written to build/fuzz and belongs into tests/fuzz/corpus once it is fixed.
set -eu
seconds=${1:-60}
cd "$(dirname "$0")/.."
mkdir -p build/fuzz/corpus
make --no-print-directory VARIANT=fuzz CC=clang OPTIMIZE="-O1 -g" EXTRA="-fsanitize=fuzzer-no-link,address,undefined" \
    build/fuzz/librestwarmte.a
clang -std=c11 -D_POSIX_C_SOURCE=200809L -DRW_LIBFUZZER -O1 -g -fsanitize=fuzzer,address,undefined -Iinclude -Isrc -Itests \
    tests/fuzz/fuzz_input.c build/fuzz/librestwarmte.a -o build/fuzz/fuzz-input \
    -lglpk -lcsv -lcjson -lproj -lgeos_c -lgmp -lmd -lm
cd build/fuzz
./fuzz-input -max_total_time="$seconds" -timeout=20 -max_len=8192 -print_final_stats=1 corpus ../../tests/fuzz/corpus
