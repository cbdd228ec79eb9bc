// Every function here is the same few lines for each row of QN_EVENT_ARRAYS.
#include "physics/event_log.h"

#include <string.h>

#include "base/alloc.h"
#include "physics/world.h"

// ---- Memory ---------------------------------------------------------------------------------

size_t qn_event_log_bytes_for(const qn_world_state *s, uint32_t asked)
{
    size_t count = 0;
#define ADD(noun, capacity) count += (size_t)(capacity);
    QN_EVENT_ARRAYS(ADD)
#undef ADD
    size_t bytes;
    return qn_size_mul(count, QN_EVENT_BYTES, &bytes) ? bytes : 0;
}

static void lay_out(qn_event_log *log, const qn_world_state *s)
{
    uint8_t *at = log->memory;
    uint32_t asked = log->asked;
#define LAY_OUT(noun, capacity)                                                                    \
    log->noun##_events = (qn_##noun##_event *)(void *)at;                                          \
    log->noun##_capacity = (capacity);                                                             \
    at += QN_EVENT_BYTES * (size_t)log->noun##_capacity;
    QN_EVENT_ARRAYS(LAY_OUT)
#undef LAY_OUT
}

static void copy_events(qn_event_log *to, const qn_event_log *from)
{
#define COPY(noun, capacity)                                                                       \
    if (from->noun##_count + from->noun##_fresh_count > 0) {                                       \
        memcpy(to->noun##_events, from->noun##_events,                                             \
               QN_EVENT_BYTES *(size_t)(from->noun##_count + from->noun##_fresh_count));           \
    }
    QN_EVENT_ARRAYS(COPY)
#undef COPY
}

static qn_error resize(qn_event_log *log, const qn_world_state *s, uint32_t asked)
{
    size_t bytes = qn_event_log_bytes_for(s, asked);
    uint8_t *memory = bytes > 0 ? qn_alloc(bytes) : NULL;
    if (memory == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_event_log grown = *log;
    grown.memory = memory;
    grown.bytes = bytes;
    grown.asked = asked;
    lay_out(&grown, s);
    copy_events(&grown, log);
    qn_free(log->memory);
    *log = grown;
    return QN_ERROR_OK;
}

qn_error qn_event_log_grow(qn_event_log *log, const qn_world_state *s)
{
    return resize(log, s, log->asked);
}

qn_error qn_event_log_ask(qn_world *world, uint32_t asks)
{
    uint32_t asked = world->events.asked | (asks & QN_ALL_ASKS);
    if (asked == world->events.asked) {
        return QN_ERROR_OK;
    }
    qn_error error = resize(&world->events, world->state, asked);
    return error == QN_ERROR_OK ? error : qn_refuse(world, error, "no memory for events");
}

bool qn_event_log_reset(qn_event_log *log, const qn_world_state *s, uint32_t asked)
{
    qn_event_log empty = {.memory = log->memory, .bytes = log->bytes, .asked = log->asked | asked};
    size_t bytes = qn_event_log_bytes_for(s, empty.asked);
    if (bytes == 0 || bytes > log->bytes) {
        empty.memory = bytes > 0 ? qn_alloc(bytes) : NULL;
        empty.bytes = bytes;
        if (empty.memory == NULL) {
            return false;
        }
        qn_free(log->memory);
    }
    empty.dropped_count = log->dropped_count;
    lay_out(&empty, s);
    *log = empty;
    return true;
}

void qn_event_log_free(qn_event_log *log) { qn_free(log->memory); }

// ---- Steps ----------------------------------------------------------------------------------

void qn_event_log_begin_step(qn_event_log *log)
{
#define KEEP_FRESH(noun, capacity)                                                                 \
    if (log->noun##_fresh_count > 0 && log->noun##_count > 0) {                                    \
        memmove(log->noun##_events, log->noun##_events + log->noun##_count,                        \
                QN_EVENT_BYTES * (size_t)log->noun##_fresh_count);                                 \
    }                                                                                              \
    log->noun##_count = 0;
    QN_EVENT_ARRAYS(KEEP_FRESH)
#undef KEEP_FRESH
}

void qn_event_log_end_step(qn_event_log *log){
#define SHOW(noun, capacity)                                                                       \
    log->noun##_count = log->noun##_fresh_count;                                                   \
    log->noun##_fresh_count = 0;
    QN_EVENT_ARRAYS(SHOW)
#undef SHOW
}

// ---- Raising and reading --------------------------------------------------------------------

#define RAISE(noun, capacity)                                                                      \
    void qn_raise_##noun##_event(qn_world *world, qn_##noun##_event event)                         \
    {                                                                                              \
        qn_event_log *log = &world->events;                                                        \
        int32_t at = log->noun##_count + log->noun##_fresh_count;                                  \
        if (at < log->noun##_capacity) {                                                           \
            log->noun##_events[at] = event;                                                        \
            log->noun##_fresh_count += 1;                                                          \
        } else {                                                                                   \
            log->dropped_count += 1;                                                               \
        }                                                                                          \
    }
QN_EVENT_ARRAYS(RAISE)
#undef RAISE

#define READ(noun, capacity)                                                                       \
    const qn_##noun##_event *qn_world_##noun##_events(const qn_world *world, int32_t *count)       \
    {                                                                                              \
        if (count != NULL) {                                                                       \
            *count = world != NULL ? world->events.noun##_count : 0;                               \
        }                                                                                          \
        return world != NULL ? world->events.noun##_events : NULL;                                 \
    }
    QN_EVENT_ARRAYS(READ)
#undef READ
