#include "base/bytes.h"

#include <string.h>

qn_cursor qn_cursor_over(qn_bytes bytes)
{
    return (qn_cursor){.data = bytes.data, .size_bytes = bytes.size_bytes};
}

size_t qn_cursor_left(const qn_cursor *cursor) { return cursor->size_bytes - cursor->position; }

qn_bytes qn_read_bytes(qn_cursor *cursor, size_t size_bytes)
{
    if (cursor->failed || size_bytes > qn_cursor_left(cursor)) {
        cursor->failed = true;
        return (qn_bytes){NULL, 0};
    }
    qn_bytes view = {cursor->data + cursor->position, size_bytes};
    cursor->position += size_bytes;
    return view;
}

static uint64_t read_little(qn_cursor *cursor, size_t size_bytes)
{
    qn_bytes view = qn_read_bytes(cursor, size_bytes);
    uint64_t value = 0;
    for (size_t i = 0; i < view.size_bytes; ++i) {
        value |= (uint64_t)view.data[i] << (8 * i);
    }
    return value;
}

uint8_t qn_read_u8(qn_cursor *cursor) { return (uint8_t)read_little(cursor, 1); }

uint16_t qn_read_u16(qn_cursor *cursor) { return (uint16_t)read_little(cursor, 2); }

uint32_t qn_read_u32(qn_cursor *cursor) { return (uint32_t)read_little(cursor, 4); }

uint64_t qn_read_u64(qn_cursor *cursor) { return read_little(cursor, 8); }

uint32_t qn_read_u32_be(qn_cursor *cursor) { return __builtin_bswap32(qn_read_u32(cursor)); }

qn_writer qn_writer_over(uint8_t *data, size_t capacity_bytes)
{
    return (qn_writer){.data = data, .capacity_bytes = capacity_bytes};
}

void qn_write_bytes(qn_writer *writer, const void *data, size_t size_bytes)
{
    if (writer->failed || size_bytes > writer->capacity_bytes - writer->position) {
        writer->failed = true;
        return;
    }
    if (size_bytes > 0) {
        memcpy(writer->data + writer->position, data, size_bytes);
    }
    writer->position += size_bytes;
}

static void write_little(qn_writer *writer, uint64_t value, size_t size_bytes)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < size_bytes; ++i) {
        bytes[i] = (uint8_t)(value >> (8 * i));
    }
    qn_write_bytes(writer, bytes, size_bytes);
}

void qn_write_u8(qn_writer *writer, uint8_t value) { write_little(writer, value, 1); }

void qn_write_u16(qn_writer *writer, uint16_t value) { write_little(writer, value, 2); }

void qn_write_u32(qn_writer *writer, uint32_t value) { write_little(writer, value, 4); }

void qn_write_u64(qn_writer *writer, uint64_t value) { write_little(writer, value, 8); }
