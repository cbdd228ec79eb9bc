#!/usr/bin/env bash
# Builds the native game and, where there is a display, plays it.
set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$(dirname "$0")/lib/build.sh"

"$QN_ROOT/scripts/setup.sh"
load_toolchain
build_preset native
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "built build/native/belfry; there is no display here to play on"
    exit 0
fi
exec "$QN_BUILD/native/belfry"
