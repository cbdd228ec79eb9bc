# Build steps that several scripts share. Each does nothing when its inputs did not change.

QN_STAMPS=$QN_BUILD/stamps
QN_WEB=$QN_ROOT/web

# build_preset PRESET [TARGET...]: configures when there is no build folder for these presets and
# tools, then lets Ninja find what is out of date.
build_preset() {
    local preset=$1 stamp=$QN_BUILD/$1/.configured-for inputs targets=()
    shift
    [ $# -eq 0 ] || targets=(--target "$@")
    inputs=$(cat "$QN_ROOT/CMakePresets.json" "$QN_ENV" | sha256sum)
    cd "$QN_ROOT"
    if [ ! -f "$QN_BUILD/$preset/build.ninja" ] || ! stamp_is "$stamp" "$inputs"; then
        say "configuring $preset"
        cmake --fresh --preset "$preset" >"$QN_BUILD/$preset.configure.log" 2>&1 || {
            cat "$QN_BUILD/$preset.configure.log" >&2
            return 1
        }
        printf '%s\n' "$inputs" >"$stamp"
    fi
    cmake --build --preset "$preset" "${targets[@]}" >&2
}

# The npm packages of the lock file, and nothing else.
install_npm_packages() {
    local stamp=$QN_STAMPS/npm-ci lock
    lock=$(sha256sum <"$QN_WEB/package-lock.json")
    if [ -d "$QN_WEB/node_modules" ] && stamp_is "$stamp" "$lock"; then
        return 0
    fi
    step "installing npm packages"
    rm -f "$stamp"
    npm --prefix "$QN_WEB" ci --no-audit --no-fund >&2
    mkdir -p "$QN_STAMPS"
    printf '%s\n' "$lock" >"$stamp"
}

# What the race against other engines needs of ours: the engine, the scenes and the npm package.
build_race() {
    build_preset wasm engine race_scenes physics_only
    build_preset wasm-scalar engine
    install_npm_packages
    npm --prefix "$QN_WEB" run --silent build --workspace=quoin >&2
}

# What the modules of hashes, compression and pictures need to be measured against others.
build_modules() {
    build_preset wasm modules_only
    build_preset native native_hash
}

# What draws sprites to be measured; Playwright drives the browser.
build_sprites() {
    build_preset wasm quoin_sprites sdl_sprites
    install_npm_packages
}

# install_peers race|modules|sprites: the packages to measure against, as the lock file of that benchmark has
# them. They ask for newer versions of Node than they need, and bring packages that they do not use:
# nothing of theirs is run at installation.
install_peers() { install_locked "$1-peers" "$QN_ROOT/tests/bench/$1/peers"; }

# install_locked NAME FOLDER: what the lock file there has, with nothing of it run.
install_locked() {
    local stamp=$QN_STAMPS/$1 lock folder=$2
    lock=$(sha256sum <"$folder/package-lock.json")
    if [ -d "$folder/node_modules" ] && stamp_is "$stamp" "$lock"; then
        return 0
    fi
    step "installing the packages of npm for $1"
    rm -f "$stamp"
    npm --prefix "$folder" ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 || return 1
    mkdir -p "$QN_STAMPS"
    printf '%s\n' "$lock" >"$stamp"
}

# What gives the pages their marks.
install_lighthouse() { install_locked lighthouse "$QN_ROOT/tests/lighthouse"; }

# What the page loads to race engines, after the page itself and the release files of WebAssembly.
# Where the other engines cannot be had, ours run alone.
place_race() {
    local stamp=$QN_STAMPS/page-race folder=$QN_WEB/app/public/race inputs
    local race=$QN_ROOT/tests/bench/race
    build_preset wasm race_scenes
    install_peers race || say "the other engines cannot be installed: the page /bench/race races ours alone"
    inputs=$(hash_inputs "$race" "$QN_ROOT/tests/bench/lib" "$QN_WEB/package/dist" \
        "$QN_BUILD"/{wasm/engine,wasm-scalar/engine,wasm/race_scenes}.wasm)
    inputs+=" $(cat "$QN_STAMPS/race-peers" 2>/dev/null || true)"
    if [ -f "$folder/engines.json" ] && stamp_is "$stamp" "$inputs"; then
        return 0
    fi
    node "$race/place.mjs" "$folder"
    printf '%s\n' "$inputs" >"$stamp"
}

# The page as `next start` serves it.
build_page() {
    build_next
    place_race
}

build_next() {
    local stamp=$QN_STAMPS/page inputs
    inputs=$(hash_page_inputs)
    if [ -d "$QN_WEB/app/.next" ] && stamp_is "$stamp" "$inputs"; then
        return 0
    fi
    step "building the page"
    rm -f "$stamp"
    npm --prefix "$QN_WEB" run build >&2
    mkdir -p "$QN_STAMPS"
    hash_page_inputs >"$stamp"
}

# Also everything that building the page writes beside its sources is left out, and what it serves of
# the race; it shows the tables of the race.
hash_page_inputs() {
    hash_inputs "$QN_WEB" "$QN_ROOT"/tests/bench/{race,lib} \( -name dist -o -name '*.tsbuildinfo' \
        -o -name next-env.d.ts -o -path "$QN_WEB/app/public/race" \) -prune -o
}
