// Any bytes as a font, behind a repaired magic and version, and any bytes as a text in it: whatever
// is taken can be measured and drawn, and nothing leaks.
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "quoin/atlas.h"
#include "quoin/memory.h"
#include "quoin/sprite.h"
#include "quoin/text.h"

enum { TEXT_BYTES = 48 };

static void write(qn_atlas *atlas, const qn_font *font, const char *text, uint8_t choice)
{
    qn_draw_list *list = NULL;
    if (qn_draw_list_create(256, atlas, &list) != QN_ERROR_OK) {
        return;
    }
    qn_camera camera = {{0.0f, 0.0f}, 100.0f, 0.3f, {300.0f, 200.0f}};
    qn_text_style style = {.height_m = 8.0f,
                           .color = qn_rgb(0xFFFFFF),
                           .wrap_m = (float)(choice & 0x7F),
                           .max_lines = choice >> 6,
                           .letter_spacing_m = choice % 3 == 0 ? -1.0f : 0.5f,
                           .outline_m = 0.5f,
                           .outline = qn_rgb(0xFF)};
    qn_draw_begin(list, qn_rgb(0));
    qn_draw_camera(list, &camera);
    qn_draw_font(list, font);
    qn_draw_text_styled(list, text, qn_pose_identity(), &style);
    qn_text_size size = qn_text_measure(list, text, &style);
    if (size.line_count < 1 || !qn_is_finite(size.width_m)) {
        __builtin_trap();
    }
    qn_draw_list_destroy(list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[TEXT_BYTES + 1] = "";
    uint8_t choice = size > 0 ? data[0] : 0;
    size_t text_bytes = size > 1 ? (size - 1 < TEXT_BYTES ? size - 1 : TEXT_BYTES) : 0;
    memcpy(text, data + (size > 0), text_bytes);
    size_t rest = size - text_bytes - (size > 0);
    uint8_t *bytes = malloc(rest + 1);
    memcpy(bytes, data + size - rest, rest);
    if (rest >= 6) {
        memcpy(bytes, "QNFT\2\0", 6);
    }
    qn_atlas *atlas = NULL;
    qn_font *font = NULL;
    if (qn_atlas_create(256, 2, &atlas) == QN_ERROR_OK &&
        qn_font_create((qn_bytes){bytes, rest}, atlas, &font) == QN_ERROR_OK) {
        write(atlas, font, text, choice);
    }
    qn_font_destroy(font);
    qn_atlas_destroy(atlas);
    free(bytes);
    if (qn_memory_live_count() != 0) {
        __builtin_trap();
    }
    return 0;
}
