// gzip: round trips, and each way of being wrong with its own error.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "faults.h"
#include "quoin/compress.h"
#include "quoin/memory.h"

#define HEADER_BYTES 10

typedef struct bytes {
    uint8_t *data;
    size_t size;
} bytes;

static qn_bytes view(bytes b) { return (qn_bytes){b.data, b.size}; }

static bytes pack_text(const char *text)
{
    bytes out;
    qn_bytes plain = {(const uint8_t *)text, strlen(text)};
    CHECK_ERROR(qn_gzip(plain, 6, &out.data, &out.size), QN_ERROR_OK);
    return out;
}

// The error of unpacking, with everything released.
static qn_error unpack(qn_bytes packed, size_t max_size)
{
    uint8_t *out;
    size_t size;
    qn_error error = qn_gunzip(packed, max_size, &out, &size);
    CHECK((out != NULL) == (error == QN_ERROR_OK));
    CHECK(error == QN_ERROR_OK || size == 0);
    qn_memory_release(out);
    return error;
}

static void check_round_trip(qn_bytes plain, int32_t level)
{
    bytes packed;
    bytes back;
    CHECK_ERROR(qn_gzip(plain, level, &packed.data, &packed.size), QN_ERROR_OK);
    CHECK_ERROR(qn_gunzip(view(packed), plain.size_bytes, &back.data, &back.size), QN_ERROR_OK);
    CHECK_INT(back.size, plain.size_bytes);
    CHECK_BYTES(back.data, plain.data, plain.size_bytes);
    if (plain.size_bytes > 0) {
        CHECK_ERROR(unpack(view(packed), plain.size_bytes - 1), QN_ERROR_TOO_LARGE);
    }
    qn_memory_release(packed.data);
    qn_memory_release(back.data);
}

TEST(gzip_gives_back_random_bytes_of_every_size_at_every_level)
{
    uint8_t data[3000];
    uint32_t seed = 5;
    for (size_t i = 0; i < sizeof data; ++i) {
        data[i] = (uint8_t)check_random(&seed);
    }
    for (int32_t level = 0; level <= 9; ++level) {
        for (size_t size = 0; size <= sizeof data; size += size < 40 ? 1 : 137) {
            check_round_trip((qn_bytes){data, size}, level);
        }
    }
}

TEST(gzip_gives_back_text_that_packs_well)
{
    size_t size = 3 << 20;
    uint8_t *data = malloc(size);
    for (size_t i = 0; i < size; ++i) {
        data[i] = (uint8_t)"a bell, a bell, a quoin "[i % 24];
    }
    check_round_trip((qn_bytes){data, size}, 1);
    check_round_trip((qn_bytes){data, size}, 9);
    free(data);
}

TEST(gzip_of_nothing_unpacks_to_a_block_of_no_bytes) { check_round_trip((qn_bytes){NULL, 0}, 6); }

TEST(gzip_writes_the_same_bytes_each_time_and_no_time_and_no_system)
{
    bytes a = pack_text("the same");
    bytes b = pack_text("the same");
    static const uint8_t header[HEADER_BYTES] = {0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255};
    CHECK_INT(a.size, b.size);
    CHECK_BYTES(a.data, b.data, a.size);
    CHECK_BYTES(a.data, header, HEADER_BYTES);
    qn_memory_release(a.data);
    qn_memory_release(b.data);
}

TEST(zlib_itself_reads_what_gzip_writes)
{
    bytes packed = pack_text("read by another reader");
    char out[64] = {0};
    z_stream stream = {.next_in = packed.data, .avail_in = (uInt)packed.size};
    stream.next_out = (Bytef *)out;
    stream.avail_out = sizeof out;
    CHECK_INT(inflateInit2(&stream, 16 + MAX_WBITS), Z_OK);
    CHECK_INT(inflate(&stream, Z_FINISH), Z_STREAM_END);
    inflateEnd(&stream);
    CHECK_TEXT(out, "read by another reader");
    qn_memory_release(packed.data);
}

TEST(gzip_refuses_bad_arguments)
{
    uint8_t *out;
    size_t size;
    qn_bytes null_data = {NULL, 1};
    qn_bytes some = {(const uint8_t *)"x", 1};
    qn_bytes huge = {(const uint8_t *)"x", QN_GZIP_MAX_BYTES + 1};
    CHECK_ERROR(qn_gzip(some, -1, &out, &size), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_gzip(some, 10, &out, &size), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_gzip(huge, 6, &out, &size), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_gzip(null_data, 6, &out, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_gzip(some, 6, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_gzip(some, 6, &out, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_gunzip(null_data, 9, &out, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_gunzip(some, 9, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_gunzip(some, 9, &out, NULL), QN_ERROR_NULL_POINTER);
}

TEST(every_truncation_is_called_truncated)
{
    bytes packed = pack_text("cut me anywhere, cut me anywhere, and say so");
    for (size_t size = 0; size < packed.size; ++size) {
        CHECK_ERROR(unpack((qn_bytes){packed.data, size}, 1000), QN_ERROR_TRUNCATED);
    }
    qn_memory_release(packed.data);
}

// Bytes 4 to 9 (time, level, system) mean nothing to the content and are under no checksum.
TEST(every_bit_flip_is_an_error_or_leaves_the_content_alone)
{
    const char *text = "flip any bit, flip any bit, none of them gets through";
    bytes packed = pack_text(text);
    for (size_t bit = 0; bit < 8 * packed.size; ++bit) {
        packed.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        bytes out;
        qn_error error = qn_gunzip(view(packed), 1000, &out.data, &out.size);
        // The flag "is text" (bit 24) is a hint without effect; the last byte of the deflate
        // stream may end in unused bits.
        bool is_free = (bit / 8 >= 4 && bit / 8 < HEADER_BYTES) || bit == 24;
        bool is_padding = bit / 8 == packed.size - 9;
        CHECK(error != QN_ERROR_OK || is_free || is_padding);
        if (error == QN_ERROR_OK) {
            CHECK_INT(out.size, strlen(text));
            CHECK_BYTES(out.data, text, out.size);
        }
        qn_memory_release(out.data);
        packed.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    qn_memory_release(packed.data);
}

// The error after one byte, counted from the end if negative, was changed.
static qn_error unpack_changed(bytes packed, int at, uint8_t value)
{
    size_t index = at >= 0 ? (size_t)at : packed.size - (size_t)-at;
    uint8_t before = packed.data[index];
    packed.data[index] = value;
    qn_error error = unpack(view(packed), 1000);
    packed.data[index] = before;
    return error;
}

TEST(each_wrong_byte_has_its_own_error)
{
    bytes packed = pack_text("some text");
    CHECK_ERROR(unpack_changed(packed, 0, 'P'), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(unpack_changed(packed, 1, 'K'), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(unpack((qn_bytes){(const uint8_t *)"x", 1}, 9), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(unpack_changed(packed, 2, 7), QN_ERROR_UNSUPPORTED);
    CHECK_ERROR(unpack_changed(packed, 3, 0x20), QN_ERROR_BAD_DATA);
    CHECK_ERROR(unpack_changed(packed, HEADER_BYTES, 0xFF), QN_ERROR_BAD_DATA);
    CHECK_ERROR(unpack_changed(packed, -8, (uint8_t)~packed.data[packed.size - 8]),
                QN_ERROR_BAD_CHECKSUM);
    CHECK_ERROR(unpack_changed(packed, -1, 0xFF), QN_ERROR_BAD_CHECKSUM);
    qn_memory_release(packed.data);
}

static void check_with_tail(bytes packed, qn_bytes tail, qn_error expected)
{
    uint8_t *both = malloc(packed.size + tail.size_bytes);
    memcpy(both, packed.data, packed.size);
    memcpy(both + packed.size, tail.data, tail.size_bytes);
    CHECK_ERROR(unpack((qn_bytes){both, packed.size + tail.size_bytes}, 1000), expected);
    free(both);
}

TEST(a_second_member_zeros_and_garbage_are_trailing_bytes)
{
    bytes packed = pack_text("one member");
    check_with_tail(packed, view(packed), QN_ERROR_TRAILING_BYTES);
    check_with_tail(packed, (qn_bytes){(const uint8_t *)"\0\0\0", 3}, QN_ERROR_TRAILING_BYTES);
    check_with_tail(packed, (qn_bytes){(const uint8_t *)"!", 1}, QN_ERROR_TRAILING_BYTES);
    qn_memory_release(packed.data);
}

// The same member behind a header with every optional field.
static bytes with_full_header(bytes packed, uint16_t extra_size, bool is_crc_right)
{
    size_t fields = 2 + (size_t)extra_size + sizeof "name" + sizeof "comment" + 2;
    bytes out = {calloc(1, packed.size + fields), packed.size + fields};
    memcpy(out.data, packed.data, HEADER_BYTES);
    out.data[3] = 2 | 4 | 8 | 16;
    uint8_t *at = out.data + HEADER_BYTES;
    *at++ = (uint8_t)extra_size;
    *at++ = (uint8_t)(extra_size >> 8);
    at += extra_size;
    memcpy(at, "name\0comment", 13);
    at += 13;
    uLong crc = crc32(0, out.data, (uInt)(at - out.data)) + (is_crc_right ? 0 : 1);
    *at++ = (uint8_t)crc;
    *at++ = (uint8_t)(crc >> 8);
    memcpy(at, packed.data + HEADER_BYTES, packed.size - HEADER_BYTES);
    return out;
}

TEST(optional_header_fields_are_read_within_bounds)
{
    bytes packed = pack_text("behind fields");
    bytes full = with_full_header(packed, 65535, true);
    CHECK_ERROR(unpack(view(full), 1000), QN_ERROR_OK);
    CHECK_ERROR(unpack((qn_bytes){full.data, 100}, 1000), QN_ERROR_TRUNCATED);
    free(full.data);
    full = with_full_header(packed, 4, true);
    for (size_t size = 0; size < full.size; ++size) {
        CHECK_ERROR(unpack((qn_bytes){full.data, size}, 1000), QN_ERROR_TRUNCATED);
    }
    free(full.data);
    full = with_full_header(packed, 4, false);
    CHECK_ERROR(unpack(view(full), 1000), QN_ERROR_BAD_CHECKSUM);
    free(full.data);
    qn_memory_release(packed.data);
}

TEST(a_bomb_stops_at_the_cap_and_takes_memory_like_the_cap)
{
    size_t size = 64u << 20;
    uint8_t *zeros = calloc(1, size);
    bytes packed;
    CHECK_ERROR(qn_gzip((qn_bytes){zeros, size}, 9, &packed.data, &packed.size), QN_ERROR_OK);
    free(zeros);
    CHECK(packed.size < size / 900);
    bytes copy = {malloc(packed.size), packed.size};
    memcpy(copy.data, packed.data, packed.size);
    qn_memory_release(packed.data);
    faults_measure_begin();
    CHECK_ERROR(unpack(view(copy), 100000), QN_ERROR_TOO_LARGE);
    CHECK(faults_measure_end() < 2 * 100000 + 65536);
    // A length of 4 GB in the trailer changes nothing about that.
    memset(copy.data + copy.size - 4, 0xFF, 4);
    faults_measure_begin();
    CHECK_ERROR(unpack(view(copy), 100000), QN_ERROR_TOO_LARGE);
    CHECK(faults_measure_end() < 2 * 100000 + 65536);
    free(copy.data);
}

static void check_corpus_error(const char *path, qn_error expected)
{
    size_t size;
    uint8_t *data = check_corpus(path, &size);
    if (data != NULL) {
        CHECK_ERROR(unpack((qn_bytes){data, size}, 1 << 20), expected);
        free(data);
    }
}

TEST(files_that_once_broke_zlib_are_refused_and_good_ones_read)
{
    check_corpus_error("gzip/256.bytes.gz", QN_ERROR_OK);
    check_corpus_error("gzip/midsummer.txt.gz", QN_ERROR_OK);
    check_corpus_error("gzip/pi.txt.gz", QN_ERROR_OK);
    check_corpus_error("gzip/romeo.txt.gz", QN_ERROR_OK);
    check_corpus_error("gzip/CVE-2004-0797.gz", QN_ERROR_BAD_DATA);
    check_corpus_error("gzip/CVE-2005-2096.gz", QN_ERROR_BAD_DATA);
    check_corpus_error("gzip/romeo.txt.zlib", QN_ERROR_BAD_MAGIC);
}

TEST(texts_that_once_broke_deflate_come_back)
{
    static const char *const paths[] = {"gzip/CVE-2018-25032.default.txt",
                                        "gzip/CVE-2018-25032.fixed.txt", "text/alice29.txt"};
    for (int i = 0; i < 3; ++i) {
        size_t size;
        uint8_t *data = check_corpus(paths[i], &size);
        if (data != NULL) {
            check_round_trip((qn_bytes){data, size}, 1);
            check_round_trip((qn_bytes){data, size}, 6);
            free(data);
        }
    }
}

static qn_error pack_and_unpack(void *user)
{
    (void)user;
    uint8_t plain[30000] = {1, 2, 3};
    bytes packed;
    qn_error error = qn_gzip((qn_bytes){plain, sizeof plain}, 6, &packed.data, &packed.size);
    if (error == QN_ERROR_OK) {
        error = unpack(view(packed), sizeof plain);
        qn_memory_release(packed.data);
    }
    return error;
}

TEST(each_refused_allocation_of_gzip_is_out_of_memory_without_a_leak)
{
    faults_try_each(pack_and_unpack, NULL);
}
