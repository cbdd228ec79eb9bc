// Any bytes as a sprite sheet: refused, or frames that lie in their image; nothing leaks.
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "quoin/memory.h"
#include "quoin/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *text = malloc(size > 0 ? size : 1); // nothing may be read behind it
    memcpy(text, data, size);
    qn_image image = {1, 512, 256};
    qn_sheet *sheet = NULL;
    bool is_sound = true;
    if (qn_sheet_create((qn_bytes){text, size}, image, &sheet) == QN_ERROR_OK) {
        for (int32_t i = 0; i < qn_sheet_frame_count(sheet); ++i) {
            const qn_image_part *part = &qn_sheet_frame(sheet, i)->part;
            is_sound = is_sound && part->x_px + part->width_px <= image.width_px &&
                       part->y_px + part->height_px <= image.height_px;
        }
        qn_animation all = qn_sheet_animation(sheet, NULL);
        is_sound = is_sound && qn_animation_frame_at(&all, 0.2f) >= 0;
    }
    free(text);
    qn_sheet_destroy(sheet);
    if (!is_sound || qn_memory_live_count() != 0) {
        __builtin_trap();
    }
    return 0;
}
