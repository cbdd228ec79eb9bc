// Entries are told apart by their content, so that the manifest alone decides what a pack holds.
// Pages of 1024 px fit every WebGL 2 device and keep a nearly empty last page cheap.
#include "assets.h"

#include <string.h>

#include "quoin/image.h"
#include "quoin/memory.h"
#include "quoin/pack.h"

#define PAGE_PX 1024
#define MAX_PAGES 8
#define FONT_ENTRY "font"

static qn_error add_image(assets *a, const char *name, qn_bytes file)
{
    qn_bitmap bitmap;
    qn_error error = qn_image_decode_png(file, NULL, &bitmap);
    if (error != QN_ERROR_OK) {
        return error;
    }
    error = qn_atlas_add(a->atlas, name, bitmap.rgba, bitmap.width_px, bitmap.height_px, NULL);
    qn_memory_release(bitmap.rgba);
    return error;
}

static qn_error add_entry(assets *a, const char *name, qn_bytes content)
{
    int32_t width_px, height_px;
    if (strcmp(name, FONT_ENTRY) == 0) {
        return qn_font_create(content, a->atlas, &a->font);
    }
    if (qn_image_probe_png(content, &width_px, &height_px) == QN_ERROR_OK) {
        return add_image(a, name, content);
    }
    return QN_ERROR_OK;
}

static qn_error add_entries(assets *a, const qn_pack *pack)
{
    qn_error error = QN_ERROR_OK;
    for (int32_t i = 0; i < qn_pack_entry_count(pack) && error == QN_ERROR_OK; ++i) {
        const char *name = qn_pack_entry_name(pack, i);
        uint8_t *bytes = NULL;
        size_t size_bytes = 0;
        error = qn_pack_read(pack, name, &bytes, &size_bytes);
        if (error == QN_ERROR_OK) {
            error = add_entry(a, name, (qn_bytes){bytes, size_bytes});
        }
        qn_memory_release(bytes);
    }
    return error;
}

qn_error assets_open(qn_bytes pack_file, assets *out)
{
    *out = (assets){0};
    qn_pack *pack = NULL;
    qn_error error = qn_pack_open(pack_file, &pack);
    if (error == QN_ERROR_OK) {
        error = qn_atlas_create(PAGE_PX, MAX_PAGES, &out->atlas);
    }
    if (error == QN_ERROR_OK) {
        error = add_entries(out, pack);
    }
    qn_pack_close(pack);
    if (error != QN_ERROR_OK) {
        assets_close(out);
    }
    return error;
}

void assets_close(assets *a)
{
    qn_font_destroy(a->font);
    qn_atlas_destroy(a->atlas);
    *a = (assets){0};
}
