// Unpacking in pieces: a row of stages around raw inflate. Each stage does what it can with the
// input and the room there is; as long as one ends, the next is tried.
//
// Whether content goes on cannot be seen without room for one more byte. Where the caller's room or
// the cap is used up, that byte goes into a spill: past the cap it is the error, otherwise it waits
// for the next push. So content that fills its room or its cap exactly is seen to end, and nothing
// is ever written past either.
#include "compress/inflate.h"

#include <string.h>

#include "base/alloc.h"
#include "compress/def.h"
#include "compress/frame.h"

typedef enum stage {
    STAGE_HEAD,
    STAGE_DATA,
    STAGE_TAIL,
    STAGE_BETWEEN, // members
    STAGE_PADDING,
    STAGE_END,
    STAGE_COUNT
} stage;

typedef struct qn_unframing {
    qn_compress_format format;
    bool join_members;
    bool is_later_member;
    bool has_spill;
    uint8_t spill;
    stage at;
    qn_error error; // once there is one, it stays
    size_t max_size_bytes, size_bytes;
    qn_frame_sum sum;
    uint32_t tail_count;
    uint8_t tail[QN_FRAME_TAIL_BYTES];
    qn_head_reader head;
    uint32_t dictionary_adler;
    size_t dictionary_bytes;
    uint8_t dictionary[]; // its end
} qn_unframing;

// ---- Lifetime -------------------------------------------------------------------------------

static qn_unframing *make_unframing(const qn_inflate_def *def)
{
    qn_bytes end = qn_dictionary_end(def->dictionary);
    qn_unframing *u = qn_alloc_zeroed(sizeof(qn_unframing) + end.size_bytes);
    if (u == NULL) {
        return NULL;
    }
    u->format = def->format;
    u->join_members = def->join_members;
    u->max_size_bytes = def->max_size_bytes;
    u->dictionary_bytes = end.size_bytes;
    if (end.size_bytes > 0) {
        memcpy(u->dictionary, end.data, end.size_bytes);
        u->dictionary_adler = qn_adler32(1, def->dictionary);
    }
    qn_head_start(&u->head, def->format);
    return u;
}

qn_error qn_inflater_create(const qn_inflate_def *def, qn_inflater **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    qn_error error = qn_inflate_def_check(def);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_inflater *inflater = qn_alloc_zeroed(sizeof(qn_inflater));
    if (inflater == NULL || qn_inflater_open(inflater) != QN_ERROR_OK) {
        qn_free(inflater);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    inflater->unframing = make_unframing(def);
    if (inflater->unframing == NULL) {
        qn_inflater_destroy(inflater);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    *out = inflater;
    return QN_ERROR_OK;
}

void qn_inflater_destroy(qn_inflater *inflater)
{
    if (inflater != NULL) {
        qn_inflater_close(inflater);
        qn_free(inflater->unframing);
        qn_free(inflater);
    }
}

// ---- Stages ---------------------------------------------------------------------------------

typedef struct room {
    uint8_t **output;
    size_t *bytes;
} room;

typedef qn_error run_stage_fn(qn_inflater *inflater, qn_bytes *input, room to);

static qn_error begin_data(qn_inflater *inflater)
{
    qn_unframing *u = inflater->unframing;
    bool has_one = u->dictionary_bytes > 0;
    qn_error error = qn_head_check_dictionary(&u->head, has_one, u->dictionary_adler);
    if (error != QN_ERROR_OK) {
        return error;
    }
    u->at = STAGE_DATA;
    u->sum = qn_frame_sum_start(u->format);
    bool is_used = u->head.wants_dictionary || u->format == QN_COMPRESS_RAW;
    qn_bytes dictionary = {u->dictionary, u->dictionary_bytes};
    return is_used ? qn_inflater_set_dictionary(inflater, dictionary) : QN_ERROR_OK;
}

static qn_error run_head(qn_inflater *inflater, qn_bytes *input, room to)
{
    (void)to;
    qn_unframing *u = inflater->unframing;
    qn_error error = qn_head_read(&u->head, input);
    if (error == QN_ERROR_BAD_MAGIC && u->is_later_member) {
        return QN_ERROR_TRAILING_BYTES;
    }
    return error == QN_ERROR_OK && u->head.is_done ? begin_data(inflater) : error;
}

// Inflates to the caller, not past the cap.
static qn_error inflate_out(qn_inflater *inflater, qn_bytes *input, room to)
{
    qn_unframing *u = inflater->unframing;
    uint8_t *start = *to.output;
    size_t left = u->max_size_bytes - u->size_bytes;
    size_t space = *to.bytes < left ? *to.bytes : left;
    size_t rest = space;
    qn_error error = qn_inflater_run(inflater, input, to.output, &rest);
    size_t made = space - rest;
    *to.bytes -= made;
    u->size_bytes += made;
    qn_frame_sum_add(&u->sum, u->format, (qn_bytes){start, made});
    return error;
}

// Inflates one byte that there is no room for, if the content goes on.
static qn_error inflate_spill(qn_inflater *inflater, qn_bytes *input)
{
    qn_unframing *u = inflater->unframing;
    uint8_t *output = &u->spill;
    size_t rest = 1;
    qn_error error = qn_inflater_run(inflater, input, &output, &rest);
    if (error != QN_ERROR_OK || rest > 0) {
        return error;
    }
    if (u->size_bytes == u->max_size_bytes) {
        return QN_ERROR_TOO_LARGE;
    }
    u->has_spill = true;
    u->size_bytes += 1;
    qn_frame_sum_add(&u->sum, u->format, (qn_bytes){&u->spill, 1});
    return QN_ERROR_OK;
}

static void hand_over_spill(qn_unframing *u, room to)
{
    if (u->has_spill && *to.bytes > 0) {
        **to.output = u->spill;
        *to.output += 1;
        *to.bytes -= 1;
        u->has_spill = false;
    }
}

static qn_error run_data(qn_inflater *inflater, qn_bytes *input, room to)
{
    qn_unframing *u = inflater->unframing;
    hand_over_spill(u, to);
    qn_error error = QN_ERROR_OK;
    if (!u->has_spill && !inflater->is_done) {
        error = inflate_out(inflater, input, to);
        bool is_full = *to.bytes == 0 || u->size_bytes == u->max_size_bytes;
        if (error == QN_ERROR_OK && !inflater->is_done && is_full) {
            error = inflate_spill(inflater, input);
        }
    }
    if (error == QN_ERROR_OK && inflater->is_done && !u->has_spill) {
        u->at = STAGE_TAIL;
        u->tail_count = 0;
    }
    return error;
}

static qn_error run_tail(qn_inflater *inflater, qn_bytes *input, room to)
{
    (void)to;
    qn_unframing *u = inflater->unframing;
    size_t wanted = qn_frame_tail_bytes(u->format) - u->tail_count;
    size_t size = wanted < input->size_bytes ? wanted : input->size_bytes;
    if (size > 0) {
        memcpy(u->tail + u->tail_count, input->data, size);
        u->tail_count += (uint32_t)size;
        *input = qn_bytes_behind(*input, size);
    }
    if (size < wanted) {
        return QN_ERROR_OK;
    }
    u->at = u->join_members ? STAGE_BETWEEN : STAGE_END;
    return qn_frame_check_tail(u->sum, u->format, u->tail);
}

static qn_error run_between(qn_inflater *inflater, qn_bytes *input, room to)
{
    (void)to;
    qn_unframing *u = inflater->unframing;
    if (input->size_bytes == 0) {
        return QN_ERROR_OK;
    }
    if (input->data[0] == 0) {
        u->at = STAGE_PADDING;
        return QN_ERROR_OK;
    }
    u->at = STAGE_HEAD;
    u->is_later_member = true;
    qn_head_start(&u->head, u->format);
    qn_inflater_rewind(inflater);
    return QN_ERROR_OK;
}

static qn_error run_padding(qn_inflater *inflater, qn_bytes *input, room to)
{
    (void)inflater;
    (void)to;
    size_t count = 0;
    while (count < input->size_bytes && input->data[count] == 0) {
        ++count;
    }
    *input = qn_bytes_behind(*input, count);
    return input->size_bytes == 0 ? QN_ERROR_OK : QN_ERROR_TRAILING_BYTES;
}

static qn_error run_end(qn_inflater *inflater, qn_bytes *input, room to)
{
    (void)inflater;
    (void)input;
    (void)to;
    return QN_ERROR_OK;
}

// ---- Pushing --------------------------------------------------------------------------------

static qn_error run_stages(qn_inflater *inflater, qn_bytes *input, room to)
{
    static run_stage_fn *const stages[STAGE_COUNT] = {run_head,    run_data,    run_tail,
                                                      run_between, run_padding, run_end};
    qn_unframing *u = inflater->unframing;
    qn_error error = QN_ERROR_OK;
    stage before;
    do {
        before = u->at;
        error = stages[before](inflater, input, to);
    } while (error == QN_ERROR_OK && u->at != before);
    return error;
}

qn_error qn_inflater_push(qn_inflater *inflater, qn_bytes *input, uint8_t **output,
                          size_t *room_bytes)
{
    if (inflater == NULL || input == NULL || output == NULL || room_bytes == NULL ||
        (input->data == NULL && input->size_bytes > 0) || (*output == NULL && *room_bytes > 0)) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_unframing *u = inflater->unframing;
    if (u->error == QN_ERROR_OK && u->at == STAGE_END && input->size_bytes > 0) {
        u->error = QN_ERROR_TRAILING_BYTES;
    }
    if (u->error == QN_ERROR_OK) {
        u->error = run_stages(inflater, input, (room){output, room_bytes});
    }
    return u->error;
}

bool qn_inflater_is_done(const qn_inflater *inflater)
{
    return inflater != NULL && inflater->unframing->error == QN_ERROR_OK &&
           inflater->unframing->at == STAGE_END;
}

qn_error qn_inflater_finish(qn_inflater *inflater)
{
    if (inflater == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_unframing *u = inflater->unframing;
    if (u->at == STAGE_BETWEEN || u->at == STAGE_PADDING) {
        u->at = STAGE_END;
    }
    if (u->error == QN_ERROR_OK && u->at != STAGE_END) {
        u->error = QN_ERROR_TRUNCATED;
    }
    return u->error;
}

qn_error qn_inflater_header(const qn_inflater *inflater, qn_gzip_header *out)
{
    if (inflater == NULL || out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = (qn_gzip_header){0};
    const qn_unframing *u = inflater->unframing;
    if (u->format != QN_COMPRESS_GZIP) {
        return QN_ERROR_WRONG_TYPE;
    }
    if (!u->head.is_done) {
        return QN_ERROR_NOT_FOUND;
    }
    *out = u->head.gzip;
    return QN_ERROR_OK;
}
