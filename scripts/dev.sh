#!/usr/bin/env bash
# The development server of the page over a debug build, at http://localhost:$PORT. With SANITIZE=1 the
# games are built with the address and undefined behaviour sanitizers, which report to the console.
set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$(dirname "$0")/lib/build.sh"
. "$(dirname "$0")/lib/port.sh"

PORT=${PORT:-3000}
export PORT
need_free_port "$PORT"
"$QN_ROOT/scripts/setup.sh"
load_toolchain
install_npm_packages
if [ -n "${SANITIZE:-}" ]; then
    "$QN_ROOT/scripts/wasm.sh" sanitized
else
    npm --prefix "$QN_WEB" run --silent wasm:build
fi
announce_when_served "$PORT" "The development server is ready" &
exec npm --prefix "$QN_WEB" run --silent dev
