// Damaged, oversized and unlucky streams: each ends in its error, under its cap, without a leak.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "faults.h"
#include "pieces.h"

// ---- Damage ---------------------------------------------------------------------------------

static void check_truncations(qn_compress_format format, bytes packed, qn_bytes plain)
{
    const qn_inflate_def def = packed_inflate_def(format, 5000);
    for (size_t size = 0; size < packed.size; ++size) {
        bytes content;
        qn_bytes part = {packed.data, size};
        CHECK_ERROR(inflate_in_pieces(part, &def, (pieces){1 + size % 19, 0}, &content),
                    QN_ERROR_TRUNCATED);
        CHECK(content.size <= plain.size_bytes);
        free(content.data);
    }
}

TEST(every_truncation_in_pieces_is_called_truncated_at_the_end) { packed_visit(check_truncations); }

// The two ways may differ in the name of the error where there are several, and zlib refuses codes
// that libdeflate reads; but what one unpacks the other does not unpack to anything else.
static void check_both_ways(qn_bytes packed, const qn_inflate_def *def, pieces p)
{
    uint8_t *out;
    size_t size;
    bytes content;
    qn_error whole = qn_inflate(packed, def, &out, &size);
    qn_error parts = inflate_in_pieces(packed, def, p, &content);
    CHECK(parts != QN_ERROR_OK || whole == QN_ERROR_OK);
    CHECK(whole != QN_ERROR_OK || parts == QN_ERROR_OK || parts == QN_ERROR_BAD_DATA);
    if (whole == QN_ERROR_OK && parts == QN_ERROR_OK) {
        CHECK_INT(content.size, size);
        CHECK_BYTES(content.data, out, size);
    }
    CHECK(content.size <= def->max_size_bytes);
    qn_memory_release(out);
    free(content.data);
}

static void check_flips(qn_compress_format format, bytes packed, qn_bytes plain)
{
    (void)plain;
    const qn_inflate_def def = packed_inflate_def(format, 2000);
    for (size_t bit = 0; bit < 8 * packed.size; bit += check_is_quick() ? 7 : 1) {
        packed_flip(packed, bit);
        check_both_ways(view(packed), &def, (pieces){1 + bit % 60, bit % 200});
        packed_flip(packed, bit);
    }
}

TEST(every_bit_flip_in_pieces_ends_as_in_the_whole_call) { packed_visit(check_flips); }

TEST(files_that_once_broke_zlib_are_refused_in_pieces)
{
    static const char *const paths[] = {"gzip/CVE-2004-0797.gz", "gzip/CVE-2005-2096.gz",
                                        "gzip/GH-1600.packobj.gz"};
    for (int i = 0; i < 3; ++i) {
        bytes file = {0};
        file.data = check_corpus(paths[i], &file.size);
        const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_GZIP, 1 << 20);
        for (size_t p = 0; file.data != NULL && p < SOME_PIECES; ++p) {
            bytes content;
            CHECK(inflate_in_pieces(view(file), &def, some_pieces[p], &content) != QN_ERROR_OK);
            free(content.data);
        }
        free(file.data);
    }
}

static void check_corpus_file(const char *path, const char *content_path, qn_compress_format format)
{
    bytes file = {0}, expected = {0};
    file.data = check_corpus(path, &file.size);
    expected.data = check_corpus(content_path, &expected.size);
    if (file.data != NULL && expected.data != NULL) {
        const qn_inflate_def def = packed_inflate_def(format, expected.size);
        CHECK_ERROR(packed_unpack(view(file), &def, view(expected)), QN_ERROR_OK);
        check_inflates(view(file), &def, (pieces){3, 50}, view(expected));
    }
    free(file.data);
    free(expected.data);
}

TEST(files_of_other_packers_are_read_whole_and_in_pieces)
{
    check_corpus_file("gzip/256.bytes.gz", "gzip/256.bytes", QN_COMPRESS_GZIP);
    check_corpus_file("gzip/midsummer.txt.gz", "gzip/midsummer.txt", QN_COMPRESS_GZIP);
    check_corpus_file("gzip/pi.txt.gz", "gzip/pi.txt", QN_COMPRESS_GZIP);
    check_corpus_file("gzip/romeo.txt.gz", "gzip/romeo.txt", QN_COMPRESS_GZIP);
    check_corpus_file("gzip/midsummer.txt.zlib", "gzip/midsummer.txt", QN_COMPRESS_ZLIB);
    check_corpus_file("gzip/romeo.txt.zlib", "gzip/romeo.txt", QN_COMPRESS_ZLIB);
    check_corpus_file("gzip/romeo.txt.deflate", "gzip/romeo.txt", QN_COMPRESS_RAW);
    check_corpus_file("gzip/romeo.txt.fixed-huff.deflate", "gzip/romeo.txt", QN_COMPRESS_RAW);
}

// ---- Caps and memory ------------------------------------------------------------------------

static void check_caps(qn_compress_format format, bytes packed, qn_bytes plain)
{
    for (size_t p = 0; p < SOME_PIECES; ++p) {
        qn_inflate_def def = packed_inflate_def(format, plain.size_bytes);
        check_inflates(view(packed), &def, some_pieces[p], plain);
        def.max_size_bytes = plain.size_bytes - 1;
        if (plain.size_bytes > 0) {
            bytes content;
            CHECK_ERROR(inflate_in_pieces(view(packed), &def, some_pieces[p], &content),
                        QN_ERROR_TOO_LARGE);
            CHECK_INT(content.size, def.max_size_bytes);
            free(content.data);
        }
    }
}

TEST(the_cap_of_a_stream_is_exact_and_nothing_is_written_past_it) { packed_visit(check_caps); }

static size_t peak_of_inflating(qn_bytes packed, const qn_inflate_def *def, qn_error expected)
{
    uint8_t *room = malloc(1 << 16);
    qn_error error = QN_ERROR_OK;
    qn_inflater *inflater;
    faults_measure_begin();
    CHECK_ERROR(qn_inflater_create(def, &inflater), QN_ERROR_OK);
    for (size_t left = 0; error == QN_ERROR_OK && left == 0;) {
        uint8_t *output = room;
        left = 1 << 16;
        error = qn_inflater_push(inflater, &packed, &output, &left);
    }
    CHECK_ERROR(error, expected);
    qn_inflater_destroy(inflater);
    free(room);
    return faults_measure_end();
}

TEST(streams_take_the_memory_that_they_say_and_a_bomb_no_more)
{
    size_t size = 40u << 20;
    bytes plain = {calloc(1, size), size};
    const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, 9);
    faults_measure_begin();
    qn_deflater *deflater;
    CHECK_ERROR(qn_deflater_create(&how, &deflater), QN_ERROR_OK);
    qn_deflater_destroy(deflater);
    CHECK(faults_measure_end() < 280 * 1024);
    bytes packed = packed_by_us(view(plain), &how);
    const qn_inflate_def small = packed_inflate_def(QN_COMPRESS_GZIP, 1 << 20);
    const qn_inflate_def large = packed_inflate_def(QN_COMPRESS_GZIP, size);
    CHECK(peak_of_inflating(view(packed), &small, QN_ERROR_TOO_LARGE) < 48 * 1024);
    CHECK(peak_of_inflating(view(packed), &large, QN_ERROR_OK) < 48 * 1024);
    free(packed.data);
    free(plain.data);
}

typedef struct work {
    qn_deflate_def how;
    qn_inflate_def def;
} work;

static qn_error deflate_some(const work *w, uint8_t *packed, size_t *size)
{
    static const uint8_t plain[3000] = {1, 2, 3};
    qn_deflater *deflater;
    qn_error error = qn_deflater_create(&w->how, &deflater);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_bytes input = {plain, sizeof plain};
    size_t room = *size;
    error = qn_deflater_push(deflater, &input, QN_FLUSH_FINISH, &packed, &room);
    *size -= room;
    qn_deflater_destroy(deflater);
    return error;
}

static qn_error inflate_some(const work *w, qn_bytes packed)
{
    uint8_t plain[3000];
    uint8_t *output = plain;
    qn_inflater *inflater;
    qn_error error = qn_inflater_create(&w->def, &inflater);
    if (error != QN_ERROR_OK) {
        return error;
    }
    for (size_t left = 3000; error == QN_ERROR_OK && packed.size_bytes > 0; left -= 3000) {
        qn_bytes next = {packed.data, 1};
        packed = (qn_bytes){packed.data + 1, packed.size_bytes - 1};
        size_t room = left;
        error = qn_inflater_push(inflater, &next, &output, &room);
        left = room + 3000;
    }
    error = error == QN_ERROR_OK ? qn_inflater_finish(inflater) : error;
    qn_inflater_destroy(inflater);
    return error;
}

static qn_error pack_and_unpack(void *user)
{
    const work *w = user;
    uint8_t packed[4000];
    size_t size = sizeof packed;
    qn_error error = deflate_some(w, packed, &size);
    return error == QN_ERROR_OK ? inflate_some(w, (qn_bytes){packed, size}) : error;
}

TEST(each_refused_allocation_of_streams_is_out_of_memory_without_a_leak)
{
    EACH_FORMAT(format)
    {
        work w = {packed_deflate_def(format, 6), packed_inflate_def(format, 3000)};
        faults_try_each(pack_and_unpack, &w);
        if (format != QN_COMPRESS_GZIP) {
            w.how.dictionary = w.def.dictionary = (qn_bytes){(const uint8_t *)"\1\2\3", 3};
            faults_try_each(pack_and_unpack, &w);
        }
    }
}
