# Third-party sources that are compiled for WebAssembly or that the machine's own release has only
# in an older version: stb (headers), zlib, libdeflate and SDL2. Whole or absent, like everything in
# the cache.

QN_SOURCES=$QN_CACHE/sources-r2

make_sources() {
    local home=$QN_SOURCES.partial
    step "fetching the sources of stb, zlib, libdeflate and SDL2"
    rm -rf "$home"
    unpack_debs "$home/stb" libstb-dev
    unpack_orig "$home/zlib" zlib
    unpack_orig "$home/libdeflate" libdeflate
    unpack_orig "$home/sdl2" libsdl2
    rm -rf "$home/sdl2/android-project-ant" # dangling links, which stop Emscripten's copy
    [ -f "$home/stb/usr/include/stb/stb_truetype.h" ] || die "libstb-dev holds no stb_truetype.h"
    mv -T "$home" "$QN_SOURCES"
}

check_sources() { [ -d "$QN_SOURCES" ] || make_sources; }
