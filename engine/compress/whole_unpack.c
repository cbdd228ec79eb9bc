// Whole content in one call, into a block of exactly its size.
//
// A gzip member ends with its own length. If that is believable, a block of that size is tried at
// once, and most files are done with that. Everything else, and everything that is wrong, is
// measured first: a walk over all members finds how much they hold, whether that is allowed, and
// whether they are whole, in the memory of the walk alone; then they are inflated into a block that
// fits. So a bomb costs no memory, and a file that lies about its length no more than one that
// does not.
#include "quoin/compress.h"

#include <string.h>

#include "base/alloc.h"
#include "compress/def.h"
#include "compress/deflate.h"
#include "compress/frame.h"
#include "compress/inflate.h"
#include "compress/measure.h"

#define BELIEVABLE_RATIO 16

// ---- Members --------------------------------------------------------------------------------

// A member's header is behind, `stream` and what follows it lie ahead.
typedef struct member {
    qn_bytes stream;
    bool uses_dictionary;
} member;

static qn_error open_member(const qn_inflate_def *def, qn_bytes packed, qn_head_reader *head,
                            member *out)
{
    qn_head_start(head, def->format);
    qn_error error = qn_head_read(head, &packed);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (!head->is_done) {
        return QN_ERROR_TRUNCATED;
    }
    bool has_one = def->dictionary.size_bytes > 0;
    bool is_raw = def->format == QN_COMPRESS_RAW;
    *out = (member){packed, head->wants_dictionary || (is_raw && has_one)};
    uint32_t adler = head->wants_dictionary ? qn_adler32(1, def->dictionary) : 1;
    return qn_head_check_dictionary(head, has_one, adler);
}

static qn_error check_tail(qn_bytes rest, qn_compress_format format, qn_bytes content)
{
    size_t size = qn_frame_tail_bytes(format);
    if (rest.size_bytes < size) {
        return QN_ERROR_TRUNCATED;
    }
    uint8_t tail[QN_FRAME_TAIL_BYTES] = {0};
    if (size > 0) {
        memcpy(tail, rest.data, size);
    }
    qn_frame_sum sum = qn_frame_sum_start(format);
    qn_frame_sum_add(&sum, format, content);
    return qn_frame_check_tail(sum, format, tail);
}

static bool is_padding(qn_bytes rest)
{
    size_t count = 0;
    while (count < rest.size_bytes && rest.data[count] == 0) {
        ++count;
    }
    return count == rest.size_bytes;
}

// ---- Trying the length that the file claims -------------------------------------------------

static bool find_claim(const qn_inflate_def *def, qn_bytes stream, size_t *claim)
{
    if (def->format != QN_COMPRESS_GZIP || stream.size_bytes < QN_FRAME_TAIL_BYTES) {
        return false;
    }
    const uint8_t *end = stream.data + stream.size_bytes;
    *claim = end[-4] | (size_t)end[-3] << 8 | (size_t)end[-2] << 16 | (size_t)end[-1] << 24;
    return *claim <= def->max_size_bytes && *claim / BELIEVABLE_RATIO <= stream.size_bytes;
}

// The error of a member that was inflated without one.
static qn_error check_claimed(const qn_inflate_def *def, qn_bytes rest, qn_bytes content)
{
    qn_error error = check_tail(rest, def->format, content);
    bool is_last = rest.size_bytes == qn_frame_tail_bytes(def->format);
    return error == QN_ERROR_OK && !is_last ? QN_ERROR_TRAILING_BYTES : error;
}

// *is_settled tells whether the error is the last word, or the members must be measured.
static qn_error try_claim(const qn_inflate_def *def, qn_bytes stream, size_t claim,
                          bool *is_settled, qn_block *out)
{
    *is_settled = true;
    if (!qn_block_take(out, claim > 0 ? claim : 1)) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    size_t used = 0, made = 0;
    qn_error error = qn_inflate_guessed(stream, out->memory, claim, &used, &made);
    *is_settled = error != QN_ERROR_BAD_DATA;
    if (error == QN_ERROR_OK) {
        error = check_claimed(def, qn_bytes_behind(stream, used), (qn_bytes){out->memory, made});
        *is_settled = error != QN_ERROR_TRAILING_BYTES || !def->join_members;
    }
    out->bytes = made;
    return error;
}

// ---- Measuring ------------------------------------------------------------------------------

typedef struct plan {
    size_t plain_bytes; // of all members
    bool has_trailing;
} plan;

// Moves *packed past a member and adds what it holds.
static qn_error measure_member(const qn_inflate_def *def, qn_bytes *packed, plan *p)
{
    qn_head_reader head;
    member m;
    qn_error error = open_member(def, *packed, &head, &m);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_measure measure;
    size_t history = m.uses_dictionary ? def->dictionary.size_bytes : 0;
    error = qn_deflate_measure(m.stream, history, def->max_size_bytes - p->plain_bytes, &measure);
    if (error != QN_ERROR_OK) {
        return error;
    }
    p->plain_bytes += measure.plain_bytes;
    qn_bytes rest = qn_bytes_behind(m.stream, measure.packed_bytes);
    size_t tail = qn_frame_tail_bytes(def->format);
    if (rest.size_bytes < tail) {
        return QN_ERROR_TRUNCATED;
    }
    *packed = qn_bytes_behind(rest, tail);
    return QN_ERROR_OK;
}

static qn_error measure_members(const qn_inflate_def *def, qn_bytes packed, plan *p)
{
    *p = (plan){0};
    qn_error error = measure_member(def, &packed, p);
    while (error == QN_ERROR_OK && def->join_members && !is_padding(packed)) {
        error = measure_member(def, &packed, p);
        error = error == QN_ERROR_BAD_MAGIC ? QN_ERROR_TRAILING_BYTES : error;
    }
    p->has_trailing = !def->join_members && packed.size_bytes > 0;
    return error;
}

// ---- Inflating what was measured ------------------------------------------------------------

// zlib alone knows dictionaries.
static qn_error inflate_with(const qn_inflate_def *def, qn_inflater *inflater, qn_bytes *input,
                             uint8_t **output, size_t *room_bytes)
{
    qn_error error = qn_inflater_set_dictionary(inflater, def->dictionary);
    if (error == QN_ERROR_OK) {
        error = qn_inflater_run(inflater, input, output, room_bytes);
    }
    if (error == QN_ERROR_OK && !inflater->is_done) {
        // The content is whole, and the code for its end is to come.
        uint8_t spill;
        uint8_t *behind = &spill;
        size_t one = 1;
        error = qn_inflater_run(inflater, input, &behind, &one);
    }
    return error == QN_ERROR_OK && !inflater->is_done ? QN_ERROR_BAD_DATA : error;
}

static qn_error inflate_with_dictionary(const qn_inflate_def *def, qn_bytes *input,
                                        uint8_t **output, size_t *room_bytes)
{
    qn_inflater inflater;
    qn_error error = qn_inflater_open(&inflater);
    if (error != QN_ERROR_OK) {
        return error;
    }
    error = inflate_with(def, &inflater, input, output, room_bytes);
    qn_inflater_close(&inflater);
    return error;
}

static qn_error inflate_plainly(qn_bytes *input, uint8_t **output, size_t *room_bytes)
{
    size_t used = 0, made = 0;
    qn_error error = qn_inflate_guessed(*input, *output, *room_bytes, &used, &made);
    *input = qn_bytes_behind(*input, used);
    *output += made;
    *room_bytes -= made;
    return error;
}

static qn_error inflate_member(const qn_inflate_def *def, qn_bytes *packed, uint8_t **output,
                               size_t *room_bytes)
{
    qn_head_reader head;
    member m;
    qn_error error = open_member(def, *packed, &head, &m);
    if (error != QN_ERROR_OK) {
        return error;
    }
    uint8_t *start = *output;
    error = m.uses_dictionary ? inflate_with_dictionary(def, &m.stream, output, room_bytes)
                              : inflate_plainly(&m.stream, output, room_bytes);
    if (error != QN_ERROR_OK) {
        return error;
    }
    error = check_tail(m.stream, def->format, (qn_bytes){start, (size_t)(*output - start)});
    *packed = error == QN_ERROR_OK ? qn_bytes_behind(m.stream, qn_frame_tail_bytes(def->format))
                                   : *packed;
    return error;
}

static qn_error inflate_members(const qn_inflate_def *def, qn_bytes packed, const plan *p,
                                qn_block *out)
{
    if (!qn_block_take(out, p->plain_bytes > 0 ? p->plain_bytes : 1)) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    out->bytes = p->plain_bytes;
    uint8_t *output = out->memory;
    size_t room = p->plain_bytes;
    qn_error error = inflate_member(def, &packed, &output, &room);
    while (error == QN_ERROR_OK && def->join_members && !is_padding(packed)) {
        error = inflate_member(def, &packed, &output, &room);
    }
    return error == QN_ERROR_OK && p->has_trailing ? QN_ERROR_TRAILING_BYTES : error;
}

// ---- Public ---------------------------------------------------------------------------------

static qn_error unpack(const qn_inflate_def *def, qn_bytes packed, qn_block *out)
{
    qn_head_reader head;
    member m;
    qn_error error = open_member(def, packed, &head, &m);
    if (error != QN_ERROR_OK) {
        return error;
    }
    size_t claim = 0;
    if (find_claim(def, m.stream, &claim)) {
        bool is_settled = false;
        error = try_claim(def, m.stream, claim, &is_settled, out);
        if (is_settled) {
            return error;
        }
        qn_free(out->memory);
        *out = (qn_block){0};
    }
    plan p;
    error = measure_members(def, packed, &p);
    return error == QN_ERROR_OK ? inflate_members(def, packed, &p, out) : error;
}

qn_error qn_inflate(qn_bytes packed, const qn_inflate_def *def, uint8_t **out,
                    size_t *out_size_bytes)
{
    if (out == NULL || out_size_bytes == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    *out_size_bytes = 0;
    if (packed.data == NULL && packed.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_error error = qn_inflate_def_check(def);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_block block = {0};
    error = unpack(def, packed, &block);
    if (error != QN_ERROR_OK) {
        qn_free(block.memory);
        return error;
    }
    *out = block.memory;
    *out_size_bytes = block.bytes;
    return QN_ERROR_OK;
}

qn_error qn_gunzip(qn_bytes packed, size_t max_size_bytes, uint8_t **out, size_t *out_size_bytes)
{
    qn_inflate_def def = qn_inflate_def_default();
    def.max_size_bytes = max_size_bytes;
    return qn_inflate(packed, &def, out, out_size_bytes);
}

qn_error qn_gzip_read_header(qn_bytes packed, qn_gzip_header *out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = (qn_gzip_header){0};
    if (packed.data == NULL && packed.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_head_reader head;
    qn_head_start(&head, QN_COMPRESS_GZIP);
    qn_error error = qn_head_read(&head, &packed);
    if (error == QN_ERROR_OK && !head.is_done) {
        return QN_ERROR_TRUNCATED;
    }
    if (error == QN_ERROR_OK) {
        *out = head.gzip;
    }
    return error;
}
