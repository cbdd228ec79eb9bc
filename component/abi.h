// The canonical ABI of the Component Model, as far as wit/quoin.wit needs it, by hand.
//
// What a call takes as a list was put into memory by cabi_realloc and belongs to the callee. What
// it gives as more than one number lies in the one answer area, to be read before the next call; a
// list in it is given back by the function cabi_post_<name>, which the host calls then.
#ifndef COMPONENT_ABI_H
#define COMPONENT_ABI_H

#include <stdlib.h>

#include "quoin/base.h"

// In C, the name of an export or an import of an interface.
#define ABI_NAME(interface, function) "quoin:engine/" interface "@0.1.0#" function
#define ABI_EXPORT(interface, function) __attribute__((export_name(ABI_NAME(interface, function))))
#define ABI_POST(interface, function)                                                              \
    __attribute__((export_name("cabi_post_" ABI_NAME(interface, function))))

typedef struct abi_list {
    void *data;
    uint32_t count;
} abi_list;

typedef struct abi_picture {
    uint32_t width_px, height_px;
    abi_list rgba;
} abi_picture;

// A result: which case, then the value behind padding, or the error as its row of error-code.
typedef struct abi_answer {
    uint8_t is_error;
    union {
        uint8_t error;
        uint32_t number;
        abi_list list;
        abi_picture picture;
    } value;
} abi_answer;

// Without a value there is no padding.
typedef struct abi_outcome {
    uint8_t is_error;
    uint8_t error;
} abi_outcome;

_Static_assert(sizeof(abi_answer) == 20 && offsetof(abi_answer, value) == 4,
               "the canonical layout");

// Gives back a list that came in. An empty one was never taken (memory.c).
static inline void abi_release(void *data, uint32_t count)
{
    if (count > 0) {
        free(data);
    }
}

// error-code leaves out QN_ERROR_OK.
static inline uint8_t abi_error(qn_error error) { return (uint8_t)(error - 1); }

// The area, with the error in it if there is one.
static inline abi_answer *abi_answer_with(qn_error error)
{
    static abi_answer answer;
    answer = (abi_answer){.is_error = error != QN_ERROR_OK};
    if (error != QN_ERROR_OK) {
        answer.value.error = abi_error(error);
    }
    return &answer;
}

static inline abi_outcome *abi_outcome_with(qn_error error)
{
    static abi_outcome outcome;
    bool is_error = error != QN_ERROR_OK;
    outcome = (abi_outcome){is_error, is_error ? abi_error(error) : 0};
    return &outcome;
}

static inline abi_answer *abi_answer_list(qn_error error, void *data, size_t count)
{
    abi_answer *answer = abi_answer_with(error);
    if (error == QN_ERROR_OK) {
        answer->value.list = (abi_list){data, (uint32_t)count};
    }
    return answer;
}

#endif
