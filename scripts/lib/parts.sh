# The parts of a test run. Each prints its own wall time and result, a failed one does not stop the
# others, and all counts are summed. A part that runs no test has failed.

QN_LOGS=$QN_BUILD/test-logs
parts_passed=0
parts_failed=0
parts_skipped=0

# The counts of a part: those of its last line 'N passed, N failed[, N skipped]'.
read_counts() {
    sed -nE 's/^([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?$/\1 \2 \4/p' "$1" | tail -n 1
}

# attempt COMMAND...: its status, with `set -e` in force inside it. The shell ignores `set -e` in
# whatever stands in a condition, so callers switch it off around this and read the status.
attempt() (
    set -euo pipefail
    "$@"
)

# Waits until fewer jobs of this shell run than there are processors.
await_processor() {
    while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
}

# run_part TITLE COMMAND...: the command prints its counts as its last such line.
run_part() {
    local title=$1 log started seconds status=0 passed failed skipped
    shift
    log=$QN_LOGS/$(printf '%s' "$title" | tr -cs 'A-Za-z0-9+' '-').log
    mkdir -p "$QN_LOGS"
    printf '\n== %s\n' "$title"
    started=$SECONDS
    set +e
    attempt "$@" 2>&1 </dev/null | tee "$log"
    status=${PIPESTATUS[0]}
    set -e
    seconds=$((SECONDS - started))
    read -r passed failed skipped <<<"$(read_counts "$log")" || true
    passed=${passed:-0} failed=${failed:-0} skipped=${skipped:-0}
    if [ "$failed" = 0 ] && { [ "$status" != 0 ] || [ "$passed" = 0 ]; }; then
        printf 'this part ended with an error or ran no test: counted as one failure\n'
        failed=1
    fi
    parts_passed=$((parts_passed + passed))
    parts_failed=$((parts_failed + failed))
    parts_skipped=$((parts_skipped + skipped))
    printf -- '-- %s: %s passed, %s failed, %s skipped in %s s\n' \
        "$title" "$passed" "$failed" "$skipped" "$seconds"
    part_lines+=("$(printf '%5s s  %-52s %6s passed %4s failed %4s skipped' \
        "$seconds" "$title" "$passed" "$failed" "$skipped")")
}
part_lines=()

# Prints the table and, as the last line, the sum. Its status is that of the whole run.
finish_parts() {
    printf '\n'
    printf '%s\n' "${part_lines[@]}"
    printf '\n%s passed, %s failed, %s skipped\n' "$parts_passed" "$parts_failed" "$parts_skipped"
    [ "$parts_failed" = 0 ] && [ "$parts_passed" -gt 0 ]
}
