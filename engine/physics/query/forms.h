// What the forms of queries have in common at the door.
#ifndef PHYSICS_FORMS_H
#define PHYSICS_FORMS_H

#include "physics/check.h"

// The three pointers of a query for all: answers may be null where there is no room for any.
static inline qn_error qn_check_all(const qn_world *world, const void *question,
                                    const void *answers, int32_t capacity, const int32_t *count)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    return question == NULL || count == NULL
               ? qn_refuse(world, QN_ERROR_NULL_POINTER, "the question or count is null")
               : qn_check_list(world, answers, capacity);
}

static inline qn_error qn_check_one(const qn_world *world, const void *question, const void *answer)
{
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    return question == NULL || answer == NULL
               ? qn_refuse(world, QN_ERROR_NULL_POINTER, "the question or the answer is null")
               : QN_ERROR_OK;
}

// The arrays of a query for many. Nothing is told of a single question yet.
static inline qn_error qn_check_many(const qn_world *world, const void *questions, int32_t count,
                                     const void *answers, int32_t *bad_index)
{
    if (bad_index != NULL) {
        *bad_index = -1;
    }
    if (world == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    if (count < 0 || count > QN_MAX_QUERY_COUNT) {
        return qn_refuse(world, QN_ERROR_OUT_OF_RANGE, "count");
    }
    return count > 0 && (questions == NULL || answers == NULL)
               ? qn_refuse(world, QN_ERROR_NULL_POINTER, "the questions or the answers are null")
               : QN_ERROR_OK;
}

// Hands the error of question k back, having told of it.
static inline qn_error qn_tell_bad(qn_error error, int32_t k, int32_t *bad_index)
{
    if (error != QN_ERROR_OK && bad_index != NULL) {
        *bad_index = k;
    }
    return error;
}

#endif
