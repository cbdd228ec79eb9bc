# Emscripten, in this order: a good `emcc` on PATH, the distribution's package when new enough, else
# a private copy of Debian's newer package. That package is Python and JavaScript over LLVM 19,
# which the older release has too; only its binaryen wants a newer libc, which therefore comes along
# and is used by the binaryen wrappers alone.
#
# Sets QN_EMSCRIPTEN (the folder that holds emcc and CMake's tool chain file), and QN_EM_CONFIG and
# QN_SDL2_SOURCE when the copy is ours to configure.

QN_EMCC_MIN=3.1.69
QN_EM_RECIPE=r1
QN_EM_PRIVATE=$QN_CACHE/emscripten-$QN_EMCC_MIN-$QN_EM_RECIPE
QN_EM_DISTRIBUTION_HOME=/usr/share/emscripten
QN_EM_DISTRIBUTION=$QN_CACHE/emscripten-distribution-$QN_EM_RECIPE

emcc_version() { "$1" --version 2>/dev/null | sed -nE '1s/.* ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p'; }

# The distribution's package counts as the distribution's, though its emcc is on the PATH too.
emcc_on_path_is_good() {
    local version emcc
    emcc=$(command -v emcc) || return 1
    [[ $(readlink -f "$emcc") != "$QN_EM_DISTRIBUTION_HOME"/* ]] || return 1
    version=$(emcc_version emcc)
    [ -n "$version" ] && version_at_least "$version" "$QN_EMCC_MIN"
}

distribution_has_emscripten() {
    local candidate
    candidate=$(LC_ALL=C apt-cache policy emscripten | sed -n 's/^ *Candidate: //p')
    [ "$candidate" != "(none)" ] && version_at_least "${candidate%%[~+-]*}" "$QN_EMCC_MIN"
}

# Runs each binaryen tool with the libc that it was linked for.
write_binaryen_wrappers() {
    local home=$1 tool
    mkdir -p "$home/binaryen/bin"
    for tool in "$home"/usr/bin/wasm-* "$home"/usr/bin/wasm2js; do
        tool=$(basename "$tool")
        cat >"$home/binaryen/bin/$tool" <<'WRAPPER'
#!/bin/sh
home=${0%/*}/../..
exec "$home/usr/lib64/ld-linux-x86-64.so.2" \
    --library-path "$home/usr/lib/x86_64-linux-gnu:$home/usr/lib64" \
    "$home/usr/bin/${0##*/}" "$@"
WRAPPER
        chmod +x "$home/binaryen/bin/$tool"
    done
}

# write_em_config HOME FINAL_HOME BINARYEN_ROOT: a config whose cache may be written to.
write_em_config() {
    cat >"$1/config.py" <<CONFIG
LLVM_ROOT = '/usr/bin'
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
BINARYEN_ROOT = '$3'
NODE_JS = 'node'
FROZEN_CACHE = False
CACHE = '$2/cache'
CONFIG
}

# SDL2 is built here and not by the first game build, so that an interrupted build cannot leave half
# a library in a cache that all clones share.
build_sdl2_port() {
    local home=$1 emscripten=$2 binaryen=$3
    step "building SDL2 for WebAssembly (once, about half a minute)"
    EM_CONFIG=$home/config.py EM_CACHE=$home/cache EM_BINARYEN_ROOT=$binaryen \
        EMCC_LOCAL_PORTS="sdl2=$QN_SDL2_SOURCE" \
        "$emscripten/embuilder" build sdl2 >&2 </dev/null
}

make_private_emscripten() {
    local final=$1 home=$1.partial
    step "fetching a private copy of Emscripten $QN_EMCC_MIN (about 250 MB)"
    rm -rf "$home"
    unpack_debs "$home" emscripten binaryen libc6 libstdc++6 libgcc-s1
    write_binaryen_wrappers "$home"
    write_em_config "$home" "$final" "$final/binaryen"
    cp -al "$home/usr/share/emscripten/cache" "$home/cache"
    ln -s /usr/share/nodejs "$home/usr/share/emscripten/node_modules"
    build_sdl2_port "$home" "$home/usr/share/emscripten" "$home/binaryen"
    mv -T "$home" "$final"
}

# The distribution's own cache is read-only and frozen: ours is a writable copy of it.
make_distribution_cache() {
    local final=$1 home=$1.partial
    step "preparing a cache for the distribution's Emscripten"
    rm -rf "$home"
    mkdir -p "$home"
    write_em_config "$home" "$final" /usr
    cp -a "$QN_EM_DISTRIBUTION_HOME/cache" "$home/cache"
    build_sdl2_port "$home" "$QN_EM_DISTRIBUTION_HOME" /usr
    mv -T "$home" "$final"
}

use_private_emscripten() {
    local home=$QN_EM_PRIVATE
    need_packages node-acorn # LLVM 19 is there already (QN_APT_PACKAGES)
    [ -d "$home" ] || make_private_emscripten "$home"
    QN_EM_CONFIG=$home/config.py
    QN_EMSCRIPTEN=$home/usr/share/emscripten
}

use_distribution_emscripten() {
    local home=$QN_EM_DISTRIBUTION
    need_packages emscripten
    [ -d "$home" ] || make_distribution_cache "$home"
    QN_EM_CONFIG=$home/config.py
    QN_EMSCRIPTEN=$QN_EM_DISTRIBUTION_HOME
}

# With an emcc of the user's own, SDL2 is its port as ever; where the network cannot serve the port
# (or did not before), it is built from Debian's sources.
use_emscripten_on_path() {
    local stamp=$QN_CACHE/sdl2-port-of-own-emcc
    QN_EMSCRIPTEN=$(dirname "$(readlink -f "$(command -v emcc)")")
    if stamp_is "$stamp" "local $QN_EMSCRIPTEN"; then
        QN_SDL2_SOURCE=$QN_SOURCES/sdl2
    elif ! stamp_is "$stamp" "served $QN_EMSCRIPTEN"; then
        step "building SDL2 for WebAssembly (once)"
        if "$QN_EMSCRIPTEN/embuilder" build sdl2 >&2 </dev/null; then
            echo "served $QN_EMSCRIPTEN" >"$stamp"
        else
            say "the port cannot be had here; taking Debian's sources"
            QN_SDL2_SOURCE=$QN_SOURCES/sdl2
            EMCC_LOCAL_PORTS="sdl2=$QN_SDL2_SOURCE" "$QN_EMSCRIPTEN/embuilder" build sdl2 >&2 </dev/null
            echo "local $QN_EMSCRIPTEN" >"$stamp"
        fi
    fi
}

# What an earlier set-up has made is looked for first: asking apt takes most of a second.
check_emscripten() {
    if emcc_on_path_is_good; then
        use_emscripten_on_path
        return 0
    fi
    QN_SDL2_SOURCE=$QN_SOURCES/sdl2
    if [ -d "$QN_EM_PRIVATE" ]; then
        use_private_emscripten
    elif [ -d "$QN_EM_DISTRIBUTION" ] || distribution_has_emscripten; then
        use_distribution_emscripten
    else
        use_private_emscripten
    fi
    prepend_path "$QN_EMSCRIPTEN"
}
