// Asserts: for our own mistakes, in debug builds alone. What a caller or a file can do wrong is
// never asserted but checked, in every build.
#ifndef BASE_ASSERT_H
#define BASE_ASSERT_H

#ifdef QN_DEBUG
#include <assert.h>
#include <stddef.h>

#define QN_ASSERT(holds) assert(holds)
// Stops with a sentence that says what is wrong, unless it is null.
#define QN_ASSERT_NOTHING_WRONG(sentence)                                                          \
    do {                                                                                           \
        const char *wrong = (sentence);                                                            \
        if (wrong != NULL) {                                                                       \
            __assert_fail(wrong, __FILE__, __LINE__, __func__);                                    \
        }                                                                                          \
    } while (0)

#else
#define QN_ASSERT(holds) ((void)0)
#define QN_ASSERT_NOTHING_WRONG(sentence) ((void)0)
#endif

#endif
