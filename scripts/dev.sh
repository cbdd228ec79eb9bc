#!/usr/bin/env bash
# The development server of the page over a debug build of the game, at http://localhost:$PORT.
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
npm --prefix "$QN_WEB" run --silent wasm:build
announce_when_served "$PORT" "The development server is ready" &
exec npm --prefix "$QN_WEB" run --silent dev
