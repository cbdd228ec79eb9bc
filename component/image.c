// A picture comes in as its sides and its bytes; that there are as many as the sides say is checked
// here, once.
#include "quoin/image.h"

#include "abi.h"
#include "quoin/memory.h"

static qn_error check_picture(uint32_t width_px, uint32_t height_px, uint32_t count)
{
    if (width_px == 0 || height_px == 0) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (width_px > QN_BITMAP_MAX_SIDE_PX || height_px > QN_BITMAP_MAX_SIDE_PX) {
        return QN_ERROR_TOO_LARGE;
    }
    uint64_t wanted = (uint64_t)width_px * height_px * 4;
    if (count < wanted) {
        return QN_ERROR_TRUNCATED;
    }
    return count > wanted ? QN_ERROR_TRAILING_BYTES : QN_ERROR_OK;
}

static qn_bitmap bitmap_of(uint32_t width_px, uint32_t height_px, uint8_t *rgba)
{
    return (qn_bitmap){(int32_t)width_px, (int32_t)height_px, rgba};
}

static abi_answer *answer_picture(qn_error error, const qn_bitmap *bitmap)
{
    abi_answer *answer = abi_answer_with(error);
    if (error == QN_ERROR_OK) {
        uint32_t width = (uint32_t)bitmap->width_px, height = (uint32_t)bitmap->height_px;
        answer->value.picture = (abi_picture){width, height, {bitmap->rgba, width * height * 4}};
    }
    return answer;
}

static void release_picture(abi_answer *answer)
{
    if (!answer->is_error) {
        qn_memory_release(answer->value.picture.rgba.data);
    }
}

static void release_file(abi_answer *answer)
{
    if (!answer->is_error) {
        qn_memory_release(answer->value.list.data);
    }
}

ABI_EXPORT("image", "decode") abi_answer *image_decode(uint8_t *file, uint32_t count)
{
    qn_bitmap made = {0};
    qn_error error = qn_image_decode((qn_bytes){file, count}, NULL, &made);
    abi_release(file, count);
    return answer_picture(error, &made);
}

ABI_POST("image", "decode") void image_post_decode(abi_answer *answer) { release_picture(answer); }

// Sides beyond what an int32_t holds are too large and not negative.
static int32_t side_of(uint32_t px) { return px <= INT32_MAX ? (int32_t)px : INT32_MAX; }

ABI_EXPORT("image", "resize")
abi_answer *image_resize(uint32_t width_px, uint32_t height_px, uint8_t *rgba, uint32_t count,
                         uint32_t to_width_px, uint32_t to_height_px)
{
    qn_bitmap made = {0};
    qn_error error = check_picture(width_px, height_px, count);
    if (error == QN_ERROR_OK) {
        qn_bitmap from = bitmap_of(width_px, height_px, rgba);
        error = qn_image_resize(&from, side_of(to_width_px), side_of(to_height_px), NULL, &made);
    }
    abi_release(rgba, count);
    return answer_picture(error, &made);
}

ABI_POST("image", "resize") void image_post_resize(abi_answer *answer) { release_picture(answer); }

ABI_EXPORT("image", "encode-png")
abi_answer *image_encode_png(uint32_t width_px, uint32_t height_px, uint8_t *rgba, uint32_t count)
{
    uint8_t *out = NULL;
    size_t size = 0;
    qn_error error = check_picture(width_px, height_px, count);
    if (error == QN_ERROR_OK) {
        qn_bitmap from = bitmap_of(width_px, height_px, rgba);
        error = qn_image_encode_png(&from, NULL, &out, &size);
    }
    abi_release(rgba, count);
    return abi_answer_list(error, out, size);
}

ABI_POST("image", "encode-png") void image_post_encode_png(abi_answer *answer)
{
    release_file(answer);
}

ABI_EXPORT("image", "encode-jpeg")
abi_answer *image_encode_jpeg(uint32_t width_px, uint32_t height_px, uint8_t *rgba, uint32_t count,
                              uint32_t quality)
{
    uint8_t *out = NULL;
    size_t size = 0;
    qn_error error = check_picture(width_px, height_px, count);
    if (error == QN_ERROR_OK && quality == 0) {
        error = QN_ERROR_OUT_OF_RANGE; // and not the default
    }
    if (error == QN_ERROR_OK) {
        qn_bitmap from = bitmap_of(width_px, height_px, rgba);
        qn_jpeg_opts opts = {.quality = (int32_t)quality};
        error = qn_image_encode_jpeg(&from, &opts, &out, &size);
    }
    abi_release(rgba, count);
    return abi_answer_list(error, out, size);
}

ABI_POST("image", "encode-jpeg") void image_post_encode_jpeg(abi_answer *answer)
{
    release_file(answer);
}
