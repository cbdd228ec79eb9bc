// Packing and unpacking in pieces: any size of piece gives what one call gives, and each misuse has
// its error.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "pieces.h"

// ---- Pieces ---------------------------------------------------------------------------------

static void check_packing(qn_compress_format format, bytes packed, qn_bytes plain)
{
    (void)packed;
    const qn_inflate_def def = packed_inflate_def(format, 5000);
    for (size_t p = 0; p < 3 * SOME_PIECES; ++p) {
        const qn_deflate_def how = packed_deflate_def(format, (int32_t)(p / SOME_PIECES) * 4);
        bytes made = deflate_in_pieces(plain, &how, some_pieces[p % SOME_PIECES], QN_FLUSH_NONE);
        packed_check_with_zlib(view(made), format, none, plain);
        CHECK_ERROR(packed_unpack(view(made), &def, plain), QN_ERROR_OK);
        free(made.data);
    }
}

TEST(packing_in_any_pieces_gives_what_zlib_and_the_whole_call_read) { packed_visit(check_packing); }

static void check_unpacking(qn_compress_format format, bytes packed, qn_bytes plain)
{
    const qn_inflate_def def = packed_inflate_def(format, 5000);
    bytes theirs = packed_by_zlib(plain, format, 9, none);
    for (size_t p = 0; p < SOME_PIECES; ++p) {
        check_inflates(view(packed), &def, some_pieces[p], plain);
        check_inflates(view(theirs), &def, some_pieces[p], plain);
    }
    free(theirs.data);
}

TEST(unpacking_in_any_pieces_gives_the_content_of_the_whole_call_and_of_zlib)
{
    packed_visit(check_unpacking);
}

TEST(every_size_of_piece_from_one_byte_to_all_unpacks_the_same)
{
    int32_t level;
    bytes plain = packed_sample(6, &level);
    EACH_FORMAT(format)
    {
        const qn_inflate_def def = packed_inflate_def(format, plain.size);
        const qn_deflate_def how = packed_deflate_def(format, level);
        bytes packed = packed_by_us(view(plain), &how);
        for (size_t piece = 1; piece <= packed.size; ++piece) {
            check_inflates(view(packed), &def, (pieces){piece, 1 + piece * 7 % 90}, view(plain));
        }
        for (size_t piece = 1; piece <= plain.size; ++piece) {
            check_inflates(view(packed), &def, (pieces){0, piece}, view(plain));
        }
        free(packed.data);
    }
    free(plain.data);
}

TEST(content_of_megabytes_passes_both_ways_in_pieces)
{
    enum { SIZE = 3 << 20 };
    bytes plain = {malloc(SIZE), SIZE};
    packed_fill(plain.data, SIZE, 41);
    const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, 3);
    const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_GZIP, SIZE);
    bytes packed = deflate_in_pieces(view(plain), &how, (pieces){65536, 0}, QN_FLUSH_NONE);
    CHECK_ERROR(packed_unpack(view(packed), &def, view(plain)), QN_ERROR_OK);
    check_inflates(view(packed), &def, (pieces){10007, 0}, view(plain));
    free(packed.data);
    free(plain.data);
}

// ---- Flushes --------------------------------------------------------------------------------

// What was pushed before a flush must come out of what was written up to it.
static void check_flush(qn_flush flush, size_t out)
{
    const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, 6);
    const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_GZIP, 1000);
    qn_deflater *deflater;
    qn_inflater *inflater;
    CHECK_ERROR(qn_deflater_create(&how, &deflater), QN_ERROR_OK);
    CHECK_ERROR(qn_inflater_create(&def, &inflater), QN_ERROR_OK);
    for (int i = 0; i < 5; ++i) {
        uint8_t message[20];
        packed_fill(message, sizeof message, 50 + (uint32_t)i);
        bytes packed = {malloc(1), 0}, content = {malloc(1), 0};
        CHECK_ERROR(
            deflate_piece(deflater, (qn_bytes){message, sizeof message}, flush, out, &packed),
            QN_ERROR_OK);
        qn_bytes input = view(packed);
        CHECK_ERROR(inflate_piece(inflater, &input, out, &content), QN_ERROR_OK);
        CHECK_INT(content.size, sizeof message);
        CHECK_BYTES(content.data, message, content.size);
        // The same flush with nothing new adds nothing.
        size_t size = packed.size;
        CHECK_ERROR(deflate_piece(deflater, none, flush, 64, &packed), QN_ERROR_OK);
        CHECK_INT(packed.size, size);
        free(packed.data);
        free(content.data);
    }
    CHECK_ERROR(qn_inflater_finish(inflater), QN_ERROR_TRUNCATED);
    qn_deflater_destroy(deflater);
    qn_inflater_destroy(inflater);
}

TEST(a_flush_brings_out_all_that_came_in_whatever_the_room)
{
    for (size_t out = 1; out < 80; ++out) {
        check_flush(QN_FLUSH_SYNC, out);
        check_flush(QN_FLUSH_FULL, out);
    }
}

TEST(after_a_full_flush_the_rest_unpacks_alone)
{
    const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_RAW, 9);
    qn_bytes text = {(const uint8_t *)"ring the bell, ring the bell", 28};
    qn_deflater *deflater;
    CHECK_ERROR(qn_deflater_create(&how, &deflater), QN_ERROR_OK);
    bytes first = {malloc(1), 0}, second = {malloc(1), 0};
    CHECK_ERROR(deflate_piece(deflater, text, QN_FLUSH_FULL, 0, &first), QN_ERROR_OK);
    CHECK_ERROR(deflate_piece(deflater, text, QN_FLUSH_FINISH, 0, &second), QN_ERROR_OK);
    const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_RAW, 28);
    CHECK_ERROR(packed_unpack(view(second), &def, text), QN_ERROR_OK);
    qn_deflater_destroy(deflater);
    free(first.data);
    free(second.data);
}

// ---- Ends and misuse ------------------------------------------------------------------------

TEST(input_after_the_end_of_packing_is_refused_and_changes_nothing)
{
    const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, 6);
    qn_bytes text = {(const uint8_t *)"ding dong", 9};
    for (size_t out = 1; out < 40; out += 38) {
        qn_deflater *deflater;
        CHECK_ERROR(qn_deflater_create(&how, &deflater), QN_ERROR_OK);
        bytes packed = {malloc(1), 0};
        // The end is begun, but there is no room for it yet.
        qn_bytes input = text;
        uint8_t start[12];
        uint8_t *output = start;
        size_t room = sizeof start;
        CHECK_ERROR(qn_deflater_push(deflater, &input, QN_FLUSH_FINISH, &output, &room),
                    QN_ERROR_OK);
        CHECK_INT(input.size_bytes, 0);
        append(&packed, start, sizeof start);
        CHECK(!qn_deflater_is_done(deflater));
        CHECK_ERROR(deflate_piece(deflater, text, QN_FLUSH_NONE, out, &packed),
                    QN_ERROR_TRAILING_BYTES);
        CHECK_ERROR(deflate_piece(deflater, none, QN_FLUSH_NONE, out, &packed), QN_ERROR_OK);
        CHECK(qn_deflater_is_done(deflater));
        CHECK_ERROR(deflate_piece(deflater, text, QN_FLUSH_NONE, out, &packed),
                    QN_ERROR_TRAILING_BYTES);
        CHECK_ERROR(deflate_piece(deflater, text, QN_FLUSH_FINISH, out, &packed),
                    QN_ERROR_TRAILING_BYTES);
        CHECK_ERROR(deflate_piece(deflater, none, QN_FLUSH_FINISH, out, &packed), QN_ERROR_OK);
        const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_GZIP, 9);
        CHECK_ERROR(packed_unpack(view(packed), &def, text), QN_ERROR_OK);
        qn_deflater_destroy(deflater);
        free(packed.data);
    }
}

TEST(bytes_behind_the_end_of_unpacking_stay_in_the_input)
{
    EACH_FORMAT(format)
    {
        const qn_deflate_def how = packed_deflate_def(format, 6);
        const qn_inflate_def def = packed_inflate_def(format, 9);
        bytes packed = packed_by_us((qn_bytes){(const uint8_t *)"ding dong", 9}, &how);
        bytes more = packed_join(packed, (qn_bytes){(const uint8_t *)"rest", 4});
        qn_inflater *inflater;
        CHECK_ERROR(qn_inflater_create(&def, &inflater), QN_ERROR_OK);
        bytes content = {malloc(1), 0};
        qn_bytes input = view(more);
        CHECK_ERROR(inflate_piece(inflater, &input, 3, &content), QN_ERROR_OK);
        CHECK(qn_inflater_is_done(inflater));
        CHECK_INT(content.size, 9);
        CHECK_INT(input.size_bytes, 4);
        CHECK_BYTES(input.data, "rest", 4);
        CHECK_ERROR(qn_inflater_finish(inflater), QN_ERROR_OK);
        uint8_t byte;
        uint8_t *output = &byte;
        size_t room = 1;
        CHECK_ERROR(qn_inflater_push(inflater, &input, &output, &room), QN_ERROR_TRAILING_BYTES);
        CHECK(!qn_inflater_is_done(inflater));
        CHECK_ERROR(qn_inflater_finish(inflater), QN_ERROR_TRAILING_BYTES);
        CHECK_INT(input.size_bytes, 4);
        qn_inflater_destroy(inflater);
        free(content.data);
        free(packed.data);
        free(more.data);
    }
}

TEST(an_error_of_unpacking_stays)
{
    const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, 6);
    const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_GZIP, 9);
    bytes packed = packed_by_us((qn_bytes){(const uint8_t *)"ding dong", 9}, &how);
    packed.data[packed.size - 8] ^= 1;
    qn_inflater *inflater;
    CHECK_ERROR(qn_inflater_create(&def, &inflater), QN_ERROR_OK);
    bytes content = {malloc(1), 0};
    qn_bytes input = view(packed);
    CHECK_ERROR(inflate_piece(inflater, &input, 100, &content), QN_ERROR_BAD_CHECKSUM);
    CHECK_ERROR(inflate_piece(inflater, &input, 100, &content), QN_ERROR_BAD_CHECKSUM);
    input = none;
    CHECK_ERROR(inflate_piece(inflater, &input, 100, &content), QN_ERROR_BAD_CHECKSUM);
    CHECK_ERROR(qn_inflater_finish(inflater), QN_ERROR_BAD_CHECKSUM);
    CHECK(!qn_inflater_is_done(inflater));
    qn_inflater_destroy(inflater);
    // The end that comes too early is one that stays too.
    CHECK_ERROR(qn_inflater_create(&def, &inflater), QN_ERROR_OK);
    input = (qn_bytes){packed.data, 12};
    CHECK_ERROR(inflate_piece(inflater, &input, 100, &content), QN_ERROR_OK);
    CHECK_ERROR(qn_inflater_finish(inflater), QN_ERROR_TRUNCATED);
    input = (qn_bytes){packed.data + 12, packed.size - 12};
    CHECK_ERROR(inflate_piece(inflater, &input, 100, &content), QN_ERROR_TRUNCATED);
    qn_inflater_destroy(inflater);
    free(content.data);
    free(packed.data);
}

TEST(streams_refuse_null_pointers_and_flushes_that_there_are_not)
{
    const qn_deflate_def how = qn_deflate_def_default();
    const qn_inflate_def def = qn_inflate_def_default();
    qn_deflater *deflater;
    qn_inflater *inflater;
    CHECK_ERROR(qn_deflater_create(&how, &deflater), QN_ERROR_OK);
    CHECK_ERROR(qn_inflater_create(&def, &inflater), QN_ERROR_OK);
    qn_bytes input = {NULL, 1}, empty = none;
    uint8_t byte;
    uint8_t *output = &byte, *nowhere = NULL;
    size_t room = 1;
    qn_flush flush = QN_FLUSH_NONE;
    CHECK_ERROR(qn_deflater_push(NULL, &empty, flush, &output, &room), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_deflater_push(deflater, NULL, flush, &output, &room), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_deflater_push(deflater, &input, flush, &output, &room), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_deflater_push(deflater, &empty, flush, NULL, &room), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_deflater_push(deflater, &empty, flush, &output, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_deflater_push(deflater, &empty, flush, &nowhere, &room), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_deflater_push(deflater, &empty, (qn_flush)4, &output, &room),
                QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_inflater_push(NULL, &empty, &output, &room), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflater_push(inflater, NULL, &output, &room), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflater_push(inflater, &input, &output, &room), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflater_push(inflater, &empty, NULL, &room), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflater_push(inflater, &empty, &output, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflater_push(inflater, &empty, &nowhere, &room), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflater_finish(NULL), QN_ERROR_NULL_POINTER);
    qn_gzip_header header;
    CHECK_ERROR(qn_inflater_header(NULL, &header), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflater_header(inflater, NULL), QN_ERROR_NULL_POINTER);
    CHECK(qn_deflater_is_done(NULL) && !qn_inflater_is_done(NULL));
    CHECK_INT(room, 1);
    qn_deflater_destroy(deflater);
    qn_inflater_destroy(inflater);
    qn_deflater_destroy(NULL);
    qn_inflater_destroy(NULL);
}

TEST(a_push_without_room_goes_as_far_as_it_can)
{
    const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_ZLIB, 6);
    const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_ZLIB, 9);
    bytes packed = packed_by_us((qn_bytes){(const uint8_t *)"ding dong", 9}, &how);
    qn_inflater *inflater;
    CHECK_ERROR(qn_inflater_create(&def, &inflater), QN_ERROR_OK);
    uint8_t content[9];
    uint8_t *output = content;
    uint8_t *nowhere = NULL;
    size_t room = 0;
    qn_bytes input = view(packed);
    CHECK_ERROR(qn_inflater_push(inflater, &input, &nowhere, &room), QN_ERROR_OK);
    CHECK(!qn_inflater_is_done(inflater));
    // Room for exactly the content is enough to see its end.
    room = 9;
    CHECK_ERROR(qn_inflater_push(inflater, &input, &output, &room), QN_ERROR_OK);
    CHECK_INT(room, 0);
    CHECK_BYTES(content, "ding dong", 9);
    CHECK(qn_inflater_is_done(inflater));
    qn_inflater_destroy(inflater);
    free(packed.data);
}

// ---- Members, dictionaries, headers ---------------------------------------------------------

TEST(joined_members_pass_through_pieces_of_any_size)
{
    qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, 6);
    bytes one = packed_by_us((qn_bytes){(const uint8_t *)"a bell ", 7}, &how);
    how.name = "other";
    bytes other = packed_by_us((qn_bytes){(const uint8_t *)"in a tower", 10}, &how);
    bytes all = packed_join(one, view(other));
    bytes padded = packed_join(all, (qn_bytes){(const uint8_t *)"\0\0\0\0\0\0\0\0", 8});
    qn_bytes expected = {(const uint8_t *)"a bell in a tower", 17};
    qn_inflate_def def = packed_inflate_def(QN_COMPRESS_GZIP, 17);
    bytes content;
    for (size_t p = 0; p < SOME_PIECES; ++p) {
        pieces some = some_pieces[p];
        def.join_members = true;
        check_inflates(view(all), &def, some, expected);
        check_inflates(view(padded), &def, some, expected);
        padded.data[padded.size - 1] = 'x';
        CHECK_ERROR(inflate_in_pieces(view(padded), &def, some, &content), QN_ERROR_TRAILING_BYTES);
        padded.data[padded.size - 1] = 0;
        free(content.data);
        def.join_members = false;
        CHECK_ERROR(inflate_in_pieces(view(all), &def, some, &content), QN_ERROR_TRAILING_BYTES);
        CHECK_INT(content.size, 7);
        free(content.data);
    }
    def.join_members = true;
    all.data[one.size] = 'x';
    CHECK_ERROR(inflate_in_pieces(view(all), &def, (pieces){1, 1}, &content),
                QN_ERROR_TRAILING_BYTES);
    free(content.data);
    free(one.data);
    free(other.data);
    free(all.data);
    free(padded.data);
}

TEST(dictionaries_pass_through_pieces)
{
    bytes dictionary = {malloc(40000), 40000};
    packed_fill(dictionary.data, dictionary.size, 61);
    qn_bytes plain = {dictionary.data + 39000, 900};
    for (qn_compress_format format = QN_COMPRESS_ZLIB; format <= QN_COMPRESS_RAW;
         format = (qn_compress_format)(format + 1)) {
        qn_deflate_def how = packed_deflate_def(format, 6);
        qn_inflate_def def = packed_inflate_def(format, 900);
        how.dictionary = def.dictionary = view(dictionary);
        bytes theirs = packed_by_zlib(plain, format, 6, view(dictionary));
        for (size_t p = 0; p < SOME_PIECES; ++p) {
            bytes packed = deflate_in_pieces(plain, &how, some_pieces[p], QN_FLUSH_NONE);
            CHECK(packed.size < 600);
            packed_check_with_zlib(view(packed), format, view(dictionary), plain);
            check_inflates(view(packed), &def, some_pieces[p], plain);
            check_inflates(view(theirs), &def, some_pieces[p], plain);
            free(packed.data);
        }
        bytes content;
        def.dictionary = none;
        CHECK_ERROR(inflate_in_pieces(view(theirs), &def, (pieces){5, 5}, &content),
                    format == QN_COMPRESS_ZLIB ? QN_ERROR_UNSUPPORTED : QN_ERROR_BAD_DATA);
        free(content.data);
        def.dictionary = (qn_bytes){dictionary.data, 39999};
        CHECK_ERROR(inflate_in_pieces(view(theirs), &def, (pieces){5, 5}, &content),
                    format == QN_COMPRESS_ZLIB ? QN_ERROR_BAD_CHECKSUM : QN_ERROR_OK);
        free(content.data);
        free(theirs.data);
    }
    free(dictionary.data);
}

// The header with every field, and its own checksum.
static bytes full_header(void)
{
    static const uint8_t fields[] = "\x1F\x8B\x08\x1F\x01\x02\x03\x04\x02\x03"
                                    "\x05\x00"
                                    "extra"
                                    "name\0comment";
    bytes head = {malloc(sizeof fields + 2), sizeof fields};
    memcpy(head.data, fields, sizeof fields);
    uLong crc = crc32(0, fields, sizeof fields);
    head.data[head.size++] = (uint8_t)crc;
    head.data[head.size++] = (uint8_t)(crc >> 8);
    return head;
}

TEST(a_header_is_known_as_soon_as_it_is_whole)
{
    bytes head = full_header();
    const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_GZIP, 100);
    qn_inflater *inflater;
    CHECK_ERROR(qn_inflater_create(&def, &inflater), QN_ERROR_OK);
    qn_gzip_header header;
    bytes content = {malloc(1), 0};
    for (size_t i = 0; i < head.size; ++i) {
        CHECK_ERROR(qn_inflater_header(inflater, &header), QN_ERROR_NOT_FOUND);
        CHECK_TEXT(header.name, "");
        qn_bytes byte = {head.data + i, 1};
        CHECK_ERROR(inflate_piece(inflater, &byte, 1, &content), QN_ERROR_OK);
    }
    CHECK_ERROR(qn_inflater_header(inflater, &header), QN_ERROR_OK);
    CHECK_TEXT(header.name, "name");
    CHECK_TEXT(header.comment, "comment");
    CHECK_INT(header.modified_s, 0x04030201);
    CHECK_INT(header.system, 3);
    CHECK(header.is_text && header.has_name && header.has_comment);
    qn_inflater_destroy(inflater);
    // A wrong sum of the header, in pieces of every size.
    head.data[head.size - 1] ^= 1;
    for (size_t piece = 1; piece <= head.size; ++piece) {
        bytes rest;
        CHECK_ERROR(inflate_in_pieces(view(head), &def, (pieces){piece, 0}, &rest),
                    QN_ERROR_BAD_CHECKSUM);
        free(rest.data);
    }
    head.data[head.size - 1] ^= 1;
    for (size_t piece = 1; piece <= head.size; ++piece) {
        bytes rest;
        CHECK_ERROR(inflate_in_pieces(view(head), &def, (pieces){piece, 0}, &rest),
                    QN_ERROR_TRUNCATED);
        free(rest.data);
    }
    free(content.data);
    free(head.data);
}

TEST(only_gzip_has_a_header_with_fields)
{
    const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_ZLIB, 100);
    qn_inflater *inflater;
    qn_gzip_header header;
    CHECK_ERROR(qn_inflater_create(&def, &inflater), QN_ERROR_OK);
    CHECK_ERROR(qn_inflater_header(inflater, &header), QN_ERROR_WRONG_TYPE);
    qn_inflater_destroy(inflater);
}

TEST(names_and_comments_are_written_by_streams_too)
{
    qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, 6);
    how.name = "bell.txt";
    how.comment = "cast in 1743";
    how.modified_s = 99;
    qn_bytes plain = {(const uint8_t *)"ding", 4};
    for (size_t p = 0; p < SOME_PIECES; ++p) {
        bytes packed = deflate_in_pieces(plain, &how, some_pieces[p], QN_FLUSH_NONE);
        packed_check_with_zlib(view(packed), QN_COMPRESS_GZIP, none, plain);
        qn_gzip_header header;
        CHECK_ERROR(qn_gzip_read_header(view(packed), &header), QN_ERROR_OK);
        CHECK_TEXT(header.name, "bell.txt");
        CHECK_TEXT(header.comment, "cast in 1743");
        CHECK_INT(header.modified_s, 99);
        free(packed.data);
    }
}
