// Compression: in one call, with limits; other formats; in pieces.
#include "sample.h"

static void whole(void)
{
    qn_bytes save = text_bytes("{\"bell\":1,\"bell\":1,\"bell\":1,\"bell\":1}");
    // [gzip]
    uint8_t *packed = NULL, *content = NULL;
    size_t packed_size, content_size = 0;
    if (qn_gzip(save, 6, &packed, &packed_size) == QN_ERROR_OK) {
        // Never more than this, whatever the bytes claim.
        size_t most = 1024 * 1024;
        qn_error error = qn_gunzip((qn_bytes){packed, packed_size}, most, &content, &content_size);
        CHECK_ERROR(error, QN_ERROR_OK);
    }
    qn_memory_release(packed);
    // [/gzip]
    CHECK_INT(content_size, save.size_bytes);
    CHECK_BYTES(content, save.data, save.size_bytes);
    qn_memory_release(content);
}

static void formats(void)
{
    qn_bytes save = text_bytes("bells, bells, bells");
    uint8_t *packed = NULL;
    size_t packed_size;
    // [formats]
    qn_deflate_def def = qn_deflate_def_default();
    def.level = 9;
    def.name = "tower.json"; // gzip's header tells it
    def.modified_s = 1700000000;
    qn_error error = qn_deflate(save, &def, &packed, &packed_size);

    qn_gzip_header header;
    qn_gzip_read_header((qn_bytes){packed, packed_size}, &header);
    // [/formats]
    CHECK_ERROR(error, QN_ERROR_OK);
    CHECK_TEXT(header.name, "tower.json");
    CHECK_INT(header.modified_s, 1700000000);
    qn_memory_release(packed);
}

static void streams(void)
{
    qn_bytes log = text_bytes("toll toll toll toll toll toll toll toll toll toll");
    uint8_t out[256];
    size_t out_size = 0;
    // [streams]
    qn_deflate_def def = qn_deflate_def_default();
    def.format = QN_COMPRESS_ZLIB;
    qn_deflater *deflater = NULL;
    if (qn_deflater_create(&def, &deflater) != QN_ERROR_OK) {
        return;
    }
    qn_bytes input = log; // moves past what was taken
    while (!qn_deflater_is_done(deflater)) {
        uint8_t piece[16];
        uint8_t *end = piece;
        size_t room = sizeof piece;
        qn_deflater_push(deflater, &input, QN_FLUSH_FINISH, &end, &room);
        memcpy(out + out_size, piece, (size_t)(end - piece));
        out_size += (size_t)(end - piece);
    }
    qn_deflater_destroy(deflater);
    // [/streams]
    qn_inflate_def inflate = qn_inflate_def_default();
    inflate.format = QN_COMPRESS_ZLIB;
    uint8_t *content;
    size_t content_size;
    CHECK_ERROR(qn_inflate((qn_bytes){out, out_size}, &inflate, &content, &content_size),
                QN_ERROR_OK);
    CHECK_INT(content_size, log.size_bytes);
    CHECK_BYTES(content, log.data, log.size_bytes);
    qn_memory_release(content);
}
