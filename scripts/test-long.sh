#!/usr/bin/env bash
# The same harnesses as `make test`, longer: more seeds, clang-tidy, every fuzzer for
# QN_FUZZ_SECONDS (600 unless set), golden hashes on every target, and the page in other browsers.
set -euo pipefail
scripts=$(dirname "$0")
for part in common build parts checks proof; do
    # shellcheck disable=SC1090
    . "$scripts/lib/$part.sh"
done

"$QN_ROOT/scripts/setup.sh"
load_toolchain
cd "$QN_ROOT"
mkdir -p "$QN_LOGS"
run_part "C tests, WebAssembly under sanitizers" c_tests wasm-sanitized
run_part "C tests, WebAssembly without SIMD in Node" c_tests wasm-scalar
export QN_LONG=1
run_part "C tests with more seeds, native release" c_tests native
run_part "C tests with more seeds, sanitizers" c_tests debug
run_part "C tests with more seeds, WebAssembly with SIMD in Node" c_tests wasm
run_part "golden hashes of the game on every target" \
    golden_hashes native gcc-o0 gcc-o3 gcc-native clang-o2 wasm-scalar wasm aarch64
run_part "golden hashes of the physics scenes, on every target" \
    scene_hashes "${QN_SCENE_CONFIGURATIONS[@]}"
run_part "forged runs of the game, 100,000" forged_runs native 100000
run_part "forged runs of the game, 2,000 under sanitizers" forged_runs debug 2000
run_part "page in Firefox and WebKitGTK" other_browsers
run_part "debugging in Chromium, under sanitizers" browser_debugging
run_part "npm package in other bundlers and runtimes" consumers long
run_part "browser tests, the slow ones too" browser_tests
run_part "server under load, two minutes" server_load 120
run_part "pages as files alone, below a path of a host" export_tests
run_part "Lighthouse's marks for the pages" lighthouse_marks
run_part "clang-tidy" each_check c_lint
run_part "fuzzers" run_fuzzers "${QN_FUZZ_SECONDS:-600}"
finish_parts
