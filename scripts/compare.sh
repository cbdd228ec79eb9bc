#!/usr/bin/env bash
# compare.sh BOX2D PRESET [option ...] [scene ...]: races the engine against Box2D, whose source tree
# is the first argument, built by the same compiler with the same flags. Presets: native, gcc-native
# (AVX2), wasm. Options as in tests/bench/race/compare.mjs; scenes: ten (Box2D's), daily, or names.
set -euo pipefail
. "$(dirname "$0")/lib/common.sh"
. "$(dirname "$0")/lib/build.sh"

ten="compounds joint_grid junkyard large_pyramid many_pyramids rain smash spinner tumbler washer"
daily="pile_20 pile_100 pile_400 ragdolls_40 platformer sleeping_1000"

[ $# -ge 2 ] || {
    sed -n '2,4s/^# //p' "$0" >&2
    exit 2
}
box2d=$(cd "$1" && pwd)
preset=$2
shift 2

"$QN_ROOT/scripts/setup.sh"
load_toolchain
cd "$QN_ROOT"
build_preset "$preset" race
cmake -DQN_BOX2D_DIR="$box2d" "$QN_BUILD/$preset" >/dev/null
build_preset "$preset" race_box2d
suffix=
[ "$preset" != wasm ] || suffix=.js
arguments=()
for argument in "$@"; do
    case $argument in
    ten | daily) read -ra names <<<"${!argument}" && arguments+=("${names[@]}") ;;
    *) arguments+=("$argument") ;;
    esac
done
node tests/bench/race/compare.mjs \
    "$QN_BUILD/$preset/race$suffix" "$QN_BUILD/$preset/race_box2d$suffix" "${arguments[@]}"
