// zlib counts in unsigned int, so that larger runs are handed over in parts.
#include "compress/inflate.h"

#include "base/alloc.h"

#define MAX_PART_BYTES ((size_t)1 << 30)

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
    *input = (qn_bytes){input->data + used, input->size_bytes - used};
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
