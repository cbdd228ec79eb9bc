// One binary for all C tests:
//   quoin_tests [--quick] [--share I/N] [noun or part of a test's name ...]
// A share is every N-th of them, from the I-th on, for as many processes. Quick is without
// SLOW_TESTs.
#include "check.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TESTS 4096

// In WebAssembly a call's trace is asked of JavaScript, which takes longer than most tests, and
// what was given back would be kept until memory is full.
#if defined(__EMSCRIPTEN__) && defined(__has_feature)
#if __has_feature(address_sanitizer)
const char *__asan_default_options(void);
__attribute__((used, visibility("default"))) const char *__asan_default_options(void)
{
    return "malloc_context_size=0:quarantine_size_mb=16";
}
#endif
#endif

typedef struct test {
    char noun[32];
    const char *name;
    check_test_fn *run;
    bool is_slow;
} test;

static struct {
    test tests[MAX_TESTS];
    int test_count;
    int check_count;
    int failed_check_count;
    const char *skip_reason;
    bool is_quick;
} suite;

static void noun_from_file(const char *file, char noun[32])
{
    const char *slash = strrchr(file, '/');
    const char *base = slash != NULL ? slash + 1 : file;
    if (strncmp(base, "test_", 5) == 0) {
        base += 5;
    }
    snprintf(noun, 32, "%.*s", (int)strcspn(base, "."), base);
}

void check_register(const char *file, const char *name, check_test_fn *run, bool is_slow)
{
    if (suite.test_count == MAX_TESTS) {
        fprintf(stderr, "more than %d tests: raise MAX_TESTS\n", MAX_TESTS);
        exit(2);
    }
    test *entry = &suite.tests[suite.test_count++];
    noun_from_file(file, entry->noun);
    entry->name = name;
    entry->run = run;
    entry->is_slow = is_slow;
}

static bool count(bool ok)
{
    suite.check_count += 1;
    suite.failed_check_count += ok ? 0 : 1;
    return ok;
}

void check_true(bool ok, const char *file, int line, const char *expression)
{
    if (!count(ok)) {
        printf("%s:%d: does not hold: %s\n", file, line, expression);
    }
}

void check_int(int64_t actual, int64_t expected, const char *file, int line, const char *text)
{
    if (!count(actual == expected)) {
        printf("%s:%d: %s is %" PRId64 ", expected %" PRId64 "\n", file, line, text, actual,
               expected);
    }
}

void check_near(double actual, double expected, double tolerance, const char *file, int line,
                const char *text)
{
    if (!count(fabs(actual - expected) <= tolerance)) {
        printf("%s:%d: %s is %.9g, expected %.9g within %.3g\n", file, line, text, actual, expected,
               tolerance);
    }
}

void check_text(const char *actual, const char *expected, const char *file, int line)
{
    if (!count(strcmp(actual, expected) == 0)) {
        printf("%s:%d: got \"%s\", expected \"%s\"\n", file, line, actual, expected);
    }
}

void check_bytes(const void *actual, const void *expected, size_t size, const char *file, int line)
{
    const uint8_t *a = actual;
    const uint8_t *b = expected;
    size_t i = 0;
    while (i < size && a[i] == b[i]) {
        ++i;
    }
    if (!count(i == size)) {
        printf("%s:%d: byte %zu of %zu is %02x, expected %02x\n", file, line, i, size, a[i], b[i]);
    }
}

void check_skip(const char *reason) { suite.skip_reason = reason; }

uint8_t *check_file(const char *path, size_t *size_bytes)
{
    *size_bytes = 0;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    bool is_sized = fseek(file, 0, SEEK_END) == 0;
    long size = is_sized ? ftell(file) : -1;
    is_sized = size >= 0 && fseek(file, 0, SEEK_SET) == 0;
    uint8_t *data = is_sized ? malloc((size_t)size + 1) : NULL;
    if (data != NULL) {
        *size_bytes = fread(data, 1, (size_t)size, file);
        data[*size_bytes] = 0;
    }
    fclose(file);
    return data;
}

uint8_t *check_corpus(const char *path, size_t *size_bytes)
{
    const char *folder = getenv("QN_CORPORA");
    char full[1024];
    snprintf(full, sizeof full, "%s/%s", folder != NULL ? folder : "../shared/corpora", path);
    uint8_t *data = check_file(full, size_bytes);
    if (data == NULL) {
        check_skip("the folder of corpora is missing (set QN_CORPORA)");
    }
    return data;
}

bool check_is_long(void)
{
    const char *value = getenv("QN_LONG");
    return value != NULL && value[0] == '1';
}

bool check_is_quick(void) { return suite.is_quick; }

static int by_name(const void *a, const void *b)
{
    const test *x = a;
    const test *y = b;
    int order = strcmp(x->noun, y->noun);
    return order != 0 ? order : strcmp(x->name, y->name);
}

static bool is_wanted(const test *entry, int filter_count, char **filters)
{
    for (int i = 0; i < filter_count; ++i) {
        if (strcmp(entry->noun, filters[i]) == 0 || strstr(entry->name, filters[i]) != NULL) {
            return true;
        }
    }
    return filter_count == 0;
}

typedef struct selection {
    int share, share_count;
    int filter_count;
    char **filters;
} selection;

static bool read_share(const char *text, selection *s)
{
    return text != NULL && sscanf(text, "%d/%d", &s->share, &s->share_count) == 2 &&
           s->share >= 0 && s->share < s->share_count;
}

// False when the options make no sense.
static bool read_selection(int argc, char **argv, selection *s)
{
    *s = (selection){.share_count = 1};
    int i = 1;
    for (; i < argc && strncmp(argv[i], "--", 2) == 0; ++i) {
        if (strcmp(argv[i], "--quick") == 0) {
            suite.is_quick = true;
            continue;
        }
        bool is_share = strcmp(argv[i], "--share") == 0;
        i += 1;
        if (!is_share || !read_share(argv[i], s)) {
            return false;
        }
    }
    s->filter_count = argc - i;
    s->filters = argv + i;
    return true;
}

int main(int argc, char **argv)
{
    selection s;
    if (!read_selection(argc, argv, &s)) {
        fputs("usage: quoin_tests [--quick] [--share I/N] [noun or part of a name ...]\n", stderr);
        return 2;
    }
    qsort(suite.tests, (size_t)suite.test_count, sizeof(test), by_name);
    int passed = 0, failed = 0, skipped = 0;
    for (int i = s.share; i < suite.test_count; i += s.share_count) {
        const test *entry = &suite.tests[i];
        if ((suite.is_quick && entry->is_slow) || !is_wanted(entry, s.filter_count, s.filters)) {
            continue;
        }
        int failures_before = suite.failed_check_count;
        suite.skip_reason = NULL;
        entry->run();
        if (suite.failed_check_count > failures_before) {
            failed += 1;
            printf("FAILED %s: %s\n", entry->noun, entry->name);
        } else if (suite.skip_reason != NULL) {
            skipped += 1;
            printf("skipped %s: %s: %s\n", entry->noun, entry->name, suite.skip_reason);
        } else {
            passed += 1;
        }
        fflush(stdout);
    }
    printf("%d checks\n%d passed, %d failed, %d skipped\n", suite.check_count, passed, failed,
           skipped);
    return failed > 0 || passed + skipped == 0 ? 1 : 0;
}
