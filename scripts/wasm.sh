#!/usr/bin/env bash
# wasm.sh debug|release: builds the WebAssembly files and the asset archive and puts them where the
# npm package and the page take them from. Called by `npm run wasm:build` and `wasm:build:release`.
set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$(dirname "$0")/lib/build.sh"

PACKAGE_FILES=$QN_WEB/package/dist-wasm
PAGE_FILES=$QN_WEB/app/public/belfry
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
load_toolchain
step "building WebAssembly ($kind)"
build_preset "$preset" page_files
build_preset wasm-scalar page_files
build_preset native page_files

place "$QN_BUILD/$preset/engine.wasm" "$PACKAGE_FILES"
place "$QN_BUILD/wasm-scalar/engine.wasm" "$PACKAGE_FILES" engine-scalar.wasm
place "$QN_BUILD/$preset/belfry.mjs" "$PAGE_FILES"
place "$QN_BUILD/$preset/belfry.wasm" "$PAGE_FILES"
place "$QN_BUILD/wasm-scalar/belfry.mjs" "$PAGE_FILES" belfry-scalar.mjs
place "$QN_BUILD/wasm-scalar/belfry.wasm" "$PAGE_FILES" belfry-scalar.wasm
place "$QN_BUILD/native/belfry.pack" "$PAGE_FILES"

# Source maps with the sources inside, and DWARF data: for the development server only.
rm -rf "$DEBUG_FILES"
if [ "$kind" = debug ]; then
    for name in engine belfry; do
        place "$QN_BUILD/$preset/$name.wasm.debug.wasm" "$DEBUG_FILES"
        node "$QN_ROOT/scripts/lib/embed-sources.mjs" "$QN_BUILD/$preset/$name.wasm.map" \
            "$DEBUG_FILES/$name.wasm.map"
    done
fi
