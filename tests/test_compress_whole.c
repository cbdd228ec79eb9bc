// Whole content in all formats: against zlib, cut anywhere, changed anywhere, joined, with
// dictionaries, under caps and without memory.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "faults.h"
#include "packed.h"

static const qn_bytes none = {NULL, 0};

#define EACH_FORMAT(format)                                                                        \
    for (qn_compress_format format = QN_COMPRESS_GZIP; format <= QN_COMPRESS_RAW;                  \
         format = (qn_compress_format)(format + 1))

// ---- Formats --------------------------------------------------------------------------------

TEST(each_format_at_each_level_is_read_by_zlib_and_read_from_zlib)
{
    enum { SIZE = 60000 };
    bytes plain = {malloc(SIZE), SIZE};
    packed_fill(plain.data, SIZE, 21);
    EACH_FORMAT(format)
    {
        qn_inflate_def def = packed_inflate_def(format, SIZE);
        for (int32_t level = 0; level <= 9; ++level) {
            const qn_deflate_def how = packed_deflate_def(format, level);
            bytes ours = packed_by_us(view(plain), &how);
            packed_check_with_zlib(view(ours), format, none, view(plain));
            CHECK_ERROR(packed_unpack(view(ours), &def, view(plain)), QN_ERROR_OK);
            bytes theirs = packed_by_zlib(view(plain), format, level, none);
            CHECK_ERROR(packed_unpack(view(theirs), &def, view(plain)), QN_ERROR_OK);
            free(ours.data);
            free(theirs.data);
        }
    }
    free(plain.data);
}

TEST(higher_levels_pack_smaller)
{
    enum { SIZE = 60000 };
    static const char *const words[8] = {"bell ", "tower ", "quoin ", "rope ",
                                         "wall ", "rings ", "the ",   "of "};
    bytes plain = {malloc(SIZE + 8), 0};
    for (uint32_t seed = 22; plain.size < SIZE;) {
        const char *word = words[check_random(&seed) % 8];
        for (; *word != '\0'; ++word) {
            plain.data[plain.size++] = (uint8_t)*word;
        }
    }
    size_t sizes[10];
    for (int level = 0; level <= 9; ++level) {
        const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_RAW, level);
        bytes packed = packed_by_us(view(plain), &how);
        sizes[level] = packed.size;
        free(packed.data);
        // Words at random are not what looking further ahead is for.
        CHECK(level == 0 || sizes[level] <= sizes[level - 1] + sizes[level - 1] / 100);
    }
    CHECK(sizes[0] > SIZE && sizes[0] < SIZE + 200);
    CHECK(sizes[9] < sizes[6] && sizes[6] < sizes[1] && sizes[1] < SIZE / 3);
    free(plain.data);
}

// ---- Damage ---------------------------------------------------------------------------------

static void check_truncations(qn_compress_format format, bytes packed, qn_bytes plain)
{
    const qn_inflate_def def = packed_inflate_def(format, 1 << 20);
    for (size_t size = 0; size < packed.size; ++size) {
        bytes part = {malloc(size > 0 ? size : 1), size};
        memcpy(part.data, packed.data, size);
        CHECK_ERROR(packed_unpack(view(part), &def, none), QN_ERROR_TRUNCATED);
        free(part.data);
    }
    CHECK_ERROR(packed_unpack(view(packed), &def, plain), QN_ERROR_OK);
}

TEST(every_truncation_of_ten_files_in_each_format_is_called_truncated)
{
    packed_visit(check_truncations);
}

// True if it unpacks all the same: to the same content, or it is raw and has no checksum.
static bool unpacks_flipped(bytes packed, const qn_inflate_def *def, qn_bytes plain)
{
    uint8_t *out;
    size_t size;
    bool is_good = qn_inflate(view(packed), def, &out, &size) == QN_ERROR_OK;
    CHECK(size <= def->max_size_bytes);
    if (is_good && def->format != QN_COMPRESS_RAW) {
        CHECK_INT(size, plain.size_bytes);
        CHECK_BYTES(out, plain.data, size);
    }
    qn_memory_release(out);
    return is_good;
}

// Free are, in gzip's header, time, level, system and the text flag, and in all formats the bits
// behind the stream's last; and in a text that repeats, another distance may mean the same.
static void check_flips(qn_compress_format format, bytes packed, qn_bytes plain)
{
    const qn_inflate_def def = packed_inflate_def(format, 5000);
    int good_count = 0;
    for (size_t bit = 0; bit < 8 * packed.size; ++bit) {
        packed_flip(packed, bit);
        good_count += unpacks_flipped(packed, &def, plain) ? 1 : 0;
        packed_flip(packed, bit);
    }
    int free_count = format == QN_COMPRESS_GZIP ? 6 * 8 + 1 : 0;
    CHECK(good_count >= free_count);
    CHECK(format == QN_COMPRESS_RAW || good_count < (int)packed.size * 8 / 2 + free_count);
}

TEST(every_bit_flip_of_ten_files_in_each_format_ends_in_an_error_or_the_content)
{
    packed_visit(check_flips);
}

static qn_error unpack_changed(bytes packed, qn_compress_format format, size_t at, uint8_t value)
{
    const qn_inflate_def def = packed_inflate_def(format, 1000);
    uint8_t before = packed.data[at];
    packed.data[at] = value;
    qn_error error = packed_unpack(view(packed), &def, none);
    packed.data[at] = before;
    return error;
}

TEST(each_wrong_byte_of_zlib_has_its_own_error)
{
    const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_ZLIB, 6);
    bytes packed = packed_by_us((qn_bytes){(const uint8_t *)"some text", 9}, &how);
    qn_compress_format zlib = QN_COMPRESS_ZLIB;
    CHECK_ERROR(unpack_changed(packed, zlib, 1, 0), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(unpack_changed(packed, zlib, 2, 0xFF), QN_ERROR_BAD_DATA);
    uint8_t last = packed.data[packed.size - 1];
    CHECK_ERROR(unpack_changed(packed, zlib, packed.size - 1, (uint8_t)~last),
                QN_ERROR_BAD_CHECKSUM);
    // Method 7, and a window of 64 KiB, with right check bits.
    const qn_inflate_def def = packed_inflate_def(zlib, 1000);
    packed.data[0] = 0x77;
    packed.data[1] = 31 - 0x7700 % 31;
    CHECK_ERROR(packed_unpack(view(packed), &def, none), QN_ERROR_UNSUPPORTED);
    packed.data[0] = 0x88;
    packed.data[1] = 31 - 0x8800 % 31;
    CHECK_ERROR(packed_unpack(view(packed), &def, none), QN_ERROR_UNSUPPORTED);
    free(packed.data);
}

TEST(bytes_behind_the_end_are_trailing_in_each_format)
{
    EACH_FORMAT(format)
    {
        const qn_deflate_def how = packed_deflate_def(format, 6);
        const qn_inflate_def def = packed_inflate_def(format, 1000);
        bytes packed = packed_by_us((qn_bytes){(const uint8_t *)"some text", 9}, &how);
        bytes more = packed_join(packed, (qn_bytes){(const uint8_t *)"\0", 1});
        CHECK_ERROR(packed_unpack(view(more), &def, none), QN_ERROR_TRAILING_BYTES);
        // A wrong sum counts before what follows it.
        if (format != QN_COMPRESS_RAW) {
            more.data[packed.size - 1] ^= 1;
            CHECK_ERROR(packed_unpack(view(more), &def, none), QN_ERROR_BAD_CHECKSUM);
        }
        free(more.data);
        free(packed.data);
    }
}

// ---- Caps and memory ------------------------------------------------------------------------

static void check_caps(qn_compress_format format, bytes packed, qn_bytes plain)
{
    qn_inflate_def def = packed_inflate_def(format, plain.size_bytes);
    CHECK_ERROR(packed_unpack(view(packed), &def, plain), QN_ERROR_OK);
    def.max_size_bytes = SIZE_MAX;
    CHECK_ERROR(packed_unpack(view(packed), &def, plain), QN_ERROR_OK);
    if (plain.size_bytes > 0) {
        def.max_size_bytes = plain.size_bytes - 1;
        CHECK_ERROR(packed_unpack(view(packed), &def, none), QN_ERROR_TOO_LARGE);
        def.max_size_bytes = 0;
        CHECK_ERROR(packed_unpack(view(packed), &def, none), QN_ERROR_TOO_LARGE);
    }
}

TEST(content_of_exactly_the_cap_passes_and_a_byte_more_does_not) { packed_visit(check_caps); }

TEST(a_bomb_in_any_format_costs_no_memory)
{
    size_t size = 96u << 20;
    uint8_t *zeros = calloc(1, size);
    EACH_FORMAT(format)
    {
        const qn_deflate_def how = packed_deflate_def(format, 9);
        bytes packed = packed_by_us((qn_bytes){zeros, size}, &how);
        for (size_t cap = 1000; cap < size; cap *= 300) {
            const qn_inflate_def def = packed_inflate_def(format, cap);
            faults_measure_begin();
            CHECK_ERROR(packed_unpack(view(packed), &def, none), QN_ERROR_TOO_LARGE);
            size_t claimable = 16 * packed.size; // under the cap only
            CHECK(faults_measure_end() < 65536 + (claimable < cap ? claimable : cap));
        }
        free(packed.data);
    }
    free(zeros);
}

TEST(unpacking_takes_the_content_and_little_more)
{
    enum { SIZE = 1 << 20 };
    bytes plain = {malloc(SIZE), SIZE};
    packed_fill(plain.data, SIZE, 23);
    EACH_FORMAT(format)
    {
        const qn_deflate_def how = packed_deflate_def(format, 6);
        const qn_inflate_def def = packed_inflate_def(format, SIZE);
        bytes packed = packed_by_us(view(plain), &how);
        faults_measure_begin();
        CHECK_ERROR(packed_unpack(view(packed), &def, view(plain)), QN_ERROR_OK);
        CHECK(faults_measure_end() < SIZE + 32768);
        free(packed.data);
    }
    free(plain.data);
}

// libdeflate's own tables take up to 0.7 MB.
TEST(packing_takes_the_result_and_little_more)
{
    enum { SIZE = 8 << 20 };
    bytes plain = {malloc(SIZE), SIZE};
    packed_fill(plain.data, SIZE, 24);
    for (int32_t level = 1; level <= 9; level += 4) {
        const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, level);
        uint8_t *out;
        size_t size;
        faults_measure_begin();
        CHECK_ERROR(qn_deflate(view(plain), &how, &out, &size), QN_ERROR_OK);
        qn_memory_release(out);
        CHECK(faults_measure_end() < size + size / 4 + (700 << 10));
    }
    free(plain.data);
}

// The samples are at the ends and in the middle.
TEST(content_that_is_not_like_its_samples_packs_as_well)
{
    enum { SIZE = 1 << 20 };
    bytes plain = {malloc(SIZE), SIZE};
    uint32_t seed = 25;
    for (size_t i = 0; i < SIZE; ++i) {
        plain.data[i] = (uint8_t)check_random(&seed);
    }
    memset(plain.data, 0, SIZE / 8);
    memset(plain.data + SIZE / 2 - SIZE / 16, 0, SIZE / 8);
    memset(plain.data + SIZE - SIZE / 8, 0, SIZE / 8);
    for (int32_t level = 0; level <= 9; ++level) {
        const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_ZLIB, level);
        const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_ZLIB, SIZE);
        bytes packed = packed_by_us(view(plain), &how);
        CHECK(level == 0 || packed.size > SIZE / 2);
        CHECK_ERROR(packed_unpack(view(packed), &def, view(plain)), QN_ERROR_OK);
        free(packed.data);
    }
    free(plain.data);
}

TEST(a_false_length_is_a_checksum_error_whatever_it_claims)
{
    int32_t level;
    bytes plain = packed_sample(6, &level);
    const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, level);
    bytes packed = packed_by_us(view(plain), &how);
    const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_GZIP, 1u << 30);
    static const uint32_t claims[] = {0, 1, 699, 701, 5000, 1u << 20, 0x7FFFFFFFu, 0xFFFFFFFFu};
    for (size_t i = 0; i < sizeof claims / sizeof claims[0]; ++i) {
        for (int byte = 0; byte < 4; ++byte) {
            packed.data[packed.size - 4 + (size_t)byte] = (uint8_t)(claims[i] >> 8 * byte);
        }
        faults_measure_begin();
        CHECK_ERROR(packed_unpack(view(packed), &def, none), QN_ERROR_BAD_CHECKSUM);
        CHECK(faults_measure_end() < 65536);
    }
    free(packed.data);
    free(plain.data);
}

// ---- Members --------------------------------------------------------------------------------

TEST(members_are_joined_if_asked_for_and_zeros_may_follow)
{
    const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, 6);
    bytes one = packed_by_us((qn_bytes){(const uint8_t *)"a bell ", 7}, &how);
    bytes empty = packed_by_us(none, &how);
    bytes other =
        packed_by_zlib((qn_bytes){(const uint8_t *)"in a tower", 10}, QN_COMPRESS_GZIP, 9, none);
    bytes start = packed_join(one, view(empty));
    bytes all = packed_join(start, view(other));
    bytes padded = packed_join(all, (qn_bytes){(const uint8_t *)"\0\0\0\0\0\0\0\0\0", 9});
    qn_bytes expected = {(const uint8_t *)"a bell in a tower", 17};
    qn_inflate_def def = packed_inflate_def(QN_COMPRESS_GZIP, 17);
    CHECK_ERROR(packed_unpack(view(all), &def, none), QN_ERROR_TRAILING_BYTES);
    def.join_members = true;
    CHECK_ERROR(packed_unpack(view(all), &def, expected), QN_ERROR_OK);
    CHECK_ERROR(packed_unpack(view(padded), &def, expected), QN_ERROR_OK);
    CHECK_ERROR(packed_unpack(view(one), &def, (qn_bytes){expected.data, 7}), QN_ERROR_OK);
    padded.data[padded.size - 1] = 1;
    CHECK_ERROR(packed_unpack(view(padded), &def, none), QN_ERROR_TRAILING_BYTES);
    def.max_size_bytes = 16;
    CHECK_ERROR(packed_unpack(view(all), &def, none), QN_ERROR_TOO_LARGE);
    free(one.data);
    free(empty.data);
    free(other.data);
    free(start.data);
    free(all.data);
    free(padded.data);
}

TEST(damage_in_a_later_member_is_seen)
{
    const qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, 6);
    bytes one = packed_by_us((qn_bytes){(const uint8_t *)"a bell ", 7}, &how);
    bytes two = packed_join(one, view(one));
    qn_inflate_def def = packed_inflate_def(QN_COMPRESS_GZIP, 100);
    def.join_members = true;
    for (size_t size = one.size + 1; size < two.size; ++size) {
        CHECK_ERROR(packed_unpack((qn_bytes){two.data, size}, &def, none), QN_ERROR_TRUNCATED);
    }
    two.data[two.size - 5] ^= 1;
    CHECK_ERROR(packed_unpack(view(two), &def, none), QN_ERROR_BAD_CHECKSUM);
    two.data[one.size + 2] = 7;
    CHECK_ERROR(packed_unpack(view(two), &def, none), QN_ERROR_UNSUPPORTED);
    two.data[one.size + 1] = 7;
    CHECK_ERROR(packed_unpack(view(two), &def, none), QN_ERROR_TRAILING_BYTES);
    free(one.data);
    free(two.data);
}

// ---- Dictionaries ---------------------------------------------------------------------------

TEST(dictionaries_of_any_size_are_those_of_zlib)
{
    bytes dictionary = {malloc(70000), 70000};
    packed_fill(dictionary.data, dictionary.size, 31);
    bytes plain = {malloc(3000), 3000};
    memcpy(plain.data, dictionary.data + 68000, 2000);
    packed_fill(plain.data + 2000, 1000, 32);
    static const size_t sizes[] = {1, 2, 3, 500, 32768, 32769, 70000};
    for (qn_compress_format format = QN_COMPRESS_ZLIB; format <= QN_COMPRESS_RAW;
         format = (qn_compress_format)(format + 1)) {
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; ++i) {
            qn_bytes known = {dictionary.data + dictionary.size - sizes[i], sizes[i]};
            qn_deflate_def how = packed_deflate_def(format, 6);
            qn_inflate_def def = packed_inflate_def(format, plain.size);
            how.dictionary = known;
            def.dictionary = known;
            bytes ours = packed_by_us(view(plain), &how);
            packed_check_with_zlib(view(ours), format, known, view(plain));
            CHECK_ERROR(packed_unpack(view(ours), &def, view(plain)), QN_ERROR_OK);
            CHECK(sizes[i] < 2000 || ours.size < 1500);
            bytes theirs = packed_by_zlib(view(plain), format, 9, known);
            CHECK_ERROR(packed_unpack(view(theirs), &def, view(plain)), QN_ERROR_OK);
            free(ours.data);
            free(theirs.data);
        }
    }
    free(plain.data);
    free(dictionary.data);
}

TEST(a_missing_and_a_wrong_dictionary_have_their_own_errors)
{
    qn_bytes plain = {(const uint8_t *)"ring the bell, ring the bell", 28};
    qn_bytes known = {(const uint8_t *)"ring the bell", 13};
    qn_deflate_def how = packed_deflate_def(QN_COMPRESS_ZLIB, 9);
    how.dictionary = known;
    bytes packed = packed_by_us(plain, &how);
    qn_inflate_def def = packed_inflate_def(QN_COMPRESS_ZLIB, 100);
    CHECK_ERROR(packed_unpack(view(packed), &def, none), QN_ERROR_UNSUPPORTED);
    def.dictionary = (qn_bytes){(const uint8_t *)"sing the bell", 13};
    CHECK_ERROR(packed_unpack(view(packed), &def, none), QN_ERROR_BAD_CHECKSUM);
    def.dictionary = known;
    CHECK_ERROR(packed_unpack(view(packed), &def, plain), QN_ERROR_OK);
    for (size_t size = 0; size < packed.size; ++size) {
        CHECK_ERROR(packed_unpack((qn_bytes){packed.data, size}, &def, none), QN_ERROR_TRUNCATED);
    }
    free(packed.data);
    // One that nothing asks for is not used.
    how.dictionary = none;
    packed = packed_by_us(plain, &how);
    CHECK_ERROR(packed_unpack(view(packed), &def, plain), QN_ERROR_OK);
    free(packed.data);
    // Raw deflate cannot tell, but distances that reach too far back are seen.
    how = packed_deflate_def(QN_COMPRESS_RAW, 9);
    how.dictionary = known;
    packed = packed_by_us(plain, &how);
    def = packed_inflate_def(QN_COMPRESS_RAW, 100);
    CHECK_ERROR(packed_unpack(view(packed), &def, none), QN_ERROR_BAD_DATA);
    free(packed.data);
}

// ---- gzip's header --------------------------------------------------------------------------

TEST(the_fields_of_a_gzip_header_come_back)
{
    qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, 6);
    how.name = "bell.txt";
    how.comment = "cast in 1743";
    how.modified_s = 0x6543210F;
    qn_bytes plain = {(const uint8_t *)"ding", 4};
    bytes packed = packed_by_us(plain, &how);
    packed_check_with_zlib(view(packed), QN_COMPRESS_GZIP, none, plain);
    const qn_inflate_def def = packed_inflate_def(QN_COMPRESS_GZIP, 4);
    CHECK_ERROR(packed_unpack(view(packed), &def, plain), QN_ERROR_OK);
    qn_gzip_header header;
    CHECK_ERROR(qn_gzip_read_header(view(packed), &header), QN_ERROR_OK);
    CHECK_TEXT(header.name, "bell.txt");
    CHECK_TEXT(header.comment, "cast in 1743");
    CHECK(header.has_name && header.has_comment && !header.is_text);
    CHECK_INT(header.modified_s, 0x6543210F);
    CHECK_INT(header.system, 255);
    size_t header_size = 10 + sizeof "bell.txt" + sizeof "cast in 1743";
    for (size_t size = 0; size < header_size; ++size) {
        CHECK_ERROR(qn_gzip_read_header((qn_bytes){packed.data, size}, &header),
                    QN_ERROR_TRUNCATED);
        CHECK_TEXT(header.name, "");
        CHECK_INT(header.modified_s, 0);
    }
    CHECK_ERROR(qn_gzip_read_header((qn_bytes){packed.data, header_size}, &header), QN_ERROR_OK);
    free(packed.data);
}

TEST(texts_of_a_header_have_limits_when_written_and_are_cut_when_read)
{
    char text[2000];
    memset(text, 'x', sizeof text);
    text[QN_GZIP_NAME_BYTES - 1] = '\0';
    uint8_t *out;
    size_t size;
    qn_deflate_def how = packed_deflate_def(QN_COMPRESS_GZIP, 6);
    how.name = text;
    CHECK_ERROR(qn_deflate(none, &how, &out, &size), QN_ERROR_OK);
    qn_gzip_header header;
    CHECK_ERROR(qn_gzip_read_header((qn_bytes){out, size}, &header), QN_ERROR_OK);
    CHECK_TEXT(header.name, text);
    qn_memory_release(out);
    text[QN_GZIP_NAME_BYTES - 1] = 'x';
    text[QN_GZIP_NAME_BYTES] = '\0';
    CHECK_ERROR(qn_deflate(none, &how, &out, &size), QN_ERROR_TOO_LARGE);
    how.name = NULL;
    how.comment = text;
    CHECK_ERROR(qn_deflate(none, &how, &out, &size), QN_ERROR_OK);
    qn_memory_release(out);
    memset(text, 'x', sizeof text);
    CHECK_ERROR(qn_deflate(none, &how, &out, &size), QN_ERROR_TOO_LARGE);
    uint8_t file[2010] = {0x1F, 0x8B, 8, 8 | 16};
    memset(file + 10, 'y', 1500);
    file[1510] = 0;
    memset(file + 1511, 'z', 40);
    CHECK_ERROR(qn_gzip_read_header((qn_bytes){file, sizeof file}, &header), QN_ERROR_OK);
    CHECK_INT(strlen(header.name), QN_GZIP_NAME_BYTES - 1);
    CHECK_INT(strlen(header.comment), 40);
}

// ---- Definitions ----------------------------------------------------------------------------

TEST(bad_definitions_are_refused_by_every_call_that_takes_one)
{
    uint8_t *out;
    size_t size;
    qn_deflater *deflater;
    qn_inflater *inflater;
    static const struct {
        qn_error error;
        int32_t level;
        uint32_t format;
        const char *name;
        qn_bytes dictionary;
    } rows[] = {
        {QN_ERROR_OUT_OF_RANGE, 10, QN_COMPRESS_GZIP, NULL, {NULL, 0}},
        {QN_ERROR_OUT_OF_RANGE, -1, QN_COMPRESS_GZIP, NULL, {NULL, 0}},
        {QN_ERROR_OUT_OF_RANGE, 6, 3, NULL, {NULL, 0}},
        {QN_ERROR_UNSUPPORTED, 6, QN_COMPRESS_ZLIB, "name", {NULL, 0}},
        {QN_ERROR_UNSUPPORTED, 6, QN_COMPRESS_RAW, "", {NULL, 0}},
        {QN_ERROR_UNSUPPORTED, 6, QN_COMPRESS_GZIP, NULL, {(const uint8_t *)"x", 1}},
        {QN_ERROR_NULL_POINTER, 6, QN_COMPRESS_RAW, NULL, {NULL, 1}},
        {QN_ERROR_TOO_LARGE, 6, QN_COMPRESS_RAW, NULL, {(const uint8_t *)"", SIZE_MAX}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; ++i) {
        qn_deflate_def how = packed_deflate_def((qn_compress_format)rows[i].format, rows[i].level);
        how.name = rows[i].name;
        how.dictionary = rows[i].dictionary;
        CHECK_ERROR(qn_deflate(none, &how, &out, &size), rows[i].error);
        CHECK_ERROR(qn_deflater_create(&how, &deflater), rows[i].error);
        CHECK(out == NULL && size == 0 && deflater == NULL);
        qn_inflate_def def = packed_inflate_def((qn_compress_format)rows[i].format, 9);
        def.dictionary = rows[i].dictionary;
        qn_error expected =
            rows[i].level != 6 || rows[i].name != NULL ? QN_ERROR_OK : rows[i].error;
        CHECK_ERROR(qn_inflater_create(&def, &inflater), expected);
        CHECK((inflater == NULL) == (expected != QN_ERROR_OK));
        qn_inflater_destroy(inflater);
        if (expected != QN_ERROR_OK) {
            CHECK_ERROR(qn_inflate(none, &def, &out, &size), expected);
        }
    }
    qn_inflate_def join = packed_inflate_def(QN_COMPRESS_ZLIB, 9);
    join.join_members = true;
    CHECK_ERROR(qn_inflate(none, &join, &out, &size), QN_ERROR_UNSUPPORTED);
    CHECK_ERROR(qn_inflater_create(&join, &inflater), QN_ERROR_UNSUPPORTED);
}

TEST(definitions_that_were_not_started_from_their_default_are_refused)
{
    uint8_t *out;
    size_t size;
    qn_deflater *deflater;
    qn_inflater *inflater;
    const qn_deflate_def how = {.level = 6};
    const qn_inflate_def def = {.max_size_bytes = 6};
    CHECK_ERROR(qn_deflate(none, &how, &out, &size), QN_ERROR_BAD_DEFINITION);
    CHECK_ERROR(qn_inflate(none, &def, &out, &size), QN_ERROR_BAD_DEFINITION);
    CHECK_ERROR(qn_deflater_create(&how, &deflater), QN_ERROR_BAD_DEFINITION);
    CHECK_ERROR(qn_inflater_create(&def, &inflater), QN_ERROR_BAD_DEFINITION);
    CHECK_ERROR(qn_deflate(none, NULL, &out, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflate(none, NULL, &out, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_deflater_create(NULL, &deflater), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflater_create(NULL, &inflater), QN_ERROR_NULL_POINTER);
    const qn_deflate_def good = qn_deflate_def_default();
    const qn_inflate_def fine = qn_inflate_def_default();
    CHECK_INT(good.level, 6);
    CHECK_INT(fine.max_size_bytes, 256 << 20);
    CHECK_ERROR(qn_deflater_create(&good, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflater_create(&fine, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_deflate(none, &good, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflate(none, &fine, &out, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_deflate((qn_bytes){NULL, 1}, &good, &out, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_inflate((qn_bytes){NULL, 1}, &fine, &out, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_gzip_read_header(none, NULL), QN_ERROR_NULL_POINTER);
    qn_gzip_header header;
    CHECK_ERROR(qn_gzip_read_header((qn_bytes){NULL, 1}, &header), QN_ERROR_NULL_POINTER);
}

// ---- Memory that runs out -------------------------------------------------------------------

typedef struct work {
    qn_deflate_def how;
    qn_inflate_def def;
} work;

static qn_error pack_and_unpack(void *user)
{
    const work *w = user;
    uint8_t plain[3000] = {1, 2, 3};
    uint8_t *packed, *out = NULL;
    size_t size, out_size;
    qn_error error = qn_deflate((qn_bytes){plain, sizeof plain}, &w->how, &packed, &size);
    if (error == QN_ERROR_OK) {
        error = qn_inflate((qn_bytes){packed, size}, &w->def, &out, &out_size);
    }
    qn_memory_release(packed);
    qn_memory_release(out);
    return error;
}

TEST(each_refused_allocation_in_each_format_is_out_of_memory_without_a_leak)
{
    EACH_FORMAT(format)
    {
        work w = {packed_deflate_def(format, 6), packed_inflate_def(format, 3000)};
        faults_try_each(pack_and_unpack, &w);
        w.how.level = 9;
        faults_try_each(pack_and_unpack, &w);
        if (format != QN_COMPRESS_GZIP) {
            w.how.dictionary = w.def.dictionary = (qn_bytes){(const uint8_t *)"\1\2\3", 3};
            faults_try_each(pack_and_unpack, &w);
        }
    }
}
