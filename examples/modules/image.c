// Pictures: from files, changed in place, at other sizes, to files.
#include "sample.h"

static void thumbnail(void)
{
    qn_bytes file = picture_file();
    // [thumbnail]
    qn_bitmap photo, small = {0};
    qn_image_decode_opts opts = {.limits = {.max_side_px = 4096}};
    qn_error error = qn_image_decode(file, &opts, &photo); // PNG or JPEG, upright
    if (error == QN_ERROR_OK) {
        qn_image_resize_within(&photo, 160, 160, NULL, &small); // Lanczos3, keeps its shape
        qn_memory_release(photo.rgba);
    }
    // [/thumbnail]
    CHECK_ERROR(error, QN_ERROR_OK);
    CHECK_INT(small.width_px, 160);
    CHECK_INT(small.height_px, 80);
    qn_memory_release(small.rgba);
    qn_memory_release((void *)(uintptr_t)file.data);
}

static void filters(void)
{
    qn_bitmap bitmap = picture();
    // [filters]
    qn_image_crop(&bitmap, (qn_image_rect){.x_px = 100, .width_px = 200, .height_px = 200});
    qn_image_rotate(&bitmap, 1); // a quarter turn clockwise
    qn_image_saturation(&bitmap, 0.4f);
    qn_image_blur(&bitmap, 2.5f);
    qn_image_sharpen(&bitmap, 1.0f, 0.6f, 2);
    // [/filters]
    CHECK_INT(bitmap.width_px, 200);
    CHECK_ERROR(qn_image_blur(&bitmap, -1.0f), QN_ERROR_OUT_OF_RANGE);
    qn_memory_release(bitmap.rgba);
}

static void files(void)
{
    qn_bitmap bitmap = picture();
    // [files]
    uint8_t *jpeg, *png;
    size_t jpeg_size, png_size;
    qn_jpeg_opts photo = {.quality = 80, .background_rgb = (const uint8_t[]){20, 20, 30}};
    qn_error error = qn_image_encode_jpeg(&bitmap, &photo, &jpeg, &jpeg_size);
    qn_png_opts exact = {.level = 9};
    qn_error png_error = qn_image_encode_png(&bitmap, &exact, &png, &png_size);
    // [/files]
    CHECK_ERROR(error, QN_ERROR_OK);
    CHECK_ERROR(png_error, QN_ERROR_OK);
    qn_image_info info;
    CHECK_ERROR(qn_image_probe((qn_bytes){jpeg, jpeg_size}, &info), QN_ERROR_OK);
    CHECK_INT(info.format, QN_IMAGE_JPEG);
    qn_memory_release(jpeg);
    qn_memory_release(png);
    qn_memory_release(bitmap.rgba);
}

static void slices(void)
{
    qn_bytes file = picture_file();
    uint8_t *jpeg = NULL;
    size_t jpeg_size = 0;
    bool is_stopped = false;
    // [slices]
    qn_image_resizer *resizer = NULL;
    if (qn_image_resizer_begin_load(file, NULL, &resizer) != QN_ERROR_OK) {
        return;
    }
    while (qn_image_resizer_progress(resizer) < 1.0f && !is_stopped) {
        qn_image_resizer_run(resizer, 100000); // about a millisecond; then look for messages
    }
    qn_image_resizer_begin_resize(resizer, 200, 200, NULL);
    while (qn_image_resizer_progress(resizer) < 1.0f && !is_stopped) {
        qn_image_resizer_run(resizer, 100000);
    }
    qn_error error = qn_image_resizer_to_jpeg(resizer, NULL, &jpeg, &jpeg_size);
    qn_image_resizer_destroy(resizer);
    // [/slices]
    CHECK_ERROR(error, QN_ERROR_OK);
    qn_image_info info;
    CHECK_ERROR(qn_image_probe((qn_bytes){jpeg, jpeg_size}, &info), QN_ERROR_OK);
    CHECK_INT(info.width_px, 200);
    qn_memory_release(jpeg);
    qn_memory_release((void *)(uintptr_t)file.data);
}
