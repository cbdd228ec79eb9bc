#!/usr/bin/env bash
# wasm.sh debug|sanitized|release: builds the WebAssembly files and the asset archive and puts them
# where the npm package and the page take them from. Called by `npm run wasm:build` and
# `wasm:build:release`. Sanitized are the games, each of which holds the engine; engine.wasm has no
# JavaScript for a sanitizer to report by, and is that of the debug build.
set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$(dirname "$0")/lib/build.sh"

PACKAGE_TOOLS=$QN_WEB/package/tools
GAMES=(belfry breakout toybox)
PARTS=(physics hash compress image)
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
    release) preset=wasm games=wasm parts=("${PARTS[@]/#/engine_}") ;;
    debug) preset=wasm-debug games=wasm-debug parts=() ;;
    sanitized) preset=wasm-debug games=wasm-sanitized parts=() ;;
    *) die "usage: wasm.sh debug|sanitized|release" ;;
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
build_preset "$preset" engine "${parts[@]}"
build_preset "$games" "${GAMES[@]}"
build_preset wasm-scalar page_files
build_preset native page_files
build_preset wasi

node "$PACKAGE_TOOLS/place-engine.mjs" "$QN_BUILD/$preset/engine.wasm" engine.wasm
node "$PACKAGE_TOOLS/place-engine.mjs" "$QN_BUILD/wasm-scalar/engine.wasm" engine-scalar.wasm
# For development the whole stands for each part.
for part in "${PARTS[@]}"; do
    built=engine
    [ "$kind" != release ] || built=engine_$part
    node "$PACKAGE_TOOLS/place-engine.mjs" "$QN_BUILD/$preset/$built.wasm" "engine-$part.wasm"
done
place "$QN_BUILD/wasi/quoin.wasm" "$QN_WEB/app/wasi"
place_component
# place_game NAME: what quoin_game and quoin_pack made of it.
place_game() {
    local name=$1 folder=$QN_WEB/app/public/$1 kind
    for kind in mjs wasm; do
        place "$QN_BUILD/$games/$name.$kind" "$folder"
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

# place_debug_data PRESET NAME: the source map with the sources inside, and the DWARF data.
place_debug_data() {
    local built=$QN_BUILD/$1/$2.wasm
    node "$QN_ROOT/scripts/lib/embed-sources.mjs" "$built.map" "$DEBUG_FILES/$2.wasm.map"
    if [ "$1" = wasm-debug ]; then
        place "$built.debug.wasm" "$DEBUG_FILES"
    fi
}

# For the development server only. A sanitizer looks for the map beside the module.
rm -rf "$DEBUG_FILES" "$QN_WEB"/app/public/*/*.wasm.map
if [ "$kind" != release ]; then
    mkdir -p "$DEBUG_FILES"
    place_debug_data "$preset" engine
    for game in "${GAMES[@]}"; do
        place_debug_data "$games" "$game"
        if [ "$kind" = sanitized ]; then
            place "$DEBUG_FILES/$game.wasm.map" "$QN_WEB/app/public/$game"
        fi
    done
fi
