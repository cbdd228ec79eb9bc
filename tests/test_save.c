// The save container: what was kept comes back whole, or not at all.
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "faults.h"
#include "quoin/compress.h"
#include "quoin/hash.h"
#include "quoin/save.h"

#define APP 0x4C4C4542u
#define HEADER_BYTES 24

typedef struct bytes {
    uint8_t *data;
    size_t size;
} bytes;

static const char content_text[] = "level 3, level 3, level 3, nine bells rung";

static qn_bytes content_bytes(void)
{
    return (qn_bytes){(const uint8_t *)content_text, sizeof content_text};
}

static bytes wrap(uint32_t version)
{
    bytes out;
    CHECK_ERROR(qn_save_wrap(APP, version, content_bytes(), &out.data, &out.size), QN_ERROR_OK);
    return out;
}

// The error of unwrapping as version 5 of the app, with the content compared and released.
static qn_error unwrap(qn_bytes file)
{
    uint32_t version;
    bytes content;
    qn_error error = qn_save_unwrap(APP, 5, file, &version, &content.data, &content.size);
    if (error == QN_ERROR_OK) {
        CHECK_INT(content.size, sizeof content_text);
        CHECK_BYTES(content.data, content_text, content.size);
    } else {
        CHECK(content.data == NULL && content.size == 0 && version == 0);
    }
    qn_memory_release(content.data);
    return error;
}

TEST(a_save_comes_back_with_its_version)
{
    bytes file = wrap(3);
    uint32_t version;
    bytes content;
    qn_bytes view = {file.data, file.size};
    CHECK_ERROR(qn_save_unwrap(APP, 5, view, &version, &content.data, &content.size), QN_ERROR_OK);
    CHECK_INT(version, 3);
    CHECK_INT(content.size, sizeof content_text);
    CHECK_BYTES(content.data, content_text, content.size);
    qn_memory_release(content.data);
    qn_memory_release(file.data);
}

TEST(a_save_of_nothing_and_one_of_the_largest_size_come_back)
{
    static const size_t sizes[] = {0, QN_SAVE_MAX_BYTES};
    uint8_t *plain = calloc(1, QN_SAVE_MAX_BYTES + 1);
    for (int i = 0; i < 2; ++i) {
        bytes file;
        bytes back;
        uint32_t version;
        CHECK_ERROR(qn_save_wrap(APP, 0, (qn_bytes){plain, sizes[i]}, &file.data, &file.size),
                    QN_ERROR_OK);
        CHECK_ERROR(qn_save_unwrap(APP, 0, (qn_bytes){file.data, file.size}, &version, &back.data,
                                   &back.size),
                    QN_ERROR_OK);
        CHECK_INT(back.size, sizes[i]);
        CHECK(back.data != NULL);
        qn_memory_release(back.data);
        qn_memory_release(file.data);
    }
    bytes none;
    CHECK_ERROR(
        qn_save_wrap(APP, 0, (qn_bytes){plain, QN_SAVE_MAX_BYTES + 1}, &none.data, &none.size),
        QN_ERROR_TOO_LARGE);
    free(plain);
}

TEST(every_truncation_of_a_save_is_called_truncated)
{
    bytes file = wrap(1);
    for (size_t size = 0; size < file.size; ++size) {
        CHECK_ERROR(unwrap((qn_bytes){file.data, size}), QN_ERROR_TRUNCATED);
    }
    qn_memory_release(file.data);
}

TEST(every_bit_flip_of_a_save_is_an_error)
{
    bytes file = wrap(1);
    for (size_t bit = 0; bit < 8 * file.size; ++bit) {
        file.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        qn_error error = unwrap((qn_bytes){file.data, file.size});
        CHECK(error != QN_ERROR_OK);
        CHECK(bit < 8 * HEADER_BYTES || error == QN_ERROR_BAD_CHECKSUM);
        file.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    qn_memory_release(file.data);
}

// The error after 4 bytes were changed and the hash repaired.
static qn_error unwrap_changed(size_t at, uint32_t value)
{
    bytes file = wrap(1);
    for (int i = 0; i < 4; ++i) {
        file.data[at + (size_t)i] = (uint8_t)(value >> (8 * i));
    }
    size_t covered = file.size - QN_HASH_BYTES;
    qn_blake3((qn_bytes){file.data, covered}, file.data + covered);
    qn_error error = unwrap((qn_bytes){file.data, file.size});
    qn_memory_release(file.data);
    return error;
}

TEST(a_save_that_breaks_a_rule_is_refused_though_its_hash_is_right)
{
    CHECK_ERROR(unwrap_changed(0, 0x04034B50u), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(unwrap_changed(4, 2), QN_ERROR_BAD_VERSION);
    CHECK_ERROR(unwrap_changed(8, APP + 1), QN_ERROR_BAD_MAGIC);
    CHECK_ERROR(unwrap_changed(12, 5), QN_ERROR_OK);
    CHECK_ERROR(unwrap_changed(12, 6), QN_ERROR_BAD_VERSION);
    CHECK_ERROR(unwrap_changed(16, QN_SAVE_MAX_BYTES + 1), QN_ERROR_TOO_LARGE);
    CHECK_ERROR(unwrap_changed(16, sizeof content_text - 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(unwrap_changed(16, sizeof content_text + 1), QN_ERROR_BAD_DATA);
    CHECK_ERROR(unwrap_changed(20, 0xFFFFFFFFu), QN_ERROR_TRUNCATED);
    CHECK_ERROR(unwrap_changed(20, 1), QN_ERROR_TRAILING_BYTES);
    CHECK_ERROR(unwrap_changed(HEADER_BYTES, 0), QN_ERROR_BAD_DATA);
}

TEST(bytes_after_a_save_are_trailing_bytes)
{
    bytes file = wrap(1);
    uint8_t *longer = calloc(1, file.size + 1);
    memcpy(longer, file.data, file.size);
    CHECK_ERROR(unwrap((qn_bytes){longer, file.size + 1}), QN_ERROR_TRAILING_BYTES);
    free(longer);
    qn_memory_release(file.data);
}

TEST(saves_refuse_null_arguments)
{
    bytes out;
    uint32_t version;
    qn_bytes null_data = {NULL, 1};
    CHECK_ERROR(qn_save_wrap(APP, 1, null_data, &out.data, &out.size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_save_wrap(APP, 1, content_bytes(), NULL, &out.size), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_save_wrap(APP, 1, content_bytes(), &out.data, NULL), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(unwrap(null_data), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_save_unwrap(APP, 1, content_bytes(), NULL, &out.data, &out.size),
                QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_save_unwrap(APP, 1, content_bytes(), &version, NULL, &out.size),
                QN_ERROR_NULL_POINTER);
    CHECK_ERROR(qn_save_unwrap(APP, 1, content_bytes(), &version, &out.data, NULL),
                QN_ERROR_NULL_POINTER);
}

static qn_error wrap_and_unwrap(void *user)
{
    (void)user;
    bytes file;
    qn_error error = qn_save_wrap(APP, 1, content_bytes(), &file.data, &file.size);
    if (error == QN_ERROR_OK) {
        error = unwrap((qn_bytes){file.data, file.size});
    }
    qn_memory_release(file.data);
    return error;
}

TEST(each_refused_allocation_of_a_save_is_out_of_memory_without_a_leak)
{
    faults_try_each(wrap_and_unwrap, NULL);
}
