// What the samples of docs/modules.md share. The manual shows what stands between [name] and
// [/name]; tests/test_manual_modules.c runs every sample with the checks that follow it.
#ifndef EXAMPLES_MODULES_SAMPLE_H
#define EXAMPLES_MODULES_SAMPLE_H

#include <string.h>

#include "check.h"
#include "quoin/quoin.h"

static qn_bytes text_bytes(const char *text)
{
    return (qn_bytes){(const uint8_t *)text, strlen(text)};
}

// 400 x 200 pixels of soft colours.
static qn_bitmap picture(void)
{
    qn_bitmap bitmap;
    CHECK_ERROR(qn_image_create(400, 200, &bitmap), QN_ERROR_OK);
    for (int32_t i = 0; i < 400 * 200; ++i) {
        uint8_t *pixel = bitmap.rgba + 4 * i;
        pixel[0] = (uint8_t)(i % 400 / 2);
        pixel[1] = (uint8_t)(i / 400);
        pixel[2] = 90;
        pixel[3] = 255;
    }
    return bitmap;
}

static qn_bytes picture_file(void)
{
    qn_bitmap bitmap = picture();
    uint8_t *file;
    size_t size;
    CHECK_ERROR(qn_image_encode_png(&bitmap, NULL, &file, &size), QN_ERROR_OK);
    qn_memory_release(bitmap.rgba);
    return (qn_bytes){file, size};
}

#endif
