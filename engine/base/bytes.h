// The bounded cursor and writer: the only way bytes from outside are read and formats are written.
// All numbers are little-endian. A read past the end sets `failed`, gives zeros, and stays failed,
// so that a parser may read a whole header and check once.
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include "quoin/base.h"

typedef struct qn_cursor {
    const uint8_t *data;
    size_t size_bytes;
    size_t position;
    bool failed;
} qn_cursor;

qn_cursor qn_cursor_over(qn_bytes bytes);
size_t qn_cursor_left(const qn_cursor *cursor);
uint8_t qn_read_u8(qn_cursor *cursor);
uint16_t qn_read_u16(qn_cursor *cursor);
uint32_t qn_read_u32(qn_cursor *cursor);
uint64_t qn_read_u64(qn_cursor *cursor);
uint32_t qn_read_u32_be(qn_cursor *cursor);
// A view of the next size_bytes bytes; empty with `failed` set if there are not so many.
qn_bytes qn_read_bytes(qn_cursor *cursor, size_t size_bytes);

typedef struct qn_writer {
    uint8_t *data;
    size_t capacity_bytes;
    size_t position;
    bool failed; // something did not fit; nothing was written past the end
} qn_writer;

qn_writer qn_writer_over(uint8_t *data, size_t capacity_bytes);
void qn_write_u8(qn_writer *writer, uint8_t value);
void qn_write_u16(qn_writer *writer, uint16_t value);
void qn_write_u32(qn_writer *writer, uint32_t value);
void qn_write_u64(qn_writer *writer, uint64_t value);
void qn_write_bytes(qn_writer *writer, const void *data, size_t size_bytes);

#endif
