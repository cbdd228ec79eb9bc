#!/usr/bin/env bash
# Builds what is out of date and serves the game at http://localhost:$PORT (3000 unless set).
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
npm --prefix "$QN_WEB" run --silent wasm:build:release
build_page
announce_when_served "$PORT" "Belfry is ready" &
exec npm --prefix "$QN_WEB" run --silent start
