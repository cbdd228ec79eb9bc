# A private apt state that reads one newer Debian release beside the machine's own, without a
# change to the system: its own lists, cache and sources. Mirror and keyring are those of the
# machine's own sources, so that a local mirror or proxy is honoured and every byte is checked by
# apt's signatures.

QN_SUITE=trixie
QN_APT_STATE=$QN_CACHE/apt

# The address from which this machine takes its own release, as apt itself understands its sources.
own_mirror() {
    local codename
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    apt-get indextargets --format '$(ORIGIN)|$(RELEASE)|$(COMPONENT)|$(REPO_URI)' 'Created-By: Packages' |
        awk -F'|' -v release="$codename" '
            $2 == release && $3 == "main" && $1 ~ /^(Debian|)$/ && !found { found = $4 }
            END { print found }'
}

# The Signed-By value that stands beside the mirror, in deb822 (.sources) or one-line (.list) form.
own_keyring() {
    local mirror=${1%/}
    find /etc/apt -name '*.sources' -exec awk -v mirror="$mirror" '
        BEGIN { RS = ""; FS = "\n" }
        index($0, mirror) {
            for (i = 1; i <= NF; i++)
                if (tolower($i) ~ /^signed-by:[ \t]*\//) { sub(/^[^:]*:[ \t]*/, "", $i); print $i }
        }' {} +
    find /etc/apt -name '*.list' -exec \
        sed -n "s#^deb .*signed-by=\([^] ]*\).*$mirror.*#\1#p" {} +
}

write_private_sources() {
    local mirror keyring
    mirror=$(own_mirror)
    [ -n "$mirror" ] || die "found no Debian mirror in the apt sources of this machine"
    keyring=$(own_keyring "$mirror" | sed -n 1p)
    mkdir -p "$QN_APT_STATE"/{lists/partial,cache/archives/partial}
    {
        printf 'Types: deb deb-src\nURIs: %s\nSuites: %s\nComponents: main\n' "$mirror" "$QN_SUITE"
        [ -z "$keyring" ] || printf 'Signed-By: %s\n' "$keyring"
    } >"$QN_APT_STATE/private.sources"
}

private_apt() {
    apt-get -q -o Dir::State::lists="$QN_APT_STATE/lists" -o Dir::Cache="$QN_APT_STATE/cache" \
        -o Dir::Etc::sourcelist="$QN_APT_STATE/private.sources" -o Dir::Etc::sourceparts=- \
        -o Dir::Etc::preferencesparts=/dev/null -o Dir::Etc::preferences=/dev/null -o APT::Sandbox::User= \
        -o Acquire::Languages=none -o Acquire::Retries=3 -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
        -o Debug::NoLocking=1 "$@" >&2 </dev/null
}

# Refreshes the private lists once per run, and only when something has to be fetched.
refresh_private_apt() {
    [ -z "${QN_APT_FRESH:-}" ] || return 0
    write_private_sources
    say "reading the package lists of Debian $QN_SUITE"
    private_apt update
    QN_APT_FRESH=1
}

# unpack_debs FOLDER PACKAGE...: binary packages of the newer release, unpacked and not installed.
unpack_debs() {
    local folder=$1 debs deb
    shift
    refresh_private_apt
    debs=$folder.debs
    rm -rf "$debs"
    mkdir -p "$debs" "$folder"
    say "downloading $*"
    (cd "$debs" && private_apt download "${@/%//$QN_SUITE}")
    for deb in "$debs"/*.deb; do
        say "unpacking $(basename "$deb")"
        dpkg-deb -x "$deb" "$folder"
    done
    rm -rf "$debs"
}

# unpack_orig FOLDER SOURCE: the upstream sources of a source package, without Debian's patches.
# Nothing but the archive of those is fetched: a mirror in the midst of an update may lack the rest.
unpack_orig() {
    local folder=$1 source=$2 download=$1.source
    refresh_private_apt
    rm -rf "$download"
    mkdir -p "$download" "$folder"
    say "downloading the source of $source"
    (cd "$download" && private_apt source --download-only --tar-only "$source/$QN_SUITE")
    tar -xf "$download"/*.orig.tar.* -C "$folder" --strip-components=1
    rm -rf "$download"
}
