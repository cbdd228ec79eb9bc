# What every script shares: where things are, how they speak, how they fail.
# Sourced, never run. Callers have `set -euo pipefail` already.

QN_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
QN_BUILD=$QN_ROOT/build
QN_ENV=$QN_BUILD/toolchain.env
QN_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/quoin

say() { printf '  %s\n' "$*" >&2; }
step() { printf '\n== %s\n' "$*" >&2; }
die() {
    printf '\nerror: %s\n' "$*" >&2
    exit 1
}

# version_at_least 3.1.74 3.1.69
version_at_least() {
    [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]
}

# Leaves the build tools on PATH as set-up found or fetched them.
load_toolchain() {
    [ -f "$QN_ENV" ] || die "no tool chain yet; run: make setup"
    # shellcheck disable=SC1090
    . "$QN_ENV"
}

# A hash of the names and contents of all files below the given paths that a step reads, so that
# the step can be skipped when nothing changed. Built and fetched folders are left out.
hash_inputs() {
    find "$@" \( -name node_modules -o -name .next -o -name out -o -name test-results \) -prune -o \
        -type f -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0r sha256sum | sha256sum | cut -d' ' -f1
}

# stamp_is FILE VALUE: true when an earlier run left exactly this value.
stamp_is() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }
