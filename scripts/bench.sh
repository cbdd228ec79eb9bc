#!/usr/bin/env bash
# Runs the benchmarks natively and as WebAssembly in Node, with and without SIMD. Arguments go to
# the benchmark program.
set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$(dirname "$0")/lib/build.sh"

"$QN_ROOT/scripts/setup.sh"
load_toolchain
cd "$QN_ROOT"
for preset in native wasm wasm-scalar; do
    step "$preset"
    build_preset "$preset" quoin_bench
    if [ "$preset" = native ]; then
        "$QN_BUILD/native/quoin_bench" "$@"
    else
        node "$QN_BUILD/$preset/quoin_bench.js" "$@"
    fi
done
