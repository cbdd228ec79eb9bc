// Packing and unpacking in pieces, for the tests of streams.
#ifndef TESTS_PIECES_H
#define TESTS_PIECES_H

#include <stdlib.h>

#include "packed.h"

static const qn_bytes none = {NULL, 0};

#define EACH_FORMAT(format)                                                                        \
    for (qn_compress_format format = QN_COMPRESS_GZIP; format <= QN_COMPRESS_RAW;                  \
         format = (qn_compress_format)(format + 1))

typedef struct pieces {
    size_t in, out; // bytes of each piece; 0 is all at once
} pieces;

static inline size_t piece_of(size_t left, size_t piece)
{
    return piece > 0 && piece < left ? piece : left;
}

static inline void append(bytes *to, const uint8_t *data, size_t size)
{
    bytes both = packed_join(*to, (qn_bytes){data, size});
    free(to->data);
    *to = both;
}

// One push after the other with the same input until it leaves room.
static inline qn_error deflate_piece(qn_deflater *deflater, qn_bytes input, qn_flush flush,
                                     size_t out, bytes *to)
{
    uint8_t room[4096];
    size_t size = out > 0 && out < sizeof room ? out : sizeof room;
    size_t left = 0;
    while (left == 0) {
        uint8_t *output = room;
        left = size;
        qn_error error = qn_deflater_push(deflater, &input, flush, &output, &left);
        append(to, room, size - left);
        if (error != QN_ERROR_OK) {
            return error;
        }
    }
    CHECK_INT(input.size_bytes, 0);
    return QN_ERROR_OK;
}

static inline bytes deflate_in_pieces(qn_bytes plain, const qn_deflate_def *how, pieces p,
                                      qn_flush between)
{
    bytes packed = {malloc(1), 0};
    qn_deflater *deflater;
    CHECK_ERROR(qn_deflater_create(how, &deflater), QN_ERROR_OK);
    for (size_t at = 0; at < plain.size_bytes;) {
        qn_bytes next = {plain.data + at, piece_of(plain.size_bytes - at, p.in)};
        CHECK_ERROR(deflate_piece(deflater, next, between, p.out, &packed), QN_ERROR_OK);
        at += next.size_bytes;
    }
    CHECK(!qn_deflater_is_done(deflater));
    CHECK_ERROR(deflate_piece(deflater, none, QN_FLUSH_FINISH, p.out, &packed), QN_ERROR_OK);
    CHECK(qn_deflater_is_done(deflater));
    qn_deflater_destroy(deflater);
    return packed;
}

static inline qn_error inflate_piece(qn_inflater *inflater, qn_bytes *input, size_t out, bytes *to)
{
    uint8_t room[4096];
    size_t size = out > 0 && out < sizeof room ? out : sizeof room;
    size_t left = 0;
    while (left == 0 && !qn_inflater_is_done(inflater)) {
        uint8_t *output = room;
        left = size;
        qn_error error = qn_inflater_push(inflater, input, &output, &left);
        append(to, room, size - left);
        if (error != QN_ERROR_OK) {
            return error;
        }
    }
    return QN_ERROR_OK;
}

// The error of all pushes and of the end; *content is malloc'ed.
static inline qn_error inflate_in_pieces(qn_bytes packed, const qn_inflate_def *def, pieces p,
                                         bytes *content)
{
    *content = (bytes){malloc(1), 0};
    qn_inflater *inflater;
    qn_error error = qn_inflater_create(def, &inflater);
    for (size_t at = 0; error == QN_ERROR_OK && at < packed.size_bytes;) {
        qn_bytes next = {packed.data + at, piece_of(packed.size_bytes - at, p.in)};
        qn_bytes input = next;
        bool is_behind = qn_inflater_is_done(inflater);
        error =
            is_behind ? QN_ERROR_TRAILING_BYTES : inflate_piece(inflater, &input, p.out, content);
        at += next.size_bytes - input.size_bytes;
    }
    error = error == QN_ERROR_OK ? qn_inflater_finish(inflater) : error;
    CHECK(qn_inflater_is_done(inflater) || error != QN_ERROR_OK);
    qn_inflater_destroy(inflater);
    return error;
}

static inline void check_inflates(qn_bytes packed, const qn_inflate_def *def, pieces p,
                                  qn_bytes expected)
{
    bytes content;
    CHECK_ERROR(inflate_in_pieces(packed, def, p, &content), QN_ERROR_OK);
    CHECK_INT(content.size, expected.size_bytes);
    CHECK_BYTES(content.data, expected.data, expected.size_bytes);
    free(content.data);
}

static const pieces some_pieces[] = {{0, 0},   {1, 1},   {1, 0},   {0, 1},   {2, 3},    {7, 5},
                                     {13, 64}, {64, 13}, {63, 65}, {500, 1}, {1000, 77}};
#define SOME_PIECES (sizeof some_pieces / sizeof some_pieces[0])

#endif
