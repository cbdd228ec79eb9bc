// Raw deflate by zlib between a header and a trailer of our own.
//
// zlib wants more than a few bytes of room to end a flush in, or it flushes again. So whatever does
// not go straight to a caller with room goes through a small block of bytes that are held for the
// next call; the header and the trailer are put there too.
#include "compress/deflater.h"

#include <string.h>

#include "base/alloc.h"
#include "compress/def.h"
#include "compress/frame.h"
#include "compress/inflate.h"

#define MEMORY_LEVEL 8
// Less room than this is not worth a call of zlib.
#define MIN_ROOM_BYTES 64
#define MAX_PART_BYTES ((size_t)1 << 30)

struct qn_deflater {
    z_stream stream;
    qn_compress_format format;
    qn_frame_sum sum;
    bool is_finishing; // zlib has all input and writes the end, which nothing else may interrupt
    bool has_ended;    // zlib is done, and the trailer is among what is held
    uint32_t held_at, held_end;
    uint8_t held[QN_FRAME_HEAD_BYTES];
};

_Static_assert(QN_FRAME_HEAD_BYTES >= MIN_ROOM_BYTES + QN_FRAME_TAIL_BYTES, "the end fits");

// ---- Lifetime -------------------------------------------------------------------------------

static qn_error set_dictionary(z_stream *stream, qn_bytes dictionary)
{
    qn_bytes end = qn_dictionary_end(dictionary);
    if (end.size_bytes == 0) {
        return QN_ERROR_OK;
    }
    int result = deflateSetDictionary(stream, end.data, (uInt)end.size_bytes);
    return result == Z_OK ? QN_ERROR_OK : QN_ERROR_OUT_OF_MEMORY;
}

qn_error qn_deflater_create(const qn_deflate_def *def, qn_deflater **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    qn_error error = qn_deflate_def_check(def);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_deflater *deflater = qn_alloc_zeroed(sizeof(qn_deflater));
    if (deflater == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    deflater->format = def->format;
    deflater->sum = qn_frame_sum_start(def->format);
    deflater->held_end = (uint32_t)qn_frame_write_head(def, deflater->held);
    deflater->stream = (z_stream){.zalloc = qn_zlib_allocate, .zfree = qn_zlib_release};
    // Negative window bits are zlib's way to say: no header, no trailer.
    int result = deflateInit2(&deflater->stream, def->level, Z_DEFLATED, -MAX_WBITS, MEMORY_LEVEL,
                              Z_DEFAULT_STRATEGY);
    if (result != Z_OK || set_dictionary(&deflater->stream, def->dictionary) != QN_ERROR_OK) {
        qn_deflater_destroy(deflater);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    *out = deflater;
    return QN_ERROR_OK;
}

void qn_deflater_destroy(qn_deflater *deflater)
{
    if (deflater != NULL) {
        deflateEnd(&deflater->stream);
        qn_free(deflater);
    }
}

size_t qn_deflater_bound(qn_deflater *deflater, size_t plain_size_bytes)
{
    return (size_t)deflateBound(&deflater->stream, (uLong)plain_size_bytes) + QN_FRAME_HEAD_BYTES +
           QN_FRAME_TAIL_BYTES;
}

// ---- Pushing --------------------------------------------------------------------------------

// False if something is still held, because the room is full.
static bool hand_over(qn_deflater *deflater, uint8_t **output, size_t *room_bytes)
{
    size_t held = deflater->held_end - deflater->held_at;
    size_t size = held < *room_bytes ? held : *room_bytes;
    if (size > 0) {
        memcpy(*output, deflater->held + deflater->held_at, size);
        *output += size;
        *room_bytes -= size;
        deflater->held_at += (uint32_t)size;
    }
    return size == held;
}

// One call of zlib; the result tells whether all that was asked for is done.
static bool deflate_part(qn_deflater *deflater, qn_bytes *input, qn_flush flush, uint8_t *room,
                         size_t room_bytes, size_t *made_bytes)
{
    static const int flushes[] = {Z_NO_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH};
    z_stream *stream = &deflater->stream;
    bool is_last = input->size_bytes <= MAX_PART_BYTES;
    uInt given = (uInt)(is_last ? input->size_bytes : MAX_PART_BYTES);
    stream->next_in = (z_const Bytef *)input->data;
    stream->avail_in = given;
    stream->next_out = room;
    stream->avail_out = (uInt)(room_bytes < MAX_PART_BYTES ? room_bytes : MAX_PART_BYTES);
    uInt space = stream->avail_out;
    int result = deflate(stream, is_last ? flushes[flush] : Z_NO_FLUSH);
    size_t used = given - stream->avail_in;
    qn_frame_sum_add(&deflater->sum, deflater->format, (qn_bytes){input->data, used});
    *input = qn_bytes_behind(*input, used);
    *made_bytes = space - stream->avail_out;
    deflater->is_finishing = flush == QN_FLUSH_FINISH && input->size_bytes == 0;
    deflater->has_ended = result == Z_STREAM_END;
    return deflater->has_ended || (is_last && stream->avail_out > 0);
}

static bool deflate_to_held(qn_deflater *deflater, qn_bytes *input, qn_flush flush)
{
    size_t made;
    bool is_done = deflate_part(deflater, input, flush, deflater->held, MIN_ROOM_BYTES, &made);
    deflater->held_at = 0;
    deflater->held_end = (uint32_t)made;
    return is_done;
}

static bool deflate_to_output(qn_deflater *deflater, qn_bytes *input, qn_flush flush,
                              uint8_t **output, size_t *room_bytes)
{
    size_t made;
    bool is_done = deflate_part(deflater, input, flush, *output, *room_bytes, &made);
    deflater->held_at = 0;
    deflater->held_end = 0;
    *output += made;
    *room_bytes -= made;
    return is_done;
}

static void hold_tail(qn_deflater *deflater)
{
    uint8_t tail[QN_FRAME_TAIL_BYTES];
    size_t size = qn_frame_tail_bytes(deflater->format);
    qn_frame_write_tail(deflater->sum, deflater->format, tail);
    memcpy(deflater->held + deflater->held_end, tail, size);
    deflater->held_end += (uint32_t)size;
}

static qn_error check_push(const qn_deflater *deflater, const qn_bytes *input, qn_flush flush,
                           uint8_t **output, const size_t *room_bytes)
{
    if (deflater == NULL || input == NULL || output == NULL || room_bytes == NULL ||
        (input->data == NULL && input->size_bytes > 0) || (*output == NULL && *room_bytes > 0)) {
        return QN_ERROR_NULL_POINTER;
    }
    if ((uint32_t)flush > (uint32_t)QN_FLUSH_FINISH) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    bool is_late = deflater->is_finishing && input->size_bytes > 0;
    return is_late ? QN_ERROR_TRAILING_BYTES : QN_ERROR_OK;
}

qn_error qn_deflater_push(qn_deflater *deflater, qn_bytes *input, qn_flush flush, uint8_t **output,
                          size_t *room_bytes)
{
    qn_error error = check_push(deflater, input, flush, output, room_bytes);
    if (error != QN_ERROR_OK) {
        return error;
    }
    flush = deflater->is_finishing ? QN_FLUSH_FINISH : flush;
    bool is_done = false;
    while (hand_over(deflater, output, room_bytes) && !is_done && !deflater->has_ended) {
        is_done = *room_bytes < MIN_ROOM_BYTES
                      ? deflate_to_held(deflater, input, flush)
                      : deflate_to_output(deflater, input, flush, output, room_bytes);
        if (deflater->has_ended) {
            hold_tail(deflater);
        }
    }
    return QN_ERROR_OK;
}

bool qn_deflater_is_done(const qn_deflater *deflater)
{
    return deflater == NULL || (deflater->has_ended && deflater->held_at == deflater->held_end);
}
