#!/usr/bin/env bash
# bench.sh [--quick] [--modules [--page]] [part of a name ...]: runs the benchmarks. With names, those
# of the C benchmarks that have them, natively and as WebAssembly in Node, with and without SIMD.
# Without, all of them, then the race against the physics engines of npm and how each grows with the
# number of bodies (tests/bench/race/run.mjs), then hashes, compression and pictures against the
# packages of npm, in Node and in Chromium (tests/bench/modules/), and sprites in Chromium against other
# renderers (tests/bench/sprites/). --modules runs the last alone, in
# Node or with --page in Chromium, of it the rows that have these names. --quick takes minutes instead
# of more than an hour.
set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$(dirname "$0")/lib/build.sh"

quick=()
modules_alone=
script=run
while [[ ${1:-} == --* ]]; do
    case $1 in
        --quick) quick=(--quick) ;;
        --modules) modules_alone=1 ;;
        --page) script=page ;;
        *) die "unknown option: $1" ;;
    esac
    shift
done

# modules [NAME...]
modules() {
    build_modules
    install_peers modules
    step "hashes, compression and pictures against the packages of npm"
    [ "$script" = run ] || install_npm_packages
    node "tests/bench/modules/$script.mjs" "${quick[@]}" "$@"
}

"$QN_ROOT/scripts/setup.sh"
load_toolchain
cd "$QN_ROOT"
if [ -n "$modules_alone" ]; then
    modules "$@"
    exit 0
fi
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
install_peers race
step "the race against the engines of npm"
node tests/bench/race/run.mjs "${quick[@]}"
step "growth with the number of bodies"
node tests/bench/race/run.mjs --growth "${quick[@]}"
modules
script=page modules
build_sprites
install_peers sprites
step "sprites against the renderers of npm and SDL's"
node tests/bench/sprites/run.mjs "${quick[@]}"
say "charts: build/bench/growth-*.svg; docs: node tests/bench/{race,modules,sprites}/run.mjs --write-docs"
