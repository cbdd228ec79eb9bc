# System packages, through apt and only when missing.

QN_APT_PACKAGES=(
    gcc make cmake ninja-build clang clang-format-19 clang-tidy-19 git ca-certificates python3
    libc6-dev libsdl2-dev libgles-dev libegl-dev zlib1g-dev libegl1 libgl1-mesa-dri
    libpng-dev libjpeg62-turbo-dev b3sum
    clang-19 lld-19 llvm-19 wasi-libc libclang-rt-19-dev-wasm32
    gcc-i686-linux-gnu libc6-dev-i386-cross gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user
    chromium fonts-dejavu-core fonts-quicksand dpkg-dev xz-utils postgresql
)

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

can_be_root() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

missing_packages() {
    comm -23 <(printf '%s\n' "$@" | sort -u) \
        <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null |
            sed -n 's/^ii  *//p' | sort -u)
}

# need_packages NAME...: all are installed when it returns.
need_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    can_be_root || die "system packages are missing and this user may not install them; as root, run:
    apt-get install --no-install-recommends ${missing[*]}"
    step "installing system packages: ${missing[*]}"
    if ! apt_install "${missing[@]}"; then
        say "refreshing the package lists and trying again"
        as_root apt-get -q update >&2
        apt_install "${missing[@]}" || die "apt-get could not install: ${missing[*]}"
    fi
}

# dpkg may have been stopped half way by an earlier, interrupted set-up: it says so and we mend it.
apt_install() {
    as_root dpkg --configure -a >&2 </dev/null
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends "$@" >&2 </dev/null
}

check_system() {
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null ||
        die "set-up knows Debian 12 and later only (it needs apt and dpkg)"
    need_packages "${QN_APT_PACKAGES[@]}"
}
