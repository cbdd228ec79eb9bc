# The TCP port of a local server: free before it starts, answering afterwards.

port_answers() { (exec 3<>"/dev/tcp/localhost/$1") 2>/dev/null; }

need_free_port() {
    [[ $1 =~ ^[0-9]+$ ]] && [ "$1" -ge 1 ] && [ "$1" -le 65535 ] ||
        die "PORT=$1 is not a port number (1 to 65535)"
    ! port_answers "$1" ||
        die "port $1 is already in use; stop what uses it or choose another: make play PORT=3001"
}

# Prints the address once the server, the process that started this one, answers.
announce_when_served() {
    local port=$1 text=$2 server=$$
    while kill -0 "$server" 2>/dev/null; do
        if port_answers "$port"; then
            printf '\n%s: http://localhost:%s\n\n' "$text" "$port"
            return 0
        fi
        sleep 0.2
    done
}
