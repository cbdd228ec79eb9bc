#!/usr/bin/env bash
# Gets everything that the build needs and says where it is in build/toolchain.env.
#
# It can be run at any time: what is there is left alone, what an interrupted run left half done is
# done again. Whatever does not come as a system package lives in one folder of the user's cache,
# shared by all clones; each item is made beside its final name and renamed when it is complete.
set -euo pipefail

scripts=$(dirname "$0")
for part in common system node debian sources emscripten; do
    # shellcheck disable=SC1090
    . "$scripts/lib/$part.sh"
done

# A shell that has sourced an earlier toolchain.env must not pass for a machine with own tools.
PATH=$(printf '%s' "$PATH" | tr ':' '\n' | grep -vF "$QN_CACHE/" | paste -sd:)
unset EM_CONFIG EMCC_LOCAL_PORTS

QN_PATH=
prepend_path() {
    QN_PATH=$1${QN_PATH:+:$QN_PATH}
    PATH=$1:$PATH
}

QN_PYTHON=/usr/bin/python3

# Values are quoted for the shell; variables that are not needed here are not written.
write_environment() {
    local partial=$QN_ENV.$$
    mkdir -p "$QN_BUILD"
    {
        echo "# Written by scripts/setup.sh; sourced by the other scripts."
        [ -z "$QN_PATH" ] || printf 'export PATH=%q:$PATH\n' "$QN_PATH"
        printf 'export QN_EMSCRIPTEN=%q\n' "$QN_EMSCRIPTEN"
        printf 'export QN_STB_DIR=%q\n' "$QN_SOURCES/stb/usr/include/stb"
        printf 'export QN_ZLIB_DIR=%q\n' "$QN_SOURCES/zlib"
        printf 'export QN_LIBDEFLATE_DIR=%q\n' "$QN_SOURCES/libdeflate"
        printf 'export QN_CHROMIUM=%q\n' "$(command -v chromium)"
        [ -z "${QN_EM_CONFIG:-}" ] || printf 'export EM_CONFIG=%q\n' "$QN_EM_CONFIG"
        # emcc is a script: through a shim that somebody put before Debian's Python, each file takes longer.
        printf 'export EMSDK_PYTHON=%q\n' "$QN_PYTHON"
        [ -z "${QN_SDL2_SOURCE:-}" ] || printf 'export EMCC_LOCAL_PORTS=%q\n' "sdl2=$QN_SDL2_SOURCE"
        echo 'export NEXT_TELEMETRY_DISABLED=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1'
    } >"$partial"
    if cmp -s "$partial" "$QN_ENV"; then
        rm "$partial"
    else
        mv "$partial" "$QN_ENV"
    fi
}

main() {
    mkdir -p "$QN_CACHE"
    exec 9>"$QN_CACHE/lock"
    if ! flock -n 9; then
        say "another set-up is at work; waiting for it"
        flock 9
    fi
    check_system
    check_node
    check_sources
    check_emscripten
    write_environment
    say "tools are ready"
}

main "$@"
