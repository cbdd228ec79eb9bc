// Exif is a TIFF file of tags (Exif 2.32, section 4.5): byte order, 42, and where the first list of
// entries lies; an entry is tag, type, count and, where it fits in four bytes, the value.
//
// Every offset is looked at through a cursor of its own, so that none can point out of the segment.
#include "image/exif.h"

#include "base/bytes.h"

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT 3
#define ENTRY_BYTES 12

typedef struct tiff {
    qn_bytes bytes;
    bool is_big_endian;
} tiff;

static uint32_t read_u16(const tiff *file, qn_cursor *cursor)
{
    uint16_t value = qn_read_u16(cursor);
    return file->is_big_endian ? __builtin_bswap16(value) : value;
}

static uint32_t read_u32(const tiff *file, qn_cursor *cursor)
{
    uint32_t value = qn_read_u32(cursor);
    return file->is_big_endian ? __builtin_bswap32(value) : value;
}

static qn_cursor cursor_at(const tiff *file, size_t position)
{
    qn_cursor cursor = qn_cursor_over(file->bytes);
    qn_read_bytes(&cursor, position);
    return cursor;
}

// 0 if this entry is not the orientation.
static uint8_t orientation_of(const tiff *file, qn_cursor *cursor)
{
    uint32_t tag = read_u16(file, cursor);
    uint32_t type = read_u16(file, cursor);
    uint32_t count = read_u32(file, cursor);
    uint32_t value = read_u16(file, cursor);
    bool is_found = !cursor->failed && tag == TAG_ORIENTATION && type == TYPE_SHORT && count == 1;
    return is_found && value >= 1 && value <= 8 ? (uint8_t)value : 0;
}

uint8_t qn_exif_orientation(qn_bytes bytes)
{
    tiff file = {.bytes = bytes};
    qn_cursor start = qn_cursor_over(bytes);
    uint16_t order = qn_read_u16(&start);
    file.is_big_endian = order == 0x4D4D;
    bool is_tiff = (file.is_big_endian || order == 0x4949) && read_u16(&file, &start) == 42;
    uint32_t list_at = read_u32(&file, &start);
    if (start.failed || !is_tiff) {
        return 1;
    }
    qn_cursor list = cursor_at(&file, list_at);
    uint32_t entry_count = read_u16(&file, &list);
    for (uint32_t i = 0; i < entry_count && !list.failed; ++i) {
        qn_cursor entry = cursor_at(&file, list.position);
        uint8_t orientation = orientation_of(&file, &entry);
        if (orientation != 0) {
            return orientation;
        }
        qn_read_bytes(&list, ENTRY_BYTES);
    }
    return 1;
}
