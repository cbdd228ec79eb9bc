// The bounded cursor and writer: nothing is read or written past an end.
#include "check.h"

#include <string.h>

#include "base/bytes.h"

static const uint8_t counting[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

TEST(numbers_are_read_little_endian_unless_the_name_says_big)
{
    qn_cursor cursor = qn_cursor_over((qn_bytes){counting, sizeof counting});
    CHECK_INT(qn_read_u8(&cursor), 0x01);
    CHECK_INT(qn_read_u16(&cursor), 0x0302);
    CHECK_INT(qn_read_u32(&cursor), 0x07060504);
    CHECK_INT(qn_read_u64(&cursor), 0x0F0E0D0C0B0A0908);
    CHECK_INT(qn_cursor_left(&cursor), 1);
    cursor = qn_cursor_over((qn_bytes){counting, 4});
    CHECK_INT(qn_read_u32_be(&cursor), 0x01020304);
    CHECK(!cursor.failed);
}

TEST(a_read_past_the_end_fails_gives_zero_and_stays_failed)
{
    qn_cursor cursor = qn_cursor_over((qn_bytes){counting, 3});
    CHECK_INT(qn_read_u32(&cursor), 0);
    CHECK(cursor.failed);
    CHECK_INT(qn_read_u8(&cursor), 0);
    CHECK(qn_read_bytes(&cursor, 0).data == NULL);
    cursor = qn_cursor_over((qn_bytes){counting, 3});
    CHECK_INT(qn_read_bytes(&cursor, SIZE_MAX).size_bytes, 0);
    CHECK(cursor.failed);
}

TEST(a_view_lies_in_the_bytes_it_was_read_from)
{
    qn_cursor cursor = qn_cursor_over((qn_bytes){counting, sizeof counting});
    qn_read_u16(&cursor);
    qn_bytes view = qn_read_bytes(&cursor, 14);
    CHECK(view.data == counting + 2 && view.size_bytes == 14);
    CHECK_INT(qn_cursor_left(&cursor), 0);
}

TEST(what_the_writer_writes_the_cursor_reads)
{
    uint8_t data[18];
    qn_writer writer = qn_writer_over(data, sizeof data);
    qn_write_u8(&writer, 0xFE);
    qn_write_u16(&writer, 0xFEDC);
    qn_write_u32(&writer, 0xFEDCBA98);
    qn_write_u64(&writer, 0xFEDCBA9876543210);
    qn_write_bytes(&writer, "abc", 3);
    CHECK(!writer.failed && writer.position == sizeof data);
    qn_cursor cursor = qn_cursor_over((qn_bytes){data, sizeof data});
    CHECK_INT(qn_read_u8(&cursor), 0xFE);
    CHECK_INT(qn_read_u16(&cursor), 0xFEDC);
    CHECK_INT(qn_read_u32(&cursor), 0xFEDCBA98);
    CHECK(qn_read_u64(&cursor) == 0xFEDCBA9876543210);
    CHECK_BYTES(qn_read_bytes(&cursor, 3).data, "abc", 3);
}

TEST(a_writer_never_passes_its_capacity)
{
    uint8_t data[8];
    memset(data, 0x55, sizeof data);
    qn_writer writer = qn_writer_over(data, 6);
    qn_write_u32(&writer, 0);
    qn_write_u32(&writer, 0);
    CHECK(writer.failed && writer.position == 4);
    qn_write_u8(&writer, 0);
    CHECK_INT(writer.position, 4);
    CHECK_BYTES(data + 4, "\x55\x55\x55\x55", 4);
    qn_write_bytes(&writer, NULL, 0);
}
