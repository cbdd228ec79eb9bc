#!/usr/bin/env bash
# Writes the golden hashes and pictures anew from the native build, on purpose: after a change that is
# meant to move bodies otherwise, to hash more, or to draw or sound otherwise. Read the difference before it is
# committed, and look at build/draw-sheet.png. The last are the hashes of what OpenGL
# draws here and WebGL in Chromium, which other drivers and other shaders change too.
set -euo pipefail
scripts=$(dirname "$0")
for part in common build parts checks proof; do
    # shellcheck disable=SC1090
    . "$scripts/lib/$part.sh"
done

"$QN_ROOT/scripts/setup.sh"
load_toolchain
cd "$QN_ROOT"
build_preset native scene_run scripted_run draw_golden draw_against_gl sound_golden
build_preset wasm draw_web
install_npm_packages
scene_run native >tests/golden/scenes.txt
mkdir -p tests/golden/runs
"$QN_BUILD/native/scripted_run" --runs tests/golden/runs | tail -n 4 >"$QN_BUILD/scripted_run.txt"
mv "$QN_BUILD/scripted_run.txt" tests/golden/scripted_run.txt
"$QN_BUILD/native/draw_golden" tests/golden/draw >"$QN_BUILD/scenes.txt"
for picture in tests/golden/draw/*.png; do
    grep -qxF "$(basename "$picture" .png)" "$QN_BUILD/scenes.txt" || rm "$picture"
done
"$QN_BUILD/native/draw_golden" --sheet "$QN_BUILD/draw-sheet.png"
"$QN_BUILD/native/sound_golden" >tests/golden/sounds.txt
SDL_VIDEODRIVER=offscreen "$QN_BUILD/native/draw_against_gl" --write tests/golden/draw-gl/llvmpipe.txt
QN_WRITE_HASHES=1 draw_in_page
git diff --stat -- tests/golden
