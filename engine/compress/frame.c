// A header is read byte by byte through a row of stages, so that it may come in pieces of any size
// and a field that never ends costs no memory. A stage ends once it has seen what it waits for; the
// optional ones are passed over where their flag is not set.
//
// A wrong byte counts before a missing one: two wrong bytes are another format, one right byte is
// the start of this one.
#include "compress/frame.h"

#include <string.h>

#include "base/bytes.h"

#define METHOD_DEFLATE 8
#define SYSTEM_UNKNOWN 255

#define FLAG_TEXT 1
#define FLAG_HEADER_CRC 2
#define FLAG_EXTRA 4
#define FLAG_NAME 8
#define FLAG_COMMENT 16
#define FLAGS_RESERVED 0xE0

#define GZIP_FIXED_BYTES 10
#define ZLIB_FIXED_BYTES 2
#define ZLIB_MAX_WINDOW 7
#define ZLIB_FLAG_DICTIONARY 0x20

static const uint8_t magic[2] = {0x1F, 0x8B};

// ---- Writing --------------------------------------------------------------------------------

static void write_text(qn_writer *writer, const char *text)
{
    if (text != NULL) {
        qn_write_bytes(writer, text, strlen(text) + 1);
    }
}

static void write_gzip_head(qn_writer *writer, const qn_deflate_def *def)
{
    int flags = (def->name != NULL ? FLAG_NAME : 0) | (def->comment != NULL ? FLAG_COMMENT : 0);
    qn_write_bytes(writer, magic, sizeof magic);
    qn_write_u8(writer, METHOD_DEFLATE);
    qn_write_u8(writer, (uint8_t)flags);
    qn_write_u32(writer, def->modified_s);
    qn_write_u8(writer, 0);
    qn_write_u8(writer, SYSTEM_UNKNOWN);
    write_text(writer, def->name);
    write_text(writer, def->comment);
}

static void write_big_endian(qn_writer *writer, uint32_t value)
{
    qn_write_u32(writer, __builtin_bswap32(value));
}

// The second byte tells how hard the packer tried, and makes both a multiple of 31.
static void write_zlib_head(qn_writer *writer, const qn_deflate_def *def)
{
    bool has_dictionary = def->dictionary.size_bytes > 0;
    uint32_t effort = def->level < 2 ? 0 : def->level < 6 ? 1 : def->level == 6 ? 2 : 3;
    uint32_t head = (ZLIB_MAX_WINDOW << 4 | METHOD_DEFLATE) << 8 | effort << 6 |
                    (has_dictionary ? ZLIB_FLAG_DICTIONARY : 0);
    head += 31 - head % 31;
    qn_write_u8(writer, (uint8_t)(head >> 8));
    qn_write_u8(writer, (uint8_t)head);
    if (has_dictionary) {
        write_big_endian(writer, qn_adler32(1, def->dictionary));
    }
}

size_t qn_frame_write_head(const qn_deflate_def *def, uint8_t out[QN_FRAME_HEAD_BYTES])
{
    qn_writer writer = qn_writer_over(out, QN_FRAME_HEAD_BYTES);
    if (def->format == QN_COMPRESS_GZIP) {
        write_gzip_head(&writer, def);
    } else if (def->format == QN_COMPRESS_ZLIB) {
        write_zlib_head(&writer, def);
    }
    return writer.position;
}

// ---- Sums -----------------------------------------------------------------------------------

qn_frame_sum qn_frame_sum_start(qn_compress_format format)
{
    return (qn_frame_sum){.check = format == QN_COMPRESS_ZLIB ? 1 : 0};
}

void qn_frame_sum_add(qn_frame_sum *sum, qn_compress_format format, qn_bytes content)
{
    sum->size += (uint32_t)content.size_bytes;
    if (format == QN_COMPRESS_GZIP) {
        sum->check = qn_crc32(sum->check, content);
    } else if (format == QN_COMPRESS_ZLIB) {
        sum->check = qn_adler32(sum->check, content);
    }
}

size_t qn_frame_tail_bytes(qn_compress_format format)
{
    return format == QN_COMPRESS_GZIP ? 8 : format == QN_COMPRESS_ZLIB ? 4 : 0;
}

void qn_frame_write_tail(qn_frame_sum sum, qn_compress_format format,
                         uint8_t out[QN_FRAME_TAIL_BYTES])
{
    qn_writer writer = qn_writer_over(out, QN_FRAME_TAIL_BYTES);
    if (format == QN_COMPRESS_GZIP) {
        qn_write_u32(&writer, sum.check);
        qn_write_u32(&writer, sum.size);
    } else if (format == QN_COMPRESS_ZLIB) {
        write_big_endian(&writer, sum.check);
    }
}

qn_error qn_frame_check_tail(qn_frame_sum sum, qn_compress_format format,
                             const uint8_t tail[QN_FRAME_TAIL_BYTES])
{
    uint8_t right[QN_FRAME_TAIL_BYTES];
    qn_frame_write_tail(sum, format, right);
    bool is_right = memcmp(tail, right, qn_frame_tail_bytes(format)) == 0;
    return is_right ? QN_ERROR_OK : QN_ERROR_BAD_CHECKSUM;
}

// ---- Reading --------------------------------------------------------------------------------

// The stages in order; each takes bytes until it is done.
enum {
    STAGE_FIXED,
    STAGE_DICTIONARY,
    STAGE_EXTRA_SIZE,
    STAGE_EXTRA,
    STAGE_NAME,
    STAGE_COMMENT,
    STAGE_CRC,
    STAGE_COUNT
};

void qn_head_start(qn_head_reader *reader, qn_compress_format format)
{
    *reader = (qn_head_reader){.format = format, .is_done = format == QN_COMPRESS_RAW};
}

static bool has_stage(const qn_head_reader *reader, int32_t stage)
{
    if (reader->format == QN_COMPRESS_ZLIB) {
        return stage == STAGE_DICTIONARY && reader->wants_dictionary;
    }
    static const uint8_t flags[STAGE_COUNT] = {
        [STAGE_EXTRA_SIZE] = FLAG_EXTRA, [STAGE_EXTRA] = FLAG_EXTRA,    [STAGE_NAME] = FLAG_NAME,
        [STAGE_COMMENT] = FLAG_COMMENT,  [STAGE_CRC] = FLAG_HEADER_CRC,
    };
    bool is_empty = stage == STAGE_EXTRA && reader->extra_bytes == 0;
    return (reader->fixed[3] & flags[stage]) != 0 && !is_empty;
}

static void next_stage(qn_head_reader *reader)
{
    reader->count = 0;
    do {
        reader->stage += 1;
    } while (reader->stage < STAGE_COUNT && !has_stage(reader, reader->stage));
    reader->is_done = reader->stage == STAGE_COUNT;
}

static qn_error end_gzip_fixed(qn_head_reader *reader)
{
    const uint8_t *fixed = reader->fixed;
    if (fixed[2] != METHOD_DEFLATE) {
        return QN_ERROR_UNSUPPORTED;
    }
    if (fixed[3] & FLAGS_RESERVED) {
        return QN_ERROR_BAD_DATA;
    }
    qn_cursor cursor = qn_cursor_over((qn_bytes){fixed + 4, 4});
    reader->gzip.modified_s = qn_read_u32(&cursor);
    reader->gzip.system = fixed[9];
    reader->gzip.is_text = (fixed[3] & FLAG_TEXT) != 0;
    reader->gzip.has_name = (fixed[3] & FLAG_NAME) != 0;
    reader->gzip.has_comment = (fixed[3] & FLAG_COMMENT) != 0;
    next_stage(reader);
    return QN_ERROR_OK;
}

static qn_error end_zlib_fixed(qn_head_reader *reader)
{
    uint32_t method = reader->fixed[0];
    uint32_t flags = reader->fixed[1];
    if ((method << 8 | flags) % 31 != 0) {
        return QN_ERROR_BAD_MAGIC;
    }
    if ((method & 15) != METHOD_DEFLATE || method >> 4 > ZLIB_MAX_WINDOW) {
        return QN_ERROR_UNSUPPORTED;
    }
    reader->wants_dictionary = (flags & ZLIB_FLAG_DICTIONARY) != 0;
    next_stage(reader);
    return QN_ERROR_OK;
}

static qn_error take_fixed(qn_head_reader *reader, uint8_t byte)
{
    bool is_gzip = reader->format == QN_COMPRESS_GZIP;
    if (is_gzip && reader->count < sizeof magic && byte != magic[reader->count]) {
        return QN_ERROR_BAD_MAGIC;
    }
    reader->fixed[reader->count++] = byte;
    if (reader->count < (is_gzip ? GZIP_FIXED_BYTES : ZLIB_FIXED_BYTES)) {
        return QN_ERROR_OK;
    }
    return is_gzip ? end_gzip_fixed(reader) : end_zlib_fixed(reader);
}

static void take_text(qn_head_reader *reader, uint8_t byte, char *text, uint32_t room)
{
    if (byte == 0) {
        next_stage(reader);
    } else if (reader->count + 1 < room) {
        text[reader->count++] = (char)byte;
    }
}

static qn_error take_crc(qn_head_reader *reader, uint8_t byte)
{
    if (byte != (uint8_t)(reader->crc >> 8 * reader->count)) {
        return QN_ERROR_BAD_CHECKSUM;
    }
    reader->count += 1;
    if (reader->count == 2) {
        next_stage(reader);
    }
    return QN_ERROR_OK;
}

static void take_dictionary(qn_head_reader *reader, uint8_t byte)
{
    reader->dictionary_adler = reader->dictionary_adler << 8 | byte;
    reader->count += 1;
    if (reader->count == 4) {
        next_stage(reader);
    }
}

static void take_extra_size(qn_head_reader *reader, uint8_t byte)
{
    reader->extra_bytes |= (uint32_t)byte << 8 * reader->count;
    reader->count += 1;
    if (reader->count == 2) {
        next_stage(reader);
    }
}

static void take_extra(qn_head_reader *reader)
{
    reader->count += 1;
    if (reader->count == reader->extra_bytes) {
        next_stage(reader);
    }
}

static qn_error take_byte(qn_head_reader *reader, uint8_t byte)
{
    switch (reader->stage) {
    case STAGE_FIXED:
        return take_fixed(reader, byte);
    case STAGE_DICTIONARY:
        take_dictionary(reader, byte);
        break;
    case STAGE_EXTRA_SIZE:
        take_extra_size(reader, byte);
        break;
    case STAGE_EXTRA:
        take_extra(reader);
        break;
    case STAGE_NAME:
        take_text(reader, byte, reader->gzip.name, QN_GZIP_NAME_BYTES);
        break;
    case STAGE_COMMENT:
        take_text(reader, byte, reader->gzip.comment, QN_GZIP_COMMENT_BYTES);
        break;
    default:
        return take_crc(reader, byte);
    }
    return QN_ERROR_OK;
}

// Goes on with the sum of the header itself. Empty input may have no address.
static void sum_up(qn_head_reader *reader, qn_bytes input, size_t from, size_t to)
{
    if (to > from) {
        reader->crc = qn_crc32(reader->crc, (qn_bytes){input.data + from, to - from});
    }
}

qn_error qn_head_read(qn_head_reader *reader, qn_bytes *input)
{
    qn_error error = QN_ERROR_OK;
    size_t used = 0;
    size_t summed = 0;
    while (error == QN_ERROR_OK && !reader->is_done && used < input->size_bytes) {
        if (reader->stage == STAGE_CRC && reader->count == 0) {
            // Its own bytes are not part of the sum.
            sum_up(reader, *input, summed, used);
            summed = used;
        }
        error = take_byte(reader, input->data[used++]);
    }
    bool is_behind = reader->stage == STAGE_CRC && reader->count > 0;
    if (!is_behind && !reader->is_done) {
        sum_up(reader, *input, summed, used);
    }
    *input = qn_bytes_behind(*input, used);
    return error;
}

qn_error qn_head_check_dictionary(const qn_head_reader *reader, bool has_one, uint32_t adler)
{
    if (!reader->wants_dictionary) {
        return QN_ERROR_OK;
    }
    if (!has_one) {
        return QN_ERROR_UNSUPPORTED;
    }
    return adler == reader->dictionary_adler ? QN_ERROR_OK : QN_ERROR_BAD_CHECKSUM;
}
