#!/usr/bin/env bash
# bench.sh [--quick] [part of a name ...]: runs the benchmarks. With names, those of the C benchmarks
# that have them, natively and as WebAssembly in Node, with and without SIMD. Without, all of them,
# then the race against the physics engines of npm and how each grows with the number of bodies
# (tests/bench/race/run.mjs). --quick takes minutes instead of more than an hour.
set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$(dirname "$0")/lib/build.sh"

quick=()
if [ "${1:-}" = --quick ]; then
    quick=(--quick)
    shift
fi

"$QN_ROOT/scripts/setup.sh"
load_toolchain
cd "$QN_ROOT"
presets=(native wasm wasm-scalar)
[ ${#quick[@]} -eq 0 ] || presets=(native)
for preset in "${presets[@]}"; do
    step "$preset"
    build_preset "$preset" quoin_bench
    if [ "$preset" = native ]; then
        "$QN_BUILD/native/quoin_bench" "$@"
    else
        node "$QN_BUILD/$preset/quoin_bench.js" "$@"
    fi
done
[ $# -eq 0 ] || exit 0

build_race
install_peers
step "the race against the engines of npm"
node tests/bench/race/run.mjs "${quick[@]}"
step "growth with the number of bodies"
node tests/bench/race/run.mjs --growth "${quick[@]}"
say "charts: build/bench/growth-*.svg; docs: node tests/bench/race/run.mjs --write-docs"
