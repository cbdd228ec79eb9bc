# The determinism proof: the scenes have to move the same, bit for bit, however they were compiled
# and whatever runs them.
#
# A configuration is a preset, and after blanks what the run gets on top: options of Node for the
# WebAssembly builds, variables of the environment for the others.

QN_SCENE_GOLDEN=$QN_ROOT/tests/golden/scenes.txt
QN_RUNS=$QN_LOGS/scenes

QN_SCENE_CONFIGURATIONS=(
    "native" "native MALLOC_PERTURB_=85" "native MALLOC_PERTURB_=170"
    "gcc-o0" "gcc-o2" "gcc-o3" "gcc-lto" "gcc-native" "gcc-zero" "gcc-pattern"
    "clang-o0" "clang-o2" "clang-o3" "clang-lto" "clang-native" "memory"
    "i686" "aarch64"
    "wasm-scalar" "wasm-scalar --liftoff-only" "wasm-scalar --no-liftoff"
    "wasm" "wasm --liftoff-only" "wasm --no-liftoff"
)

# scene_run CONFIGURATION ARGUMENT...
scene_run() {
    local words preset
    read -ra words <<<"$1"
    preset=${words[0]}
    shift
    case $preset in
        wasm*) node "${words[@]:1}" "$QN_BUILD/$preset/scene_run.js" "$@" ;;
        aarch64) qemu-aarch64 "$QN_BUILD/$preset/scene_run" "$@" ;;
        *) env "${words[@]:1}" "$QN_BUILD/$preset/scene_run" "$@" ;;
    esac
}

# Says where a configuration first departs from the first one: scene, tick, and which record.
first_difference() {
    local configuration=$1 output=$2 scene tick log=$QN_RUNS/first-difference.${1// /}
    read -r scene tick _ < <(diff "$QN_SCENE_GOLDEN" "$output" | sed -n 's/^> //p') || true
    if [ -z "$scene" ]; then
        echo "it printed only $(wc -l <"$output") lines"
        return 0
    fi
    mkdir -p "$log"
    scene_run native --scene "$scene" --ticks "$tick" --each-tick >"$log/reference.txt"
    scene_run "$configuration" --scene "$scene" --ticks "$tick" --each-tick >"$log/other.txt"
    tick=$(diff "$log/reference.txt" "$log/other.txt" |
        sed -n 's/^> [^ ]* \([0-9]*\) .*/\1/p' | head -n 1) || true
    if [ -z "$tick" ]; then
        echo "both move alike, but not as the golden file says; if that is meant: make golden"
        return 0
    fi
    echo "first difference from native: scene $scene, tick $tick"
    scene_run native --scene "$scene" --ticks "$tick" --save >"$log/reference.txt"
    scene_run "$configuration" --scene "$scene" --ticks "$tick" --save >"$log/other.txt"
    cmp "$log/reference.txt" "$log/other.txt" || true
}

# Builds what is out of date, and leaves a file that says so where one fails.
build_scene_runs() {
    local preset
    rm -f "$QN_RUNS"/*.unbuilt
    for preset in "$@"; do
        build_preset "$preset" scene_run >"$QN_RUNS/$preset.build.log" 2>&1 ||
            touch "$QN_RUNS/$preset.unbuilt"
    done
}

check_scene_hashes() {
    local configuration=$1 output=$QN_RUNS/${1// /}.txt preset=${1%% *}
    if [ -e "$QN_RUNS/$preset.unbuilt" ]; then
        tail -n 30 "$QN_RUNS/$preset.build.log"
        return 1
    fi
    scene_run "$configuration" >"$output" || return 1
    if ! cmp -s "$QN_SCENE_GOLDEN" "$output"; then
        first_difference "$configuration" "$output"
        return 1
    fi
}

# The result of one configuration, in files beside its output.
log_scene_hashes() {
    local name=$QN_RUNS/${1// /} status=0 started=$SECONDS
    rm -f "$name".{log,status,seconds}
    (check_scene_hashes "$1") >"$name.log" 2>&1 || status=$?
    printf '%s\n' "$((SECONDS - started))" >"$name.seconds"
    printf '%s\n' "$status" >"$name.status"
}

# Both compilers (native is gcc -O3 here), every kind of machine code that is not emulated, and each tier
# of V8's compiler: what a change is most likely to move.
QN_SCENE_CONFIGURATIONS_BRIEF=(
    "native" "native MALLOC_PERTURB_=85" "clang-o2" "i686"
    "wasm-scalar" "wasm --liftoff-only" "wasm --no-liftoff"
)

# scene_hashes CONFIGURATION...: each prints the golden file. As many run at once as there are processors.
scene_hashes() {
    local configuration presets passed=0 failed=0 name
    mkdir -p "$QN_RUNS"
    [ -s "$QN_SCENE_GOLDEN" ] || die "there is no tests/golden/scenes.txt; make golden writes it"
    mapfile -t presets < <(printf '%s\n' "${@%% *}" | awk '!seen[$0]++')
    build_scene_runs "${presets[@]}"
    for configuration in "$@"; do
        await_processor
        log_scene_hashes "$configuration" &
    done
    wait
    for configuration in "$@"; do
        name=$QN_RUNS/${configuration// /}
        if [ "$(cat "$name.status" 2>/dev/null)" = 0 ]; then
            passed=$((passed + 1))
            printf 'same hashes in %s s: %s\n' "$(cat "$name.seconds")" "$configuration"
        else
            failed=$((failed + 1))
            cat "$name.log"
            printf 'FAILED: other hashes or no run: %s\n' "$configuration"
        fi
    done
    printf '%s passed, %s failed\n' "$passed" "$failed"
    [ "$failed" = 0 ]
}

# in_each PROGRAM ARGUMENT... -- PRESET...: builds and runs it in each, and sums up the counts. A run
# that ends without counts has failed.
in_each() {
    local program=$1 arguments=() preset log passed=0 failed=0 passed_here failed_here
    shift
    while [ "$1" != -- ]; do
        arguments+=("$1")
        shift
    done
    shift
    for preset in "$@"; do
        log=$QN_LOGS/$program.$preset.txt
        printf '%s:\n' "$preset"
        build_preset "$preset" "$program"
        run_program "$preset" "$program" "${arguments[@]}" | tee "$log" || true
        read -r passed_here failed_here _ <<<"$(read_counts "$log")"
        passed=$((passed + ${passed_here:-0}))
        failed=$((failed + ${failed_here:-1}))
    done
    printf '%s passed, %s failed\n' "$passed" "$failed"
    [ "$failed" = 0 ]
}

# Back eight ticks at every tick, and on from the bytes in a world that knows nothing else.
scene_rollback() { in_each scene_run --rollback -- "$@"; }

# Every public function with every argument spoilt, and a million random handles.
misuse() { in_each misuse_run -- "$@"; }

# The lines of one scene in a file.
lines_of() { grep "^$1 " "$2"; }

# Whether a scene has the same bytes in both after so many ticks and goes on alike from either.
check_crossing() {
    local scene=$1 folder=$2 direction
    lines_of "$scene" "$folder/native.saved" >/dev/null || return 1
    lines_of "$scene" "$folder/straight" >/dev/null || return 1
    cmp <(lines_of "$scene" "$folder/native.saved") <(lines_of "$scene" "$folder/wasm.saved") ||
        return 1
    for direction in native-to-wasm wasm-to-native; do
        diff <(lines_of "$scene" "$folder/straight") <(lines_of "$scene" "$folder/$direction") ||
            return 1
    done
}

# Every scene as a snapshot that one machine takes and the other goes on from. The ticks that follow
# have to be those of a world that was never a snapshot.
scene_crossing() {
    local from=150 more=60 folder=$QN_RUNS/crossing scenes
    mkdir -p "$folder"
    build_preset native scene_run
    build_preset wasm scene_run
    scene_run native --ticks "$from" --save >"$folder/native.saved"
    scene_run wasm --ticks "$from" --save >"$folder/wasm.saved"
    scene_run wasm --ticks "$more" --load <"$folder/native.saved" >"$folder/native-to-wasm"
    scene_run native --ticks "$more" --load <"$folder/wasm.saved" >"$folder/wasm-to-native"
    scene_run native --ticks "$((from + more))" --each-tick |
        awk -v from="$from" '$2 > from' >"$folder/straight"
    mapfile -t scenes < <(cut -d' ' -f1 "$QN_SCENE_GOLDEN" | awk '!seen[$0]++')
    check_each_scene "$folder" "${scenes[@]}"
}

check_each_scene() {
    local folder=$1 scene passed=0 failed=0
    shift
    for scene in "$@"; do
        if check_crossing "$scene" "$folder"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            printf 'FAILED: %s goes on otherwise from a snapshot of another machine\n' "$scene"
        fi
    done
    printf '%s passed, %s failed\n' "$passed" "$failed"
    [ "$failed" = 0 ]
}
