# The checks that `make test` and `make test-long` are made of. Each ends by printing its counts as
# 'N passed, N failed'; what a check needs built, it builds.

# run_program PRESET NAME ARGUMENT...: natively, or in Node.
run_program() {
    local preset=$1 program=$QN_BUILD/$1/$2
    shift 2
    case $preset in
        wasm*) node "$program.js" "$@" ;;
        aarch64) qemu-aarch64 "$program" "$@" ;;
        *) "$program" "$@" ;;
    esac
}

# c_tests PRESET [OPTION...]: in shares, as many at once as there are processors. One that ends with an
# error though none of its tests failed, as where memory leaked, is one failure.
c_tests() {
    local preset=$1 shares i log logs=()
    shift
    build_preset "$preset" quoin_tests
    shares=$(($(nproc) * 4)) # some take longer than others
    for ((i = 0; i < shares; i++)); do
        log=$QN_LOGS/c_tests.$preset.$i.txt
        logs+=("$log")
        await_processor
        log_c_tests "$preset" "$log" --share "$i/$shares" "$@" &
    done
    wait
    cat "${logs[@]}"
    sum_counts "${logs[@]}"
}
log_c_tests() {
    local preset=$1 log=$2 status=0 passed=0 failed=0 skipped=0
    shift 2
    run_program "$preset" quoin_tests "$@" >"$log" 2>&1 || status=$?
    read -r passed failed skipped <<<"$(read_counts "$log")" || true
    if [ "$status" != 0 ] && [ "${failed:-0}" = 0 ]; then
        printf 'this share ended with status %s\n%s passed, 1 failed, %s skipped\n' \
            "$status" "${passed:-0}" "${skipped:-0}" >>"$log"
    fi
}

# Adds up the counts that each log ends with; one without counts is a failure.
sum_counts() {
    local log passed=0 failed=0 skipped=0 passed_here failed_here skipped_here
    for log in "$@"; do
        passed_here= failed_here= skipped_here=
        read -r passed_here failed_here skipped_here <<<"$(read_counts "$log")" || true
        passed=$((passed + ${passed_here:-0}))
        failed=$((failed + ${failed_here:-1}))
        skipped=$((skipped + ${skipped_here:-0}))
    done
    printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
    [ "$failed" = 0 ]
}

# The scripted run prints state hashes on the way. Every compiler, optimisation level and machine
# has to print the same lines as the first one given here, and they have to end as the golden file.
golden_hashes() {
    local preset output reference= passed=0 failed=0 golden=$QN_ROOT/tests/golden/scripted_run.txt
    [ -s "$golden" ] || die "there is no tests/golden/scripted_run.txt"
    for preset in "$@"; do
        output=$QN_LOGS/scripted_run.$preset.txt
        reference=${reference:-$output}
        if build_preset "$preset" scripted_run && run_program "$preset" scripted_run >"$output" &&
            diff "$reference" "$output" &&
            diff "$golden" <(tail -n "$(wc -l <"$golden")" "$output"); then
            passed=$((passed + 1))
            printf 'same hashes: %s\n' "$preset"
        else
            failed=$((failed + 1))
            printf 'FAILED: other hashes or no run: %s\n' "$preset"
        fi
    done
    printf '%s passed, %s failed\n' "$passed" "$failed"
    [ "$failed" = 0 ]
}

# Sound through SDL's device that is a file, and through the shell's own file.
native_sound() {
    local folder=$QN_BUILD/native-sound
    build_preset native sound_device
    mkdir -p "$folder"
    SDL_AUDIODRIVER=disk "$QN_BUILD/native/sound_device" "$folder"
}

# The desktop game without a screen: SDL's offscreen driver, a real GL context, a shot that wins, a
# picture to look at, and its save: read again, then refused and kept aside when it is damaged.
native_game() {
    local folder=$QN_BUILD/native-save picture=$QN_BUILD/screenshots/native-won.png
    local shot="20d0.3,0.5 25m0.2,0.6 60m0.12,0.62 90u0.12,0.62"
    build_preset native belfry belfry_pack breakout breakout_pack toybox toybox_pack
    rm -rf "$folder"
    mkdir -p "$QN_BUILD/screenshots"
    each_check native_shot native_save_again native_save_in_a_file native_save_damaged native_one_call \
        native_soft native_heard native_high_contrast native_small_games
}
play_native() {
    SDL_VIDEODRIVER=offscreen "$QN_BUILD/native/belfry" --size 480x270 --save-folder "$folder" "$@" 2>&1
}
check_native_shot() {
    play_native --frames 260 --script "$shot" --screenshot "$picture" | grep 'shots 1, tolls [1-9].* won 1' &&
        [ "$(stat -c %s "$picture")" -gt 20000 ]
}
# The same pixels in one draw call, as on a GPU, and in several, as where the processor draws.
check_native_one_call() {
    local one=$QN_BUILD/screenshots/native-one-call.png runs=$QN_BUILD/screenshots/native-runs.png
    play_native --no-save --frames 40 --screenshot "$runs" | grep 'draw calls' &&
        play_native --no-save --frames 40 --one-call --screenshot "$one" | grep ' 1 draw calls' &&
        cmp "$one" "$runs"
}
# The same game drawn by the processor into memory.
check_native_soft() {
    local soft=$QN_BUILD/screenshots/native-soft.png
    play_native --no-save --frames 40 --soft --screenshot "$soft" | grep 'records' &&
        [ "$(stat -c %s "$soft")" -gt 20000 ]
}
# What the shot sounds like: the same bytes every time, and no silence, of which nothing would be left
# when packed.
check_native_heard() {
    local first=$QN_BUILD/native-first.wav second=$QN_BUILD/native-second.wav
    play_native --no-save --headless --frames 260 --script "$shot" --sound "$first" >/dev/null &&
        play_native --no-save --headless --frames 260 --script "$shot" --sound "$second" >/dev/null &&
        cmp "$first" "$second" && [ "$(gzip -c "$first" | wc -c)" -gt 100000 ]
}
# With high contrast it is another picture, of the same run.
check_native_high_contrast() {
    local plain=$QN_BUILD/screenshots/native-plain.png bold=$QN_BUILD/screenshots/native-high-contrast.png
    local state
    state=$(play_native --no-save --frames 40 --screenshot "$plain" | grep -o 'state [0-9a-f]*') &&
        play_native --no-save --frames 40 --high-contrast --screenshot "$bold" | grep "$state" &&
        ! cmp -s "$plain" "$bold"
}
# A serve that meets bricks, and a finger that pours; without a GPU the shapes are one call and the
# images of the pack another.
check_native_small_games() {
    local run=(--no-save --headless --frames)
    SDL_VIDEODRIVER=offscreen "$QN_BUILD/native/toybox" --no-save --size 320x180 --frames 2 |
        grep ' 2 draw calls' || return 1
    "$QN_BUILD/native/breakout" "${run[@]}" 600 --script "10+2 12-2" | grep 'score [1-9]' &&
        "$QN_BUILD/native/toybox" "${run[@]}" 90 --script "5d0.5,0.4 60u0.5,0.4" | grep 'bodies 1[0-9][0-9]'
}
check_native_save_again() {
    [ -s "$folder/belfry.save" ] && ! play_native --headless --frames 2 | grep -i 'save'
}
# Into a file, out of it in another folder, and refused when it is not a saved game.
check_native_save_in_a_file() {
    local file=$QN_BUILD/native.save saved=$folder status=0
    play_native --export "$file" && [ -s "$file" ] || return 1
    folder=$QN_BUILD/native-save-2
    rm -rf "$folder"
    play_native --import "$file" && play_native --headless --frames 2 | grep 'best 1' || status=1
    printf 'damage' >>"$file"
    play_native --import "$file" && status=1
    folder=$saved
    return "$status"
}
check_native_save_damaged() {
    printf 'damage' >"$folder/belfry.save"
    rm -f "$folder/belfry.save.old"
    play_native --headless --frames 2 | grep -i 'save' && [ -s "$folder/belfry.save.bad" ]
}

# The scenes of tests/draw by OpenGL and by the software rasteriser, within a few steps, and of a
# rasteriser that is known as they always were.
drawing_alike() {
    build_preset native draw_against_gl
    SDL_VIDEODRIVER=offscreen "$QN_BUILD/native/draw_against_gl" "$QN_BUILD" \
        "$QN_ROOT/tests/golden/draw-gl/llvmpipe.txt"
}

# The same by WebGL 2 in Chromium.
draw_in_page() {
    "$QN_WEB/node_modules/.bin/playwright" test \
        --config "$QN_ROOT/tests/browser/draw/playwright.config.ts" "$@"
}
drawing_alike_in_page() {
    local report=$QN_LOGS/playwright-draw.json status=0
    rm -f "$report"
    build_preset wasm draw_web
    install_npm_packages
    PLAYWRIGHT_JSON_OUTPUT_NAME=$report draw_in_page --reporter=line,json || status=$?
    node "$QN_ROOT/scripts/lib/count-report.mjs" "$report"
    return "$status"
}

# forged_runs PRESET COUNT: against what judges runs of the game, a share on each processor.
forged_runs() {
    local preset=$1 shares i log logs=()
    build_preset "$preset" forged_runs
    shares=$(nproc)
    for ((i = 0; i < shares; i++)); do
        log=$QN_LOGS/forged_runs.$preset.$i.txt
        logs+=("$log")
        "$QN_BUILD/$preset/forged_runs" "$(($2 / shares))" "$((i + 1))" \
            "$QN_ROOT"/tests/golden/runs/*.json >"$log" 2>&1 &
    done
    wait
    cat "${logs[@]}"
    sum_counts "${logs[@]}"
}

# Include arrows, file lengths, and what the engine's objects ask of libm and the system.
source_rules() {
    build_preset native quoin
    node "$QN_ROOT/tests/rules.mjs" "$QN_BUILD/native/libquoin.a"
}

# Tables, charts, and the same worlds from JavaScript as natively. The other engines are not needed.
race_parts() {
    build_preset native race
    build_race
    node "$QN_ROOT/tests/bench/race/test.mjs" "$QN_BUILD/native/race"
}

# What measures hashes, compression and pictures: its inputs, its judgement, and the calls of ours. The
# packages that it measures against are not needed.
modules_parts() {
    build_modules
    node "$QN_ROOT/tests/bench/modules/test.mjs"
}

# The budgets of drawing sprites in a page.
sprites_parts() {
    build_sprites
    node "$QN_ROOT/tests/bench/sprites/test.mjs"
}

# each_check NAME...: runs check_<NAME> for each and counts.
each_check() {
    local name status passed=0 failed=0
    for name in "$@"; do
        set +e
        attempt "check_$name"
        status=$?
        set -e
        if [ "$status" = 0 ]; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            printf 'FAILED: %s\n' "$name"
        fi
    done
    printf '%s passed, %s failed\n' "$passed" "$failed"
    [ "$failed" = 0 ]
}

# What a fuzzer starts from, a folder a line: inputs that once broke something, seeds that are part
# of the project, and real files where there are any.
fuzz_seeds() {
    local folder corpora=${QN_CORPORA:-$QN_ROOT/../shared/corpora} folders
    folders=("$QN_ROOT/tests/fuzz/found/$1" "$QN_ROOT/tests/fuzz/seeds/$1")
    case $1 in
        fuzz_png) folders+=("$corpora/pngsuite") ;;
        fuzz_jpeg) folders+=("$corpora/jpeg-odd" "$corpora/jpeg-bad") ;;
        fuzz_run) folders+=("$QN_ROOT/tests/golden/runs") ;;
        fuzz_gzip | fuzz_inflate) folders+=("$corpora/gzip") ;;
    esac
    for folder in "${folders[@]}"; do
        if [ -d "$folder" ]; then printf '%s\n' "$folder"; fi
    done
}

# Every input that the fuzzers begin with, once, under sanitizers: what broke something stays mended.
fuzz_inputs() {
    local source name passed=0 failed=0 names=() seeds inputs log
    for source in "$QN_ROOT"/tests/fuzz/fuzz_*.c; do
        names+=("$(basename "$source" .c)")
    done
    build_preset debug "${names[@]}"
    mkdir -p "$QN_LOGS/fuzz"
    for name in "${names[@]}"; do
        mapfile -t seeds < <(fuzz_seeds "$name")
        [ ${#seeds[@]} -gt 0 ] || continue
        mapfile -t inputs < <(find "${seeds[@]}" -type f | sort)
        [ ${#inputs[@]} -gt 0 ] || continue # without any it would look for some, for ever
        log=$QN_LOGS/fuzz/$name.inputs.log
        if "$QN_BUILD/debug/fuzz/$name" -timeout=30 -rss_limit_mb=2048 "${inputs[@]}" >"$log" 2>&1; then
            passed=$((passed + ${#inputs[@]}))
            printf '%s: %s inputs\n' "$name" "${#inputs[@]}"
        else
            failed=$((failed + 1))
            tail -n 40 "$log"
            printf 'FAILED: %s\n' "$name"
        fi
    done
    printf '%s passed, %s failed\n' "$passed" "$failed"
    [ "$failed" = 0 ]
}

# The length of inputs: short ones reach nothing where every call takes some bytes.
fuzz_options() {
    case $1 in
        fuzz_world) printf '%s\n' -len_control=0 -max_len=2048 ;;
        fuzz_snapshot | fuzz_replay) printf '%s\n' -len_control=0 -max_len=256 ;;
        fuzz_jpeg) printf '%s\n' -max_len=16384 ;; # of photographs a run takes a tenth of a second
    esac
}

# run_fuzzer NAME SECONDS HOME
run_fuzzer() {
    local options seeds
    mapfile -t options < <(fuzz_options "$1")
    mapfile -t seeds < <(fuzz_seeds "$1")
    mkdir -p "$3"
    "$QN_BUILD/fuzz/fuzz/$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -verbosity=0 \
        -print_final_stats=1 -print_funcs=0 -artifact_prefix="$3-" \
        "${options[@]}" "$3" "${seeds[@]}"
}

# run_fuzzers SECONDS [NAME...]: every one unless some are named, one on each processor. Each keeps
# what it found worthwhile in a corpus, from which its next run goes on; an input that breaks
# something is left beside it and named in the output. Named ones run too briefly for that and start
# afresh.
run_fuzzers() {
    local seconds=$1 corpora=$QN_BUILD/fuzz-corpus names name passed=0 failed=0
    shift
    build_preset fuzz "$@"
    names=("$@")
    if [ $# -gt 0 ]; then
        corpora=$corpora/brief
        rm -rf "$corpora"
    else
        mapfile -t names < <(find "$QN_BUILD/fuzz/fuzz" -name 'fuzz_*' -printf '%f\n' | sort)
    fi
    mkdir -p "$QN_LOGS/fuzz"
    for name in "${names[@]}"; do
        await_processor
        log_fuzzer "$name" "$seconds" "$corpora/$name" &
    done
    wait
    for name in "${names[@]}"; do
        cat "$QN_LOGS/fuzz/$name.log"
        if [ "$(cat "$QN_LOGS/fuzz/$name.status")" = 0 ]; then
            passed=$((passed + 1))
            printf 'no finding in %s s: %s\n' "$seconds" "$name"
        else
            failed=$((failed + 1))
            printf 'FAILED: %s\n' "$name"
        fi
    done
    printf '%s passed, %s failed\n' "$passed" "$failed"
    [ "$failed" = 0 ]
}
log_fuzzer() {
    local log=$QN_LOGS/fuzz/$1 status=0
    printf 'did not end\n' >"$log.status"
    run_fuzzer "$@" >"$log.log" 2>&1 || status=$?
    printf '%s\n' "$status" >"$log.status"
}

check_c_lint() { build_preset tidy; }
check_c_format() { "$QN_ROOT/scripts/format.sh" --check; }
check_shell_syntax() {
    local file
    for file in "$QN_ROOT"/scripts/*.sh "$QN_ROOT"/scripts/lib/*.sh "$QN_ROOT/.ci/run"; do
        bash -n "$file" || return 1
    done
}
check_npm_packages() { install_npm_packages; }
check_web_lint() { npm --prefix "$QN_WEB" run --silent lint; }
check_web_types() { npm --prefix "$QN_WEB" run --silent types; }
check_generated_exports() {
    npm --prefix "$QN_WEB" run --silent generate &&
        git -C "$QN_ROOT" diff --exit-code -- '*.gen.ts'
}

package_tests() {
    local report=$QN_LOGS/vitest.json status=0
    rm -f "$report"
    npm --prefix "$QN_WEB" run --silent wasm:build:release
    npm --prefix "$QN_WEB" run --silent test:package -- -- \
        --reporter=default --reporter=json --outputFile.json="$report" || status=$?
    node "$QN_ROOT/scripts/lib/count-report.mjs" "$report"
    return "$status"
}

# The command line tool, natively and as WASI runs it, and what the server is made of.
server_tests() {
    local report=$QN_LOGS/vitest-server.json status=0
    rm -f "$report"
    build_preset native quoin_cli
    build_preset wasi quoin_cli
    install_npm_packages
    npm --prefix "$QN_WEB" run --silent test:server -- -- \
        --reporter=default --reporter=json --outputFile.json="$report" || status=$?
    node "$QN_ROOT/scripts/lib/count-report.mjs" "$report"
    return "$status"
}

# server_load SECONDS: how long honest clients wait while others mean no good.
server_load() {
    build_preset native quoin_cli
    build_page
    node "$QN_ROOT/tests/bench/server/load.mjs" --seconds "$1"
}

# The package from its tarball in fresh folders, as others install it: fast or long.
consumers() {
    npm --prefix "$QN_WEB" run --silent wasm:build:release
    npm --prefix "$QN_WEB" run --silent build --workspace=quoin
    node "$QN_ROOT/tests/consumers/run.mjs" "$1"
}

# What the console says of faults in C, by the development server over debug and sanitized builds. These
# then lie where the page takes its files from, until a release is built again.
browser_debugging() {
    local report=$QN_LOGS/playwright-debug.json status=0
    rm -f "$report"
    install_npm_packages
    "$QN_ROOT/scripts/wasm.sh" sanitized
    npm --prefix "$QN_WEB" run --silent build --workspace=quoin
    PLAYWRIGHT_JSON_OUTPUT_NAME=$report "$QN_WEB/node_modules/.bin/playwright" test \
        --config "$QN_ROOT/tests/browser/debug/playwright.config.ts" --reporter=list,json || status=$?
    node "$QN_ROOT/scripts/lib/count-report.mjs" "$report"
    return "$status"
}

# The page in Firefox and WebKitGTK, on a screen and a sound device of software.
other_browsers() {
    . "$QN_ROOT/scripts/lib/system.sh"
    need_packages firefox-esr webkit2gtk-driver xvfb xauth pulseaudio
    npm --prefix "$QN_WEB" run --silent wasm:build:release
    build_page
    install_locked browsers "$QN_ROOT/tests/browsers"
    xvfb-run -a node "$QN_ROOT/tests/browsers/run.mjs"
}

# browser_tests [FILE...]: all of them unless some are named.
browser_tests() {
    local report=$QN_LOGS/playwright.json status=0
    rm -f "$report"
    build_preset native race breakout breakout_pack
    build_page
    PLAYWRIGHT_JSON_OUTPUT_NAME=$report \
        npm --prefix "$QN_WEB" run --silent test:browser -- --reporter=list,json "$@" || status=$?
    node "$QN_ROOT/scripts/lib/count-report.mjs" "$report"
    return "$status"
}

# The pages as files alone, below a path of a host that serves files.
export_tests() {
    local report=$QN_LOGS/playwright-export.json status=0
    rm -f "$report"
    build_page
    export BASE_PATH=/sub/dir
    npm --prefix "$QN_WEB" run --silent build:static
    PLAYWRIGHT_JSON_OUTPUT_NAME=$report \
        npm --prefix "$QN_WEB" run --silent test:export -- --reporter=list,json || status=$?
    node "$QN_ROOT/scripts/lib/count-report.mjs" "$report"
    return "$status"
}

# Lighthouse's marks for the pages; that of performance is told and decides nothing.
lighthouse_marks() {
    build_page
    install_lighthouse
    node "$QN_ROOT/tests/lighthouse/run.mjs"
}
