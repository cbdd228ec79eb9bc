// Any bytes in any format, whole and in pieces: both end under the cap, and what zlib reads, the
// two read to the same content. libdeflate reads a few codes that zlib refuses, so there the whole
// call alone may find content.
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "fuzz.h"
#include "quoin/compress.h"
#include "quoin/memory.h"

#define CAP_BYTES 65536u

static const uint8_t dictionary[] = "the bell in the tower, the quoin in the wall";

typedef struct content {
    qn_error error;
    uint8_t *data;
    size_t size;
} content;

static void insist(bool holds)
{
    if (!holds) {
        __builtin_trap();
    }
}

static content unpack_whole(qn_bytes packed, const qn_inflate_def *def)
{
    content found = {0};
    found.error = qn_inflate(packed, def, &found.data, &found.size);
    insist((found.data != NULL) == (found.error == QN_ERROR_OK) && found.size <= CAP_BYTES);
    return found;
}

// In pieces whose sizes follow from the input.
static content unpack_pieces(qn_bytes packed, const qn_inflate_def *def, size_t in, size_t out)
{
    content found = {.data = malloc(CAP_BYTES)};
    qn_inflater *inflater;
    found.error = qn_inflater_create(def, &inflater);
    while (found.error == QN_ERROR_OK && !qn_inflater_is_done(inflater)) {
        qn_bytes next = {packed.data, packed.size_bytes < in ? packed.size_bytes : in};
        size_t given = next.size_bytes;
        size_t room = CAP_BYTES - found.size < out ? CAP_BYTES - found.size : out;
        size_t before = room;
        uint8_t *output = found.data + found.size;
        found.error = qn_inflater_push(inflater, &next, &output, &room);
        found.size += before - room;
        given -= next.size_bytes;
        packed = (qn_bytes){packed.data + given, packed.size_bytes - given};
        if (given == 0 && before == room && packed.size_bytes == 0) {
            break;
        }
    }
    if (found.error == QN_ERROR_OK) {
        found.error = qn_inflater_finish(inflater);
    }
    if (found.error == QN_ERROR_OK && packed.size_bytes > 0) {
        found.error = QN_ERROR_TRAILING_BYTES;
    }
    qn_inflater_destroy(inflater);
    return found;
}

// Exactly one member without anything behind it.
static content unpack_zlib(qn_bytes packed, qn_compress_format format, bool has_dictionary)
{
    static const int window_bits[] = {16 + MAX_WBITS, MAX_WBITS, -MAX_WBITS};
    content found = {QN_ERROR_BAD_DATA, malloc(CAP_BYTES), 0};
    z_stream stream = {0};
    inflateInit2(&stream, window_bits[format]);
    stream.next_in = (z_const Bytef *)packed.data;
    stream.avail_in = (uInt)packed.size_bytes;
    stream.next_out = found.data;
    stream.avail_out = CAP_BYTES;
    if (format == QN_COMPRESS_RAW && has_dictionary) {
        inflateSetDictionary(&stream, dictionary, sizeof dictionary);
    }
    int result = inflate(&stream, Z_FINISH);
    if (result == Z_NEED_DICT && has_dictionary &&
        inflateSetDictionary(&stream, dictionary, sizeof dictionary) == Z_OK) {
        result = inflate(&stream, Z_FINISH);
    }
    found.size = CAP_BYTES - stream.avail_out;
    found.error = result == Z_STREAM_END && stream.avail_in == 0 ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
    inflateEnd(&stream);
    return found;
}

static void insist_same(content a, content b)
{
    insist(a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3) {
        return 0;
    }
    qn_bytes packed = {data + 3, size - 3};
    qn_inflate_def def = qn_inflate_def_default();
    def.format = (qn_compress_format)(data[0] % 3);
    def.max_size_bytes = CAP_BYTES;
    def.join_members = def.format == QN_COMPRESS_GZIP && (data[0] & 0x40) != 0;
    bool has_dictionary = def.format != QN_COMPRESS_GZIP && (data[0] & 0x80) != 0;
    if (has_dictionary) {
        def.dictionary = (qn_bytes){dictionary, sizeof dictionary};
    }
    content whole = unpack_whole(packed, &def);
    content pieces = unpack_pieces(packed, &def, 1 + data[1], 1 + data[2]);
    insist(pieces.error != QN_ERROR_OK || whole.error == QN_ERROR_OK);
    if (pieces.error == QN_ERROR_OK) {
        insist_same(whole, pieces);
    } else {
        insist(whole.error != QN_ERROR_OK || pieces.error == QN_ERROR_BAD_DATA);
    }
    content theirs = unpack_zlib(packed, def.format, has_dictionary);
    if (theirs.error == QN_ERROR_OK) {
        insist(pieces.error == QN_ERROR_OK);
        insist_same(pieces, theirs);
    }
    qn_memory_release(whole.data);
    free(pieces.data);
    free(theirs.data);
    return 0;
}
