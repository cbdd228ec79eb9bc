// States of both hashes as bytes: a mark and a version, the fields little-endian, what is not used
// as zeros, and the first 16 bytes of the BLAKE3 of all that.
//
// The checksum is against damage; who makes up a state can make one up for it too. So a state that
// is taken is also one that some input leads to, as far as its fields tell: nothing that is done
// with it can reach past its arrays, and it is saved to the same bytes again.
#include <string.h>

#include "base/bytes.h"
#include "hash/blake3_kernel.h"
#include "hash/blake3_node.h"
#include "hash/sha256_kernel.h"
#include "quoin/hash.h"

#define SHA256_MARK 0x41485351u // "QSHA"
#define BLAKE3_MARK 0x334C4251u // "QBL3"
#define VERSION 1u
#define CHECK_BYTES 16
#define MAX_CHUNK_INDEX ((UINT64_C(1) << 54) - 1)

static void write_words(qn_writer *writer, const uint32_t words[8])
{
    for (int i = 0; i < 8; ++i) {
        qn_write_u32(writer, words[i]);
    }
}

static void read_words(qn_cursor *cursor, uint32_t words[8])
{
    for (int i = 0; i < 8; ++i) {
        words[i] = qn_read_u32(cursor);
    }
}

// size_bytes of an array of capacity_bytes, and zeros.
static void write_part(qn_writer *writer, const uint8_t *bytes, size_t size_bytes,
                       size_t capacity_bytes)
{
    qn_write_bytes(writer, bytes, size_bytes);
    for (size_t i = size_bytes; i < capacity_bytes; ++i) {
        qn_write_u8(writer, 0);
    }
}

// The other way round; false where there is something else than zeros.
static bool read_part(qn_cursor *cursor, uint8_t *bytes, size_t size_bytes, size_t capacity_bytes)
{
    qn_bytes all = qn_read_bytes(cursor, capacity_bytes);
    uint8_t rest = 0;
    for (size_t i = 0; i < all.size_bytes; ++i) {
        if (i < size_bytes) {
            bytes[i] = all.data[i];
        } else {
            rest |= all.data[i];
        }
    }
    return rest == 0;
}

static void write_check(qn_writer *writer)
{
    uint8_t hash[QN_HASH_BYTES];
    qn_blake3((qn_bytes){writer->data, writer->position}, hash);
    qn_write_bytes(writer, hash, CHECK_BYTES);
}

// Mark, version, size and checksum; the cursor is then at the first field.
static qn_error open_saved(qn_cursor *cursor, qn_bytes saved, size_t size_bytes, uint32_t mark)
{
    if (saved.data == NULL && saved.size_bytes > 0) {
        return QN_ERROR_NULL_POINTER;
    }
    *cursor = qn_cursor_over(saved);
    bool is_ours = qn_read_u32(cursor) == mark;
    if (cursor->failed || (is_ours && saved.size_bytes < size_bytes)) {
        return QN_ERROR_TRUNCATED;
    }
    if (!is_ours) {
        return QN_ERROR_BAD_MAGIC;
    }
    if (qn_read_u32(cursor) != VERSION) {
        return QN_ERROR_BAD_VERSION;
    }
    if (saved.size_bytes > size_bytes) {
        return QN_ERROR_TRAILING_BYTES;
    }
    uint8_t hash[QN_HASH_BYTES];
    qn_blake3((qn_bytes){saved.data, size_bytes - CHECK_BYTES}, hash);
    bool is_whole = memcmp(hash, saved.data + size_bytes - CHECK_BYTES, CHECK_BYTES) == 0;
    return is_whole ? QN_ERROR_OK : QN_ERROR_BAD_CHECKSUM;
}

// ---- SHA-256 --------------------------------------------------------------------------------

void qn_sha256_save(const qn_sha256_state *state, uint8_t out[QN_SHA256_SAVED_BYTES])
{
    if (out == NULL) {
        return;
    }
    if (state == NULL) {
        memset(out, 0, QN_SHA256_SAVED_BYTES);
        return;
    }
    qn_writer writer = qn_writer_over(out, QN_SHA256_SAVED_BYTES);
    qn_write_u32(&writer, SHA256_MARK);
    qn_write_u32(&writer, VERSION);
    write_words(&writer, state->chain);
    qn_write_u64(&writer, state->size_bytes);
    write_part(&writer, state->block, (size_t)(state->size_bytes % SHA256_BLOCK_BYTES),
               SHA256_BLOCK_BYTES);
    write_check(&writer);
}

qn_error qn_sha256_load(qn_sha256_state *state, qn_bytes saved)
{
    qn_sha256_init(state);
    if (state == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_cursor cursor;
    qn_error error = open_saved(&cursor, saved, QN_SHA256_SAVED_BYTES, SHA256_MARK);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_sha256_state read;
    qn_sha256_init(&read);
    read_words(&cursor, read.chain);
    read.size_bytes = qn_read_u64(&cursor);
    bool is_valid = read_part(&cursor, read.block, (size_t)(read.size_bytes % SHA256_BLOCK_BYTES),
                              SHA256_BLOCK_BYTES);
    is_valid = is_valid && read.size_bytes <= SHA256_MAX_BYTES;
    bool has_blocks = read.size_bytes >= SHA256_BLOCK_BYTES;
    is_valid = is_valid && (has_blocks || memcmp(read.chain, state->chain, 32) == 0);
    if (!is_valid) {
        return QN_ERROR_BAD_DATA;
    }
    *state = read;
    return QN_ERROR_OK;
}

// ---- BLAKE3 ---------------------------------------------------------------------------------

void qn_blake3_save(const qn_blake3_state *state, uint8_t out[QN_BLAKE3_SAVED_BYTES])
{
    if (out == NULL) {
        return;
    }
    if (state == NULL) {
        memset(out, 0, QN_BLAKE3_SAVED_BYTES);
        return;
    }
    qn_writer writer = qn_writer_over(out, QN_BLAKE3_SAVED_BYTES);
    qn_write_u32(&writer, BLAKE3_MARK);
    qn_write_u32(&writer, VERSION);
    qn_write_u32(&writer, state->mode_flags);
    qn_write_u8(&writer, state->block_size_bytes);
    qn_write_u8(&writer, state->block_count);
    qn_write_u16(&writer, 0);
    write_words(&writer, state->key);
    write_words(&writer, state->chain);
    qn_write_u64(&writer, state->chunk_index);
    write_part(&writer, state->block, state->block_size_bytes, BLAKE3_BLOCK_BYTES);
    write_part(&writer, state->stack[0], qn_blake3_depth(state->chunk_index) * BLAKE3_CHAIN_BYTES,
               sizeof state->stack);
    write_check(&writer);
}

static bool mode_is_valid(const qn_blake3_state *state)
{
    bool is_plain = state->mode_flags == 0 && memcmp(state->key, qn_blake3_start, 32) == 0;
    return is_plain || state->mode_flags == BLAKE3_KEYED ||
           state->mode_flags == BLAKE3_DERIVE_MATERIAL;
}

// The rules at the head of blake3.c.
static bool chunk_is_valid(const qn_blake3_state *state)
{
    size_t size = state->block_count * (size_t)BLAKE3_BLOCK_BYTES + state->block_size_bytes;
    bool fits = state->block_size_bytes <= BLAKE3_BLOCK_BYTES && size <= BLAKE3_CHUNK_BYTES;
    bool has_last_block = state->block_count == 0 || state->block_size_bytes > 0;
    bool starts_with_key = state->block_count > 0 || memcmp(state->chain, state->key, 32) == 0;
    bool is_unfinished = state->chunk_index == 0 || size < BLAKE3_CHUNK_BYTES;
    bool is_followed = state->chunk_index != 1 || size > 0;
    return fits && has_last_block && starts_with_key && is_unfinished && is_followed &&
           state->chunk_index <= MAX_CHUNK_INDEX;
}

qn_error qn_blake3_load(qn_blake3_state *state, qn_bytes saved)
{
    qn_blake3_init(state);
    if (state == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_cursor cursor;
    qn_error error = open_saved(&cursor, saved, QN_BLAKE3_SAVED_BYTES, BLAKE3_MARK);
    if (error != QN_ERROR_OK) {
        return error;
    }
    qn_blake3_state read;
    qn_blake3_init(&read);
    read.mode_flags = qn_read_u32(&cursor);
    read.block_size_bytes = qn_read_u8(&cursor);
    read.block_count = qn_read_u8(&cursor);
    uint16_t unused = qn_read_u16(&cursor);
    read_words(&cursor, read.key);
    read_words(&cursor, read.chain);
    read.chunk_index = qn_read_u64(&cursor);
    if (unused != 0 || !mode_is_valid(&read) || !chunk_is_valid(&read)) {
        return QN_ERROR_BAD_DATA;
    }
    bool is_valid = read_part(&cursor, read.block, read.block_size_bytes, BLAKE3_BLOCK_BYTES);
    is_valid =
        read_part(&cursor, read.stack[0], qn_blake3_depth(read.chunk_index) * BLAKE3_CHAIN_BYTES,
                  sizeof read.stack) &&
        is_valid;
    if (!is_valid) {
        return QN_ERROR_BAD_DATA;
    }
    *state = read;
    return QN_ERROR_OK;
}
