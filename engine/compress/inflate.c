// zlib counts in unsigned int, so that larger runs are handed over in parts.
#include "compress/inflate.h"

#include "base/alloc.h"
#include "compress/frame.h"

#define MAX_PART_BYTES ((size_t)1 << 30)

qn_bytes qn_dictionary_end(qn_bytes dictionary)
{
    bool is_long = dictionary.size_bytes > QN_DICTIONARY_BYTES;
    return is_long ? qn_bytes_behind(dictionary, dictionary.size_bytes - QN_DICTIONARY_BYTES)
                   : dictionary;
}

voidpf qn_zlib_allocate(voidpf user, uInt count, uInt size_bytes)
{
    (void)user;
    size_t total;
    return qn_size_mul(count, size_bytes, &total) ? qn_alloc(total) : NULL;
}

void qn_zlib_release(voidpf user, voidpf memory)
{
    (void)user;
    qn_free(memory);
}

static uInt part(size_t size_bytes)
{
    return (uInt)(size_bytes < MAX_PART_BYTES ? size_bytes : MAX_PART_BYTES);
}

qn_error qn_inflater_open(qn_inflater *inflater)
{
    *inflater = (qn_inflater){.stream = {.zalloc = qn_zlib_allocate, .zfree = qn_zlib_release}};
    // Negative window bits are zlib's way to say: no header, no trailer.
    int result = inflateInit2(&inflater->stream, -MAX_WBITS);
    return result == Z_OK ? QN_ERROR_OK : QN_ERROR_OUT_OF_MEMORY;
}

qn_error qn_inflater_set_dictionary(qn_inflater *inflater, qn_bytes dictionary)
{
    qn_bytes end = qn_dictionary_end(dictionary);
    if (end.size_bytes == 0) {
        return QN_ERROR_OK;
    }
    int result = inflateSetDictionary(&inflater->stream, end.data, (uInt)end.size_bytes);
    return result == Z_OK ? QN_ERROR_OK : QN_ERROR_OUT_OF_MEMORY;
}

void qn_inflater_rewind(qn_inflater *inflater)
{
    inflateReset(&inflater->stream);
    inflater->is_done = false;
}

void qn_inflater_close(qn_inflater *inflater) { inflateEnd(&inflater->stream); }

// One call of zlib over at most a part of each side.
static int run_part(qn_inflater *inflater, qn_bytes *input, uint8_t **output, size_t *room)
{
    z_stream *stream = &inflater->stream;
    uInt given = part(input->size_bytes);
    uInt space = part(*room);
    stream->next_in = (z_const Bytef *)input->data;
    stream->avail_in = given;
    stream->next_out = *output;
    stream->avail_out = space;
    int result = inflate(stream, Z_NO_FLUSH);
    size_t used = given - stream->avail_in;
    size_t made = space - stream->avail_out;
    *input = qn_bytes_behind(*input, used);
    *output += made;
    *room -= made;
    return result;
}

qn_error qn_inflater_run(qn_inflater *inflater, qn_bytes *input, uint8_t **output, size_t *room)
{
    // Also without input, since zlib may still hold output that had no room before.
    while (!inflater->is_done && *room > 0) {
        int result = run_part(inflater, input, output, room);
        if (result == Z_BUF_ERROR) {
            return QN_ERROR_OK;
        }
        if (result == Z_MEM_ERROR) {
            return QN_ERROR_OUT_OF_MEMORY;
        }
        if (result != Z_OK && result != Z_STREAM_END) {
            return QN_ERROR_BAD_DATA;
        }
        inflater->is_done = result == Z_STREAM_END;
    }
    return QN_ERROR_OK;
}
