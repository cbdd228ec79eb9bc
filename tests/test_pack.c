// The asset archive: what goes in comes out, and no changed byte does.
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "faults.h"
#include "pack/format.h"
#include "quoin/compress.h"
#include "quoin/pack.h"

typedef struct bytes {
    uint8_t *data;
    size_t size;
} bytes;

static qn_bytes text(const char *value)
{
    return (qn_bytes){(const uint8_t *)value, strlen(value)};
}

static bytes build(const qn_pack_source *sources, int32_t count)
{
    bytes out;
    CHECK_ERROR(qn_pack_build(sources, count, &out.data, &out.size), QN_ERROR_OK);
    return out;
}

// Three entries, out of order: one stored, one that packs, one empty.
static bytes build_small(void)
{
    const qn_pack_source sources[] = {
        {"moon.png", text("xyz")},
        {"empty", {NULL, 0}},
        {"levels/bell", text("ding ding ding ding ding ding ding ding ding ding ding ding ding")}};
    return build(sources, 3);
}

// Opens, reads every entry and closes; the first error.
static qn_error read_all(qn_bytes file)
{
    qn_pack *pack;
    qn_error error = qn_pack_open(file, &pack);
    CHECK((pack != NULL) == (error == QN_ERROR_OK));
    for (int32_t i = 0; i < qn_pack_entry_count(pack) && error == QN_ERROR_OK; ++i) {
        uint8_t *data;
        size_t size;
        error = qn_pack_read(pack, qn_pack_entry_name(pack, i), &data, &size);
        CHECK((data != NULL) == (error == QN_ERROR_OK));
        qn_memory_release(data);
    }
    qn_pack_close(pack);
    return error;
}

static void check_entry(const qn_pack *pack, const char *name, const char *expected)
{
    uint8_t *data;
    size_t size;
    CHECK_ERROR(qn_pack_read(pack, name, &data, &size), QN_ERROR_OK);
    CHECK_INT(size, strlen(expected));
    CHECK_BYTES(data, expected, size);
    qn_memory_release(data);
}

TEST(entries_come_back_in_the_order_of_their_names)
{
    bytes file = build_small();
    qn_pack *pack;
    CHECK_ERROR(qn_pack_open((qn_bytes){file.data, file.size}, &pack), QN_ERROR_OK);
    CHECK_INT(qn_pack_entry_count(pack), 3);
    CHECK_TEXT(qn_pack_entry_name(pack, 0), "empty");
    CHECK_TEXT(qn_pack_entry_name(pack, 1), "levels/bell");
    CHECK_TEXT(qn_pack_entry_name(pack, 2), "moon.png");
    CHECK(qn_pack_entry_name(pack, 3) == NULL && qn_pack_entry_name(pack, -1) == NULL);
    check_entry(pack, "empty", "");
    check_entry(pack, "moon.png", "xyz");
    check_entry(pack, "levels/bell",
                "ding ding ding ding ding ding ding ding ding ding ding ding ding");
    uint8_t *data;
    size_t size;
    CHECK_ERROR(qn_pack_read(pack, "sun.png", &data, &size), QN_ERROR_NOT_FOUND);
    CHECK_ERROR(qn_pack_read(pack, "", &data, &size), QN_ERROR_NOT_FOUND);
    qn_pack_close(pack);
    qn_memory_release(file.data);
}

TEST(the_order_of_the_sources_does_not_change_the_archive)
{
    const qn_pack_source one[] = {{"a", text("1")}, {"b", text("2")}, {"c", text("3")}};
    const qn_pack_source two[] = {{"c", text("3")}, {"a", text("1")}, {"b", text("2")}};
    bytes a = build(one, 3);
    bytes b = build(two, 3);
    CHECK_INT(a.size, b.size);
    CHECK_BYTES(a.data, b.data, a.size);
    qn_memory_release(a.data);
    qn_memory_release(b.data);
}

TEST(an_archive_of_a_thousand_entries_finds_each)
{
    static char names[1000][16];
    qn_pack_source sources[1000];
    for (int i = 0; i < 1000; ++i) {
        snprintf(names[i], sizeof names[i], "entry %d", i * 7919 % 1000);
        sources[i] = (qn_pack_source){names[i], text(names[i])};
    }
    bytes file = build(sources, 1000);
    qn_pack *pack;
    CHECK_ERROR(qn_pack_open((qn_bytes){file.data, file.size}, &pack), QN_ERROR_OK);
    for (int i = 0; i < 1000; ++i) {
        check_entry(pack, names[i], names[i]);
    }
    qn_pack_close(pack);
    qn_memory_release(file.data);
}

TEST(an_archive_of_nothing_is_an_archive)
{
    bytes file = build(NULL, 0);
    CHECK_ERROR(read_all((qn_bytes){file.data, file.size}), QN_ERROR_OK);
    qn_memory_release(file.data);
}

TEST(every_truncation_of_an_archive_is_an_error)
{
    bytes file = build_small();
    size_t table_end = PACK_HEADER_BYTES + 3 * PACK_ENTRY_BYTES + QN_HASH_BYTES;
    for (size_t size = 0; size < file.size; ++size) {
        CHECK_ERROR(read_all((qn_bytes){file.data, size}), QN_ERROR_TRUNCATED);
    }
    CHECK(file.size > table_end);
    qn_memory_release(file.data);
}

TEST(every_bit_flip_of_an_archive_is_an_error)
{
    bytes file = build_small();
    for (size_t bit = 0; bit < 8 * file.size; ++bit) {
        file.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(read_all((qn_bytes){file.data, file.size}) != QN_ERROR_OK);
        file.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    file.data[file.size - 1] ^= 1;
    CHECK_ERROR(read_all((qn_bytes){file.data, file.size}), QN_ERROR_BAD_CHECKSUM);
    qn_memory_release(file.data);
}

// ---- Archives that lie behind a right hash --------------------------------------------------

// The error of the small archive after bytes of its table were changed and the hash repaired.
static qn_error read_changed(size_t at, const void *value, size_t size)
{
    bytes file = build_small();
    memcpy(file.data + at, value, size);
    size_t table = PACK_HEADER_BYTES + 3 * PACK_ENTRY_BYTES;
    qn_blake3((qn_bytes){file.data, table}, file.data + table);
    qn_error error = read_all((qn_bytes){file.data, file.size});
    qn_memory_release(file.data);
    return error;
}

// Where a field of an entry is.
static size_t entry_at(size_t index, size_t offset)
{
    return PACK_HEADER_BYTES + index * PACK_ENTRY_BYTES + offset;
}

TEST(a_table_that_breaks_a_rule_is_refused_though_its_hash_is_right)
{
    size_t method = PACK_NAME_BYTES, stored = method + 4, content = method + 8;
    CHECK_ERROR(read_changed(0, "ZIP!", 4), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(read_changed(4, "\2", 1), QN_ERROR_BAD_VERSION);
    CHECK_ERROR(read_changed(8, "\1\20\0\0", 4), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(read_changed(8, "\0\20\0\0", 4), QN_ERROR_TRUNCATED);
    CHECK_ERROR(read_changed(entry_at(0, 0), "z", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(read_changed(entry_at(1, 0), "empty\0\0\0\0\0\0\0", 12), QN_ERROR_BAD_DATA);
    CHECK_ERROR(read_changed(entry_at(0, 0), "\0", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(read_changed(entry_at(0, 0), "\xC0\x80", 2), QN_ERROR_BAD_DATA);
    CHECK_ERROR(read_changed(entry_at(0, PACK_NAME_BYTES - 1), "x", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(read_changed(entry_at(0, method), "\2", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(read_changed(entry_at(0, content), "\1", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(read_changed(entry_at(1, content), "\1\0\0\4", 4), QN_ERROR_BAD_DATA);
    CHECK_ERROR(read_changed(entry_at(1, content), "\1", 1), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(read_changed(entry_at(1, content), "\x7F", 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(read_changed(entry_at(1, stored), "\xFF\xFF\xFF\xFF", 4), QN_ERROR_TRUNCATED);
    CHECK_ERROR(read_changed(entry_at(2, method), "\1", 1), QN_ERROR_BAD_MAGIC);
}

TEST(bytes_after_an_archive_are_trailing_bytes)
{
    bytes file = build_small();
    uint8_t *longer = calloc(1, file.size + 1);
    memcpy(longer, file.data, file.size);
    CHECK_ERROR(read_all((qn_bytes){longer, file.size + 1}), QN_ERROR_TRAILING_BYTES);
    free(longer);
    qn_memory_release(file.data);
}

TEST(names_are_short_well_formed_text)
{
    static const char *const good[] = {
        "a",        "glocke-\xC3\xBC", "\xE2\x82\xAC",    "\xF0\x9F\x94\x94",
        "\xC2\xA0", "\xED\x9F\xBF",    "\xF4\x8F\xBF\xBF"};
    static const char *const bad[] = {"",
                                      "\x1F",
                                      "\x7F",
                                      "\x80",
                                      "\xC3",
                                      "\xC1\xBF",
                                      "\xE0\x9F\xBF",
                                      "\xED\xA0\x80",
                                      "\xF5",
                                      "\xC2\x85",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xE2\x82",
                                      "\xF4\x90\x80\x80"};
    for (size_t i = 0; i < sizeof good / sizeof *good; ++i) {
        CHECK(qn_pack_name_is_valid(good[i]));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
        CHECK(!qn_pack_name_is_valid(bad[i]));
    }
    char name[65];
    memset(name, 'n', sizeof name);
    name[63] = '\0';
    CHECK(qn_pack_name_is_valid(name));
    name[63] = 'n';
    name[64] = '\0';
    CHECK(!qn_pack_name_is_valid(name));
    CHECK(!qn_pack_name_is_valid(NULL));
}

TEST(sources_that_break_a_rule_build_nothing)
{
    uint8_t *out;
    size_t size;
    const qn_pack_source twice[] = {{"a", text("1")}, {"b", text("2")}, {"a", text("3")}};
    const qn_pack_source bad_name = {"", text("1")};
    const qn_pack_source null_data = {"a", {NULL, 1}};
    const qn_pack_source large = {"a", {(const uint8_t *)"x", QN_PACK_MAX_ENTRY_BYTES + 1}};
    CHECK_ERROR(qn_pack_build(twice, 3, &out, &size), QN_ERROR_BAD_DATA);
    CHECK_ERROR(qn_pack_build(&bad_name, 1, &out, &size), QN_ERROR_BAD_DATA);
    CHECK_ERROR(qn_pack_build(&null_data, 1, &out, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_pack_build(&large, 1, &out, &size), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_pack_build(twice, 4097, &out, &size), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(qn_pack_build(twice, -1, &out, &size), QN_ERROR_OUT_OF_RANGE);
    CHECK_ERROR(qn_pack_build(NULL, 1, &out, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_pack_build(twice, 1, NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_pack_build(twice, 1, &out, NULL), QN_ERROR_NULL_POINTER);
}

TEST(packs_refuse_null_arguments)
{
    qn_pack *pack;
    uint8_t *out;
    size_t size;
    CHECK_ERROR(qn_pack_open((qn_bytes){NULL, 1}, &pack), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_pack_open((qn_bytes){NULL, 0}, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_pack_open((qn_bytes){NULL, 0}, &pack), QN_ERROR_TRUNCATED);
    CHECK_ERROR(qn_pack_read(NULL, "a", &out, &size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_pack_read(NULL, "a", NULL, &size), QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_pack_entry_count(NULL), 0);
    CHECK(qn_pack_entry_name(NULL, 0) == NULL);
    qn_pack_close(NULL);
}

static qn_error build_and_read(void *user)
{
    (void)user;
    const qn_pack_source sources[] = {{"a", text("1")},
                                      {"b", text("222222222222222222222222222222"
                                                 "222222222222222222222222222")}};
    bytes file;
    qn_error error = qn_pack_build(sources, 2, &file.data, &file.size);
    if (error == QN_ERROR_OK) {
        error = read_all((qn_bytes){file.data, file.size});
    }
    qn_memory_release(file.data);
    return error;
}

TEST(each_refused_allocation_of_a_pack_is_out_of_memory_without_a_leak)
{
    faults_try_each(build_and_read, NULL);
}
