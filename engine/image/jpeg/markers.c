// A JPEG file (ISO/IEC 10918-1, annex B) is a list of segments, each a marker, a length and that
// many bytes; behind the header of a scan lie its entropy-coded data, up to the next marker.
//
// A length is compared with what is left of the file before anything else is done with it. Bytes
// between two segments that belong to neither are passed over, as libjpeg does.
#include "image/jpeg/markers.h"

#include <string.h>

#include "image/exif.h"

#define MARKER_SOF0 0xC0
#define MARKER_DHT 0xC4
#define MARKER_DAC 0xCC
#define MARKER_SOF15 0xCF
#define MARKER_RST0 0xD0
#define MARKER_SOI 0xD8
#define MARKER_EOI 0xD9
#define MARKER_SOS 0xDA
#define MARKER_DQT 0xDB
#define MARKER_DRI 0xDD
#define MARKER_DHP 0xDE
#define MARKER_EXP 0xDF
#define MARKER_APP0 0xE0
#define MARKER_APP1 0xE1
#define MARKER_APP14 0xEE
#define MARKER_TEM 0x01

#define MAX_BLOCKS_IN_MCU 10
#define MAX_LOW_BIT 13

static uint32_t read_u16(qn_cursor *cursor) { return __builtin_bswap16(qn_read_u16(cursor)); }

// ---- Tables and notes -----------------------------------------------------------------------

static qn_error read_quant(qn_jpeg *jpeg, qn_cursor *segment)
{
    while (!segment->failed && qn_cursor_left(segment) > 0) {
        uint32_t kind = qn_read_u8(segment);
        if (kind >> 4 > 1 || (kind & 15) > 3) {
            return QN_ERROR_BAD_DATA;
        }
        uint16_t *table = jpeg->quant[kind & 15];
        for (int i = 0; i < JPEG_BLOCK_VALUES; ++i) {
            uint32_t value = kind >> 4 != 0 ? read_u16(segment) : qn_read_u8(segment);
            table[qn_jpeg_natural[i]] = (uint16_t)value;
        }
        jpeg->quant_is_set[kind & 15] = true;
    }
    return segment->failed ? QN_ERROR_BAD_DATA : QN_ERROR_OK;
}

// Sixteen counts, by length, of codes that are given out in order: none may run over its length.
static bool codes_fit(qn_bytes counts, size_t *code_count)
{
    uint32_t code = 0;
    *code_count = 0;
    for (size_t i = 0; i < 16; ++i) {
        code += counts.data[i];
        if (code > 2u << i) {
            return false;
        }
        code <<= 1;
        *code_count += counts.data[i];
    }
    return *code_count <= 256;
}

static qn_error read_huffman(qn_jpeg *jpeg, qn_cursor *segment)
{
    while (!segment->failed && qn_cursor_left(segment) > 0) {
        uint32_t kind = qn_read_u8(segment);
        qn_bytes table = qn_read_bytes(segment, 16);
        size_t code_count;
        if (segment->failed || kind >> 4 > 1 || (kind & 15) > 3 || !codes_fit(table, &code_count)) {
            return QN_ERROR_BAD_DATA;
        }
        qn_read_bytes(segment, code_count);
        table.size_bytes += code_count;
        jpeg->huffman[kind >> 4][kind & 15] = table;
    }
    return segment->failed ? QN_ERROR_BAD_DATA : QN_ERROR_OK;
}

static qn_error read_restart_interval(qn_jpeg *jpeg, qn_cursor *segment)
{
    jpeg->restart_interval = read_u16(segment);
    return segment->failed || qn_cursor_left(segment) > 0 ? QN_ERROR_BAD_DATA : QN_ERROR_OK;
}

static bool begins_with(qn_cursor *segment, const char *text, size_t size)
{
    qn_bytes start = qn_read_bytes(segment, size);
    return !segment->failed && memcmp(start.data, text, size) == 0;
}

static void read_note(qn_jpeg *jpeg, uint32_t marker, qn_cursor *segment)
{
    if (marker == MARKER_APP0 && begins_with(segment, "JFIF", 5)) {
        jpeg->has_jfif = true;
    } else if (marker == MARKER_APP14 && begins_with(segment, "Adobe", 5)) {
        qn_read_bytes(segment, 6);
        jpeg->adobe_transform = qn_read_u8(segment);
        jpeg->has_adobe = !segment->failed;
    } else if (marker == MARKER_APP1 && !jpeg->has_exif && begins_with(segment, "Exif\0", 6)) {
        jpeg->has_exif = true;
        size_t left = qn_cursor_left(segment);
        jpeg->orientation = qn_exif_orientation(qn_read_bytes(segment, left));
    }
}

// ---- Frame ----------------------------------------------------------------------------------

static bool id_is_new(const qn_jpeg *jpeg, int count, uint8_t id)
{
    for (int i = 0; i < count; ++i) {
        if (jpeg->components[i].id == id) {
            return false;
        }
    }
    return true;
}

static qn_error read_component(qn_jpeg *jpeg, int index, qn_cursor *segment)
{
    qn_jpeg_component *component = &jpeg->components[index];
    uint8_t id = qn_read_u8(segment);
    uint8_t factors = qn_read_u8(segment);
    *component = (qn_jpeg_component){.id = id, .h = factors >> 4, .v = factors & 15};
    component->quant_index = qn_read_u8(segment);
    memset(component->known_bits, -1, sizeof component->known_bits);
    bool is_good = component->h >= 1 && component->h <= 4 && component->v >= 1 &&
                   component->v <= 4 && component->quant_index <= 3;
    jpeg->max_h = component->h > jpeg->max_h ? component->h : jpeg->max_h;
    jpeg->max_v = component->v > jpeg->max_v ? component->v : jpeg->max_v;
    return is_good && id_is_new(jpeg, index, id) ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
}

// Alone in its frame, a component is what the frame is measured by, whatever it says.
static void settle_factors(qn_jpeg *jpeg)
{
    if (jpeg->component_count == 1) {
        jpeg->components[0].h = 1;
        jpeg->components[0].v = 1;
        jpeg->max_h = 1;
        jpeg->max_v = 1;
    }
}

static bool factors_divide(const qn_jpeg *jpeg)
{
    for (int i = 0; i < jpeg->component_count; ++i) {
        const qn_jpeg_component *component = &jpeg->components[i];
        if (jpeg->max_h % component->h != 0 || jpeg->max_v % component->v != 0) {
            return false;
        }
    }
    return true;
}

static qn_error read_components(qn_jpeg *jpeg, qn_cursor *segment)
{
    for (int i = 0; i < jpeg->component_count; ++i) {
        qn_error error = read_component(jpeg, i, segment);
        if (error != QN_ERROR_OK) {
            return error;
        }
    }
    settle_factors(jpeg);
    return factors_divide(jpeg) ? QN_ERROR_OK : QN_ERROR_UNSUPPORTED;
}

static qn_error read_frame(qn_jpeg *jpeg, uint32_t marker, qn_cursor *segment)
{
    uint8_t precision = qn_read_u8(segment);
    jpeg->height_px = read_u16(segment);
    jpeg->width_px = read_u16(segment);
    uint8_t count = qn_read_u8(segment);
    if (segment->failed || qn_cursor_left(segment) != 3u * count || jpeg->width_px == 0 ||
        count == 0 || jpeg->component_count > 0) {
        return QN_ERROR_BAD_DATA;
    }
    // Arithmetic coding, lossless and hierarchical pictures are other markers; a height of 0 is
    // told after the first scan.
    bool is_known = marker <= MARKER_SOF0 + 2 && precision == 8 && jpeg->height_px > 0;
    if (!is_known || count == 2 || count > JPEG_MAX_COMPONENTS) {
        return QN_ERROR_UNSUPPORTED;
    }
    jpeg->is_progressive = marker == MARKER_SOF0 + 2;
    jpeg->component_count = count;
    return read_components(jpeg, segment);
}

// ---- Segments -------------------------------------------------------------------------------

static qn_error next_marker(qn_jpeg *jpeg, uint32_t *out)
{
    qn_cursor *cursor = &jpeg->cursor;
    uint32_t marker = 0;
    bool is_after_ff = false;
    while (!cursor->failed && (!is_after_ff || marker == 0xFF || marker == 0)) {
        is_after_ff = marker == 0xFF;
        marker = qn_read_u8(cursor);
    }
    *out = marker;
    return cursor->failed ? QN_ERROR_TRUNCATED : QN_ERROR_OK;
}

// Of a note that holds nothing, some files say so by a length of 0 rather than 2.
static bool is_note(uint32_t marker) { return marker >= MARKER_APP0; }

static qn_error read_segment(qn_jpeg *jpeg, uint32_t marker, qn_cursor *out)
{
    uint32_t length = read_u16(&jpeg->cursor);
    if (!jpeg->cursor.failed && length < 2) {
        *out = (qn_cursor){0};
        return is_note(marker) ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
    }
    *out = qn_cursor_over(qn_read_bytes(&jpeg->cursor, length - 2));
    return jpeg->cursor.failed ? QN_ERROR_TRUNCATED : QN_ERROR_OK;
}

static bool stands_alone(uint32_t marker)
{
    return marker == MARKER_TEM || (marker >= MARKER_RST0 && marker < MARKER_SOI);
}

static bool is_frame(uint32_t marker)
{
    return marker >= MARKER_SOF0 && marker <= MARKER_SOF15 && marker != MARKER_DHT &&
           marker != MARKER_DAC && marker != MARKER_SOF0 + 8;
}

static qn_error read_other(qn_jpeg *jpeg, uint32_t marker, qn_cursor *segment)
{
    switch (marker) {
    case MARKER_DQT:
        return read_quant(jpeg, segment);
    case MARKER_DHT:
        return read_huffman(jpeg, segment);
    case MARKER_DRI:
        return read_restart_interval(jpeg, segment);
    case MARKER_DAC:
    case MARKER_DHP:
    case MARKER_EXP:
        return QN_ERROR_UNSUPPORTED;
    case MARKER_SOI:
        return QN_ERROR_BAD_DATA;
    default:
        read_note(jpeg, marker, segment);
        return QN_ERROR_OK;
    }
}

// Reads on to the next frame header or scan header, or the end of the picture.
static qn_error read_until_header(qn_jpeg *jpeg, uint32_t *marker, qn_cursor *segment)
{
    for (;;) {
        qn_error error = next_marker(jpeg, marker);
        if (error != QN_ERROR_OK || *marker == MARKER_EOI) {
            return error;
        }
        if (stands_alone(*marker)) {
            continue;
        }
        error = *marker != MARKER_SOI ? read_segment(jpeg, *marker, segment) : QN_ERROR_BAD_DATA;
        if (error != QN_ERROR_OK || *marker == MARKER_SOS || is_frame(*marker)) {
            return error;
        }
        error = read_other(jpeg, *marker, segment);
        if (error != QN_ERROR_OK) {
            return error;
        }
    }
}

qn_error qn_jpeg_read_frame(qn_bytes file, qn_jpeg *out)
{
    memset(out, 0, sizeof *out);
    out->cursor = qn_cursor_over(file);
    out->orientation = 1;
    static const uint8_t magic[3] = {0xFF, MARKER_SOI, 0xFF};
    size_t known = file.size_bytes < sizeof magic ? file.size_bytes : sizeof magic;
    if (known > 0 && memcmp(file.data, magic, known) != 0) {
        return QN_ERROR_BAD_MAGIC;
    }
    qn_read_bytes(&out->cursor, 2);
    uint32_t marker = 0;
    qn_cursor segment = {0};
    qn_error error = read_until_header(out, &marker, &segment);
    if (error != QN_ERROR_OK) {
        return error;
    }
    return is_frame(marker) ? read_frame(out, marker, &segment) : QN_ERROR_BAD_DATA;
}

// ---- Scans ----------------------------------------------------------------------------------

// As libjpeg does it: JFIF is YCbCr, Adobe says what it is, and else the names of the components
// may.
static qn_jpeg_colors colors_of_three(const qn_jpeg *jpeg)
{
    const qn_jpeg_component *c = jpeg->components;
    bool is_named_rgb = c[0].id == 'R' && c[1].id == 'G' && c[2].id == 'B';
    bool is_rgb = jpeg->has_adobe ? jpeg->adobe_transform == 0 : is_named_rgb;
    return is_rgb && !jpeg->has_jfif ? JPEG_RGB : JPEG_YCC;
}

static void settle_colors(qn_jpeg *jpeg)
{
    if (jpeg->component_count == 4) {
        jpeg->colors = jpeg->has_adobe && jpeg->adobe_transform != 0 ? JPEG_YCCK : JPEG_CMYK;
        jpeg->is_inverted = jpeg->has_adobe;
    } else {
        jpeg->colors = jpeg->component_count == 3 ? colors_of_three(jpeg) : JPEG_GREY;
    }
}

static int index_of_id(const qn_jpeg *jpeg, uint8_t id)
{
    for (int i = 0; i < jpeg->component_count; ++i) {
        if (jpeg->components[i].id == id) {
            return i;
        }
    }
    return -1;
}

// From the first scan of a component on, later tables are not for it.
static qn_error take_quant(qn_jpeg *jpeg, qn_jpeg_component *component)
{
    if (component->is_seen) {
        return QN_ERROR_OK;
    }
    component->is_seen = true;
    memcpy(component->quant, jpeg->quant[component->quant_index], sizeof component->quant);
    return jpeg->quant_is_set[component->quant_index] ? QN_ERROR_OK : QN_ERROR_BAD_DATA;
}

static qn_error read_scan_component(qn_jpeg *jpeg, qn_jpeg_scan *scan, int place,
                                    qn_cursor *segment)
{
    int index = index_of_id(jpeg, qn_read_u8(segment));
    uint8_t tables = qn_read_u8(segment);
    for (int i = 0; i < place; ++i) {
        index = scan->components[i].index == index ? -1 : index;
    }
    if (index < 0 || tables >> 4 > 3 || (tables & 15) > 3) {
        return QN_ERROR_BAD_DATA;
    }
    scan->components[place].index = index;
    scan->components[place].dc_table = tables >> 4;
    scan->components[place].ac_table = tables & 15;
    return take_quant(jpeg, &jpeg->components[index]);
}

// Each bit of each coefficient is sent once, from the top: so the work is bounded by the picture.
// What was never sent is zero, and bits may be added to that.
static qn_error check_bits(const qn_jpeg_scan *scan, int8_t *known_bits)
{
    for (int k = scan->first; k <= scan->last; ++k) {
        bool is_next = scan->high_bit > 0 && known_bits[k] == scan->high_bit;
        bool is_after_dc = k == 0 || known_bits[0] >= 0;
        if (!is_after_dc || (known_bits[k] >= 0 && !is_next)) {
            return QN_ERROR_BAD_DATA;
        }
        known_bits[k] = (int8_t)scan->low_bit;
    }
    return QN_ERROR_OK;
}

static qn_error check_progress(qn_jpeg *jpeg, const qn_jpeg_scan *scan)
{
    bool is_band = scan->first == 0 ? scan->last == 0 : scan->component_count == 1;
    bool is_step = scan->high_bit == 0 || scan->low_bit == scan->high_bit - 1;
    if (!is_band || !is_step || scan->first > scan->last || scan->last >= JPEG_BLOCK_VALUES ||
        scan->low_bit > MAX_LOW_BIT) {
        return QN_ERROR_BAD_DATA;
    }
    qn_error error = QN_ERROR_OK;
    for (int i = 0; i < scan->component_count && error == QN_ERROR_OK; ++i) {
        error = check_bits(scan, jpeg->components[scan->components[i].index].known_bits);
    }
    return error;
}

// A sequential scan has all coefficients of its components, whatever it says, and once.
static qn_error check_sequence(qn_jpeg *jpeg, qn_jpeg_scan *scan)
{
    scan->first = 0;
    scan->last = JPEG_BLOCK_VALUES - 1;
    scan->high_bit = 0;
    scan->low_bit = 0;
    qn_error error = QN_ERROR_OK;
    for (int i = 0; i < scan->component_count && error == QN_ERROR_OK; ++i) {
        error = check_bits(scan, jpeg->components[scan->components[i].index].known_bits);
    }
    return error;
}

static bool blocks_fit(const qn_jpeg *jpeg, const qn_jpeg_scan *scan)
{
    int count = 0;
    for (int i = 0; i < scan->component_count; ++i) {
        const qn_jpeg_component *component = &jpeg->components[scan->components[i].index];
        count += component->h * component->v;
    }
    return scan->component_count == 1 || count <= MAX_BLOCKS_IN_MCU;
}

static qn_error read_scan(qn_jpeg *jpeg, qn_cursor *segment, qn_jpeg_scan *out)
{
    *out = (qn_jpeg_scan){.component_count = qn_read_u8(segment)};
    if (out->component_count < 1 || out->component_count > jpeg->component_count ||
        qn_cursor_left(segment) != 2u * (uint32_t)out->component_count + 3) {
        return QN_ERROR_BAD_DATA;
    }
    for (int i = 0; i < out->component_count; ++i) {
        qn_error error = read_scan_component(jpeg, out, i, segment);
        if (error != QN_ERROR_OK) {
            return error;
        }
    }
    out->first = qn_read_u8(segment);
    out->last = qn_read_u8(segment);
    uint8_t bits = qn_read_u8(segment);
    out->high_bit = bits >> 4;
    out->low_bit = bits & 15;
    if (!blocks_fit(jpeg, out)) {
        return QN_ERROR_BAD_DATA;
    }
    return jpeg->is_progressive ? check_progress(jpeg, out) : check_sequence(jpeg, out);
}

qn_error qn_jpeg_next_scan(qn_jpeg *jpeg, qn_jpeg_scan *out, bool *is_end)
{
    uint32_t marker = 0;
    qn_cursor segment = {0};
    qn_error error = read_until_header(jpeg, &marker, &segment);
    *is_end = marker == MARKER_EOI;
    if (error != QN_ERROR_OK || *is_end) {
        return error;
    }
    if (marker != MARKER_SOS) {
        return QN_ERROR_BAD_DATA;
    }
    settle_colors(jpeg);
    return read_scan(jpeg, &segment, out);
}
