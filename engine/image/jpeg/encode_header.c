// Marker, length (which counts itself), content; numbers are big-endian. ISO/IEC 10918-1 Annex B
// for the tables and frames, JFIF 1.01 for APP0, Exif 2.3 for APP1, ICC.1 Annex B.4 for APP2.
#include "image/jpeg/encode_header.h"
#include "image/jpeg/tables.h"

#define MARKER_SOF0 0xFFC0
#define MARKER_DHT 0xFFC4
#define MARKER_RST0 0xFFD0
#define MARKER_SOI 0xFFD8
#define MARKER_EOI 0xFFD9
#define MARKER_SOS 0xFFDA
#define MARKER_DQT 0xFFDB
#define MARKER_DRI 0xFFDD
#define MARKER_APP0 0xFFE0
#define MARKER_APP1 0xFFE1
#define MARKER_APP2 0xFFE2
#define LENGTH_BYTES 2
#define EXIF_NAME_BYTES 6
#define ICC_NAME_BYTES 12
// The name is followed by which piece it is and how many there are.
#define ICC_PIECE_BYTES (65535 - LENGTH_BYTES - ICC_NAME_BYTES - 2)

static void put_segment(qn_jpeg_output *output, unsigned marker, size_t content_bytes)
{
    qn_jpeg_put_u16(output, marker);
    qn_jpeg_put_u16(output, (unsigned)(LENGTH_BYTES + content_bytes));
}

static void put_jfif(qn_jpeg_output *output, int32_t density_dpi)
{
    put_segment(output, MARKER_APP0, 14);
    qn_jpeg_put(output, "JFIF\0\1\1", 7);
    // Of no unit is a shape of pixels alone: square.
    unsigned density = density_dpi > 0 ? (unsigned)density_dpi : 1;
    qn_jpeg_put_u8(output, density_dpi > 0);
    qn_jpeg_put_u16(output, density);
    qn_jpeg_put_u16(output, density);
    qn_jpeg_put_u16(output, 0); // no thumbnail
}

static void put_exif(qn_jpeg_output *output, qn_bytes exif)
{
    if (exif.size_bytes > 0) {
        put_segment(output, MARKER_APP1, EXIF_NAME_BYTES + exif.size_bytes);
        qn_jpeg_put(output, "Exif\0", EXIF_NAME_BYTES);
        qn_jpeg_put(output, exif.data, exif.size_bytes);
    }
}

static void put_icc(qn_jpeg_output *output, qn_bytes icc)
{
    size_t piece_count = (icc.size_bytes + ICC_PIECE_BYTES - 1) / ICC_PIECE_BYTES;
    for (size_t i = 0; i < piece_count; ++i) {
        size_t from = i * ICC_PIECE_BYTES, left = icc.size_bytes - from;
        size_t piece = left < ICC_PIECE_BYTES ? left : ICC_PIECE_BYTES;
        put_segment(output, MARKER_APP2, ICC_NAME_BYTES + 2 + piece);
        qn_jpeg_put(output, "ICC_PROFILE", ICC_NAME_BYTES);
        qn_jpeg_put_u8(output, (unsigned)i + 1);
        qn_jpeg_put_u8(output, (unsigned)piece_count);
        qn_jpeg_put(output, icc.data + from, piece);
    }
}

void qn_jpeg_put_start(qn_jpeg_output *output, const qn_jpeg_opts *opts)
{
    qn_jpeg_put_u16(output, MARKER_SOI);
    put_jfif(output, opts->density_dpi);
    put_exif(output, opts->exif);
    put_icc(output, opts->icc);
}

// ---- The frame ------------------------------------------------------------------------------

static void put_steps(qn_jpeg_output *output, const qn_jpeg_quant *quants, unsigned count)
{
    put_segment(output, MARKER_DQT, count * 65);
    for (unsigned i = 0; i < count; ++i) {
        qn_jpeg_put_u8(output, i); // steps of 8 bits
        for (int at = 0; at < 64; ++at) {
            qn_jpeg_put_u8(output, quants[i].steps[qn_jpeg_natural[at]]);
        }
    }
}

static void put_components(qn_jpeg_output *output, const qn_jpeg_frame *frame)
{
    put_segment(output, MARKER_SOF0, 6 + 3 * (size_t)frame->component_count);
    qn_jpeg_put_u8(output, 8); // bits a sample
    qn_jpeg_put_u16(output, (unsigned)frame->height_px);
    qn_jpeg_put_u16(output, (unsigned)frame->width_px);
    qn_jpeg_put_u8(output, (unsigned)frame->component_count);
    for (unsigned i = 0; i < (unsigned)frame->component_count; ++i) {
        qn_jpeg_put_u8(output, i + 1);
        qn_jpeg_put_u8(output, i == 0 && frame->is_halved ? 0x22 : 0x11);
        qn_jpeg_put_u8(output, i > 0);
    }
}

static void put_tables(qn_jpeg_output *output, const qn_jpeg_code_table *tables, int count)
{
    size_t content = 0;
    for (int i = 0; i < count; ++i) {
        content += 17 + (size_t)tables[i].symbol_count;
    }
    put_segment(output, MARKER_DHT, content);
    for (int i = 0; i < count; ++i) {
        bool is_ac = i == QN_JPEG_LUMA_AC || i == QN_JPEG_CHROMA_AC;
        bool is_chroma = i == QN_JPEG_CHROMA_DC || i == QN_JPEG_CHROMA_AC;
        qn_jpeg_put_u8(output, (unsigned)is_ac << 4 | is_chroma);
        qn_jpeg_put(output, tables[i].length_counts, 16);
        qn_jpeg_put(output, tables[i].symbols, (size_t)tables[i].symbol_count);
    }
}

static void put_scan(qn_jpeg_output *output, unsigned component_count)
{
    put_segment(output, MARKER_SOS, 4 + 2 * component_count);
    qn_jpeg_put_u8(output, component_count);
    for (unsigned i = 0; i < component_count; ++i) {
        qn_jpeg_put_u8(output, i + 1);
        qn_jpeg_put_u8(output, i > 0 ? 0x11 : 0x00);
    }
    qn_jpeg_put(output, "\0\77\0", 3); // all 64 coefficients, all bits of them
}

void qn_jpeg_put_frame(qn_jpeg_output *output, const qn_jpeg_frame *frame)
{
    bool is_colored = frame->component_count > 1;
    put_steps(output, frame->quants, is_colored ? 2 : 1);
    put_components(output, frame);
    put_tables(output, frame->tables, is_colored ? QN_JPEG_TABLES : QN_JPEG_TABLES / 2);
    if (frame->restart_interval > 0) {
        put_segment(output, MARKER_DRI, 2);
        qn_jpeg_put_u16(output, (unsigned)frame->restart_interval);
    }
    put_scan(output, (unsigned)frame->component_count);
}

void qn_jpeg_put_restart(qn_jpeg_output *output, unsigned index)
{
    qn_jpeg_put_last_bits(output);
    qn_jpeg_put_u16(output, MARKER_RST0 + index % 8);
}

void qn_jpeg_put_end(qn_jpeg_output *output)
{
    qn_jpeg_put_last_bits(output);
    qn_jpeg_put_u16(output, MARKER_EOI);
}
