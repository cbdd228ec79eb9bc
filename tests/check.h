// The test harness: TEST names a sentence, CHECK prints file, line and both values and goes on.
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef void check_test_fn(void);

// file_noun is the noun of tests/test_<noun>.c; it is taken from the file's name.
void check_register(const char *file, const char *name, check_test_fn *run, bool is_slow);
void check_true(bool ok, const char *file, int line, const char *expression);
void check_int(int64_t actual, int64_t expected, const char *file, int line, const char *text);
void check_near(double actual, double expected, double tolerance, const char *file, int line,
                const char *text);
void check_text(const char *actual, const char *expected, const char *file, int line);
void check_bytes(const void *actual, const void *expected, size_t size, const char *file, int line);
// Ends the running test as skipped once it returns; the reason is printed.
void check_skip(const char *reason);
// The text of a file of shared/corpora (null and a skip where the folder is missing), or of any
// path relative to the repository; malloc'ed, the caller frees. path is below that folder.
uint8_t *check_corpus(const char *path, size_t *size_bytes);
uint8_t *check_file(const char *path, size_t *size_bytes);
// A seeded generator for property tests (xorshift32): the same numbers on every target.
uint32_t check_random(uint32_t *state);
float check_random_float(uint32_t *state, float low, float high);
// True under QN_LONG=1: hunts may then run longer.
bool check_is_long(void);
// True of `quoin_tests --quick`, where the code is slow: what tries everything may then skip.
bool check_is_quick(void);

#define TEST(name) CHECK_REGISTERED(name, false)
// One that takes more than a second under sanitizers: `quoin_tests --quick` leaves it out.
#define SLOW_TEST(name) CHECK_REGISTERED(name, true)

#define CHECK_REGISTERED(name, is_slow)                                                            \
    static void name(void);                                                                        \
    __attribute__((constructor)) static void register_##name(void)                                 \
    {                                                                                              \
        check_register(__FILE__, #name, name, is_slow);                                            \
    }                                                                                              \
    static void name(void)

#define CHECK(expression) check_true((expression), __FILE__, __LINE__, #expression)
#define CHECK_INT(actual, expected)                                                                \
    check_int((int64_t)(actual), (int64_t)(expected), __FILE__, __LINE__, #actual)
#define CHECK_NEAR(actual, expected, tolerance)                                                    \
    check_near((double)(actual), (double)(expected), (double)(tolerance), __FILE__, __LINE__,      \
               #actual)
#define CHECK_TEXT(actual, expected) check_text((actual), (expected), __FILE__, __LINE__)
#define CHECK_BYTES(actual, expected, size)                                                        \
    check_bytes((actual), (expected), (size), __FILE__, __LINE__)
#define CHECK_ERROR(actual, expected) CHECK_TEXT(qn_error_code(actual), qn_error_code(expected))

#endif
