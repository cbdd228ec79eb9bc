#!/usr/bin/env bash
# Every test of the project, in parts; goes on after a failed part. The last line is the sum.
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
run_part "C tests, native release" c_tests native
run_part "C tests, address and undefined behaviour sanitizers" \
    c_tests debug --quick
run_part "C tests, WebAssembly with SIMD in Node" c_tests wasm --quick
run_part "golden hashes of the game" golden_hashes native debug wasm-scalar wasm
run_part "golden hashes of the physics scenes" scene_hashes "${QN_SCENE_CONFIGURATIONS_BRIEF[@]}"
run_part "rollback of the physics scenes at every tick" scene_rollback native wasm
run_part "snapshots of the physics scenes from one machine to the other" scene_crossing
run_part "misuse of every public function" misuse native debug wasm
run_part "inputs of the fuzzers, under sanitizers" fuzz_inputs
run_part "forged runs of the game, 1,200" forged_runs native 1200
run_part "native game under SDL's offscreen driver" native_game
run_part "native sound through SDL's disk driver" native_sound
run_part "drawing by OpenGL and by the processor" drawing_alike
run_part "source rules" source_rules
run_part "npm packages" each_check npm_packages
run_part "drawing by WebGL and by the processor, in Chromium" drawing_alike_in_page
run_part "npm package tests" package_tests
# After the package, whose component brings types of its own.
run_part "lint" each_check c_format shell_syntax generated_exports web_lint web_types
run_part "npm package in fresh folders: Node, Vite, esbuild, no bundler" consumers fast
run_part "parts of the race against other engines" race_parts
run_part "parts of the benchmark of modules" modules_parts
run_part "budgets of sprites in Chromium" sprites_parts
run_part "command line tool and server" server_tests
run_part "browser tests" browser_tests
finish_parts
