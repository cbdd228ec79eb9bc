#!/usr/bin/env bash
# wasm.sh debug|release: builds the WebAssembly files and the asset archive and puts them where the
# npm package and the page take them from. Called by `npm run wasm:build` and `wasm:build:release`.
set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$(dirname "$0")/lib/build.sh"

PACKAGE_TOOLS=$QN_WEB/package/tools
GAMES=(belfry breakout toybox)
DEBUG_FILES=$QN_WEB/app/public/debug

# place SOURCE FOLDER [NAME]: copies a file that is new or changed; an equal one keeps its time.
place() {
    local target=$2/${3:-$(basename "$1")}
    [ -f "$1" ] || die "the build made no $(basename "$1")"
    mkdir -p "$2"
    cmp -s "$1" "$target" || cp "$1" "$target"
}

kind=${1:-}
case $kind in
    release) preset=wasm ;;
    debug) preset=wasm-debug ;;
    *) die "usage: wasm.sh debug|release" ;;
esac
# The component, anew where its core or its interface changed; npm packages are there already.
place_component() {
    local stamp=$QN_STAMPS/component inputs
    inputs=$(hash_inputs "$QN_BUILD/wasi/component_core.wasm" "$QN_ROOT/wit" \
        "$PACKAGE_TOOLS/component.mjs")
    if [ -d "$QN_WEB/package/dist-component" ] && stamp_is "$stamp" "$inputs"; then
        return 0
    fi
    node "$PACKAGE_TOOLS/component.mjs" "$QN_BUILD/wasi/component_core.wasm"
    mkdir -p "$QN_STAMPS"
    printf '%s\n' "$inputs" >"$stamp"
}

load_toolchain
step "building WebAssembly ($kind)"
build_preset "$preset" page_files
build_preset wasm-scalar page_files
build_preset native page_files
build_preset wasi

node "$PACKAGE_TOOLS/place-engine.mjs" "$QN_BUILD/$preset/engine.wasm" engine.wasm
node "$PACKAGE_TOOLS/place-engine.mjs" "$QN_BUILD/wasm-scalar/engine.wasm" engine-scalar.wasm
place "$QN_BUILD/wasi/quoin.wasm" "$QN_WEB/app/wasi"
place_component
# place_game NAME: what quoin_game and quoin_pack made of it.
place_game() {
    local name=$1 folder=$QN_WEB/app/public/$1 kind
    for kind in mjs wasm; do
        place "$QN_BUILD/$preset/$name.$kind" "$folder"
        place "$QN_BUILD/wasm-scalar/$name.$kind" "$folder" "$name-scalar.$kind"
    done
    place "$QN_BUILD/native/$name.pack" "$folder"
}
for game in "${GAMES[@]}"; do
    place_game "$game"
done
node "$PACKAGE_TOOLS/describe-files.mjs"

# What shows in a page that it computes what every other machine does.
build_preset wasm scene_run
for file in scene_run.js scene_run.wasm; do
    place "$QN_BUILD/wasm/$file" "$QN_WEB/app/public/determinism"
done
place "$QN_ROOT/tests/golden/scenes.txt" "$QN_WEB/app/public/determinism"

# Source maps with the sources inside, and DWARF data: for the development server only.
rm -rf "$DEBUG_FILES"
if [ "$kind" = debug ]; then
    for name in engine "${GAMES[@]}"; do
        place "$QN_BUILD/$preset/$name.wasm.debug.wasm" "$DEBUG_FILES"
        node "$QN_ROOT/scripts/lib/embed-sources.mjs" "$QN_BUILD/$preset/$name.wasm.map" \
            "$DEBUG_FILES/$name.wasm.map"
    done
fi
