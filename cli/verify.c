// A line of JSON for each file, in their order, for a server to read; what is wrong also in words
// on the standard error stream.
#include "run/verify.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "file.h"

static void print_verdict(const verdict *v, const run_record *record)
{
    printf("{\"verdict\":\"%s\"", verdict_code(v->kind));
    if (v->kind == VERDICT_UNREADABLE || v->kind == VERDICT_IMPOSSIBLE ||
        v->kind == VERDICT_FAILED) {
        printf(",\"error\":\"%s\",\"entry\":%" PRId32, qn_error_code(v->error), v->entry);
    }
    if (v->kind != VERDICT_UNREADABLE) {
        printf(",\"level\":%" PRId32 ",\"balls\":%" PRId32 ",\"tick\":%" PRIu32
               ",\"score\":%" PRIu32 ",\"hash\":\"%016" PRIx64 "\"",
               record->level, record->shots.count, v->tick, v->score, v->hash);
    }
    puts("}");
}

static void tell(const char *name, const verdict *v)
{
    const char *code = verdict_code(v->kind), *text = verdict_text(v->kind);
    if (v->kind != VERDICT_HOLDS) {
        fprintf(stderr, "quoin: %s: %s: %s", name, code, text);
        if (v->error != QN_ERROR_OK) {
            fprintf(stderr, " (%s)", qn_error_text(v->error));
        }
        if (v->entry >= 0) {
            fprintf(stderr, ", entry %" PRId32, v->entry);
        }
        fprintf(stderr, ", tick %" PRIu32 "\n", v->tick);
    }
}

static exit_code verify_file(const char *name)
{
    uint8_t *bytes = NULL;
    size_t size = 0;
    qn_error error = file_read(name, RECORD_SCAN_MAX_BYTES, &bytes, &size);
    if (error == QN_ERROR_STORAGE) {
        return EXIT_NO_FILE;
    }
    run_record record = {0};
    verdict v = {.kind = VERDICT_UNREADABLE, .error = error, .entry = -1};
    if (error == QN_ERROR_OK) {
        v = run_verify_text((qn_bytes){bytes, size}, &record);
    }
    free(bytes);
    print_verdict(&v, &record);
    tell(name, &v);
    return v.kind == VERDICT_HOLDS ? EXIT_GOOD : EXIT_BAD_CONTENT;
}

exit_code command_verify(int count, char **arguments)
{
    exit_code worst = count > 0 ? EXIT_GOOD : EXIT_USAGE;
    for (int i = 0; i < count; ++i) {
        exit_code code = verify_file(arguments[i]);
        worst = code > worst ? code : worst;
    }
    return worst;
}
