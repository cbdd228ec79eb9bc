#!/usr/bin/env bash
# format.sh [--check]: lays out the C sources by .clang-format, or tells which ones are not.
set -euo pipefail
. "$(dirname "$0")/lib/common.sh"

cd "$QN_ROOT"
mapfile -t files < <(git ls-files --cached --others --exclude-standard '*.c' '*.h')
[ ${#files[@]} -gt 0 ] || die "found no C sources"
if [ "${1:-}" = --check ]; then
    clang-format-19 --dry-run -Werror "${files[@]}"
else
    clang-format-19 -i "${files[@]}"
fi
