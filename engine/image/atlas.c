// Packing by skyline: a page is cut into columns of 4 px and remembers how far each is filled. A
// bitmap goes where the highest of the columns it needs is lowest, leftmost on a tie, on the first
// page where it fits, so the same bitmaps in the same order always land in the same places.
#include "quoin/atlas.h"

#include <string.h>

#include "base/alloc.h"

#define CELL_PX 4
#define MAX_PAGES 64
#define MAX_COLUMNS (4096 / CELL_PX)
#define MAX_NAME 64
#define INITIAL_IMAGES 64

typedef struct page {
    uint8_t *pixels;
    uint16_t filled_px[MAX_COLUMNS];
} page;

typedef struct entry {
    char name[MAX_NAME]; // empty: not to be found
    qn_atlas_rect rect;
} entry;

struct qn_atlas {
    int32_t page_px;
    int32_t page_capacity;
    int32_t page_count;
    int32_t image_count;
    int32_t image_capacity;
    entry *images;
    page *pages[MAX_PAGES];
};

typedef struct spot {
    int32_t page, x_px, y_px;
} spot;

qn_error qn_atlas_create(int32_t page_px, int32_t page_capacity, qn_atlas **out)
{
    if (out == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (page_px < 64 || page_px > 4096 || page_px % CELL_PX != 0 || page_capacity < 1 ||
        page_capacity > MAX_PAGES) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    qn_atlas *atlas = qn_alloc_zeroed(sizeof *atlas);
    if (atlas == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    atlas->images = qn_alloc_zeroed(INITIAL_IMAGES * sizeof(entry));
    if (atlas->images == NULL) {
        qn_free(atlas);
        return QN_ERROR_OUT_OF_MEMORY;
    }
    atlas->page_px = page_px;
    atlas->page_capacity = page_capacity;
    atlas->image_count = 1;
    atlas->image_capacity = INITIAL_IMAGES;
    *out = atlas;
    return QN_ERROR_OK;
}

void qn_atlas_destroy(qn_atlas *atlas)
{
    if (atlas == NULL) {
        return;
    }
    for (int32_t i = 0; i < atlas->page_count; ++i) {
        qn_free(atlas->pages[i]->pixels);
        qn_free(atlas->pages[i]);
    }
    qn_free(atlas->images);
    qn_free(atlas);
}

static bool reserve_image(qn_atlas *atlas)
{
    if (atlas->image_count < atlas->image_capacity) {
        return true;
    }
    int32_t capacity = atlas->image_capacity * 2;
    entry *images = qn_alloc_zeroed((size_t)capacity * sizeof(entry));
    if (images == NULL) {
        return false;
    }
    memcpy(images, atlas->images, (size_t)atlas->image_count * sizeof(entry));
    qn_free(atlas->images);
    atlas->images = images;
    atlas->image_capacity = capacity;
    return true;
}

static bool add_page(qn_atlas *atlas)
{
    page *fresh = qn_alloc_zeroed(sizeof *fresh);
    if (fresh == NULL) {
        return false;
    }
    fresh->pixels = qn_alloc_zeroed((size_t)atlas->page_px * (size_t)atlas->page_px * 4);
    if (fresh->pixels == NULL) {
        qn_free(fresh);
        return false;
    }
    atlas->pages[atlas->page_count++] = fresh;
    return true;
}

static int32_t highest(const page *p, int32_t first, int32_t count)
{
    int32_t high = 0;
    for (int32_t i = first; i < first + count; ++i) {
        high = p->filled_px[i] > high ? p->filled_px[i] : high;
    }
    return high;
}

// The lowest place on one page for a cell of this size; false when there is none.
static bool find_on_page(const qn_atlas *atlas, int32_t index, int32_t columns, int32_t height_px,
                         spot *out)
{
    const page *p = atlas->pages[index];
    int32_t best_px = atlas->page_px - height_px + 1;
    for (int32_t column = 0; column + columns <= atlas->page_px / CELL_PX; ++column) {
        int32_t y_px = highest(p, column, columns);
        if (y_px < best_px) {
            best_px = y_px;
            *out = (spot){index, column * CELL_PX, y_px};
        }
    }
    return best_px <= atlas->page_px - height_px;
}

static qn_error find_spot(qn_atlas *atlas, int32_t width_px, int32_t height_px, spot *out)
{
    int32_t columns = width_px / CELL_PX;
    for (int32_t i = 0; i < atlas->page_count; ++i) {
        if (find_on_page(atlas, i, columns, height_px, out)) {
            return QN_ERROR_OK;
        }
    }
    if (atlas->page_count == atlas->page_capacity) {
        return QN_ERROR_CAPACITY;
    }
    if (!add_page(atlas)) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    *out = (spot){atlas->page_count - 1, 0, 0};
    return QN_ERROR_OK;
}

static uint8_t premultiplied(uint8_t value, uint8_t alpha)
{
    return (uint8_t)((value * alpha + 127) / 255);
}

static int32_t clamp_index(int32_t i, int32_t count)
{
    return i < 0 ? 0 : (i >= count ? count - 1 : i);
}

// Fills the whole cell: outside the image its nearest texel is repeated.
static void copy_into_cell(qn_atlas *atlas, spot at, int32_t cell_width_px, int32_t cell_height_px,
                           const uint8_t *rgba, int32_t width_px, int32_t height_px)
{
    for (int32_t y = 0; y < cell_height_px; ++y) {
        int32_t source_y = clamp_index(y - QN_ATLAS_BORDER_PX, height_px);
        size_t row = (size_t)(at.y_px + y) * (size_t)atlas->page_px + (size_t)at.x_px;
        uint8_t *to = atlas->pages[at.page]->pixels + row * 4;
        for (int32_t x = 0; x < cell_width_px; ++x, to += 4) {
            int32_t source_x = clamp_index(x - QN_ATLAS_BORDER_PX, width_px);
            const uint8_t *from =
                rgba + ((size_t)source_y * (size_t)width_px + (size_t)source_x) * 4;
            to[0] = premultiplied(from[0], from[3]);
            to[1] = premultiplied(from[1], from[3]);
            to[2] = premultiplied(from[2], from[3]);
            to[3] = from[3];
        }
    }
}

static int32_t cell_size(int32_t size_px)
{
    return (size_px + 2 * QN_ATLAS_BORDER_PX + CELL_PX - 1) / CELL_PX * CELL_PX;
}

static qn_error check_image(const qn_atlas *atlas, const char *name, int32_t width_px,
                            int32_t height_px)
{
    if (width_px < 1 || height_px < 1) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (width_px > atlas->page_px || height_px > atlas->page_px ||
        cell_size(width_px) > atlas->page_px || cell_size(height_px) > atlas->page_px) {
        return QN_ERROR_TOO_LARGE;
    }
    if (name != NULL && (name[0] == '\0' || strlen(name) >= MAX_NAME)) {
        return QN_ERROR_OUT_OF_RANGE;
    }
    if (name != NULL && qn_atlas_find(atlas, name).index != 0) {
        return QN_ERROR_BAD_DATA;
    }
    return atlas->image_count < QN_ATLAS_MAX_IMAGES ? QN_ERROR_OK : QN_ERROR_CAPACITY;
}

static qn_image image_at(const qn_atlas *atlas, int32_t index)
{
    qn_atlas_rect rect = atlas->images[index].rect;
    return (qn_image){(uint16_t)index, rect.width_px, rect.height_px};
}

static void remember(qn_atlas *atlas, const char *name, spot at, int32_t width_px,
                     int32_t height_px)
{
    entry *image = &atlas->images[atlas->image_count++];
    if (name != NULL) {
        memcpy(image->name, name, strlen(name) + 1);
    }
    image->rect = (qn_atlas_rect){(uint16_t)(at.x_px + QN_ATLAS_BORDER_PX),
                                  (uint16_t)(at.y_px + QN_ATLAS_BORDER_PX), (uint16_t)width_px,
                                  (uint16_t)height_px, (uint16_t)at.page};
}

qn_error qn_atlas_add(qn_atlas *atlas, const char *name, const uint8_t *rgba, int32_t width_px,
                      int32_t height_px, qn_image *out)
{
    if (atlas == NULL || rgba == NULL) {
        return QN_ERROR_NULL_POINTER;
    }
    qn_error error = check_image(atlas, name, width_px, height_px);
    if (error != QN_ERROR_OK) {
        return error;
    }
    if (!reserve_image(atlas)) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    int32_t cell_width_px = cell_size(width_px);
    int32_t cell_height_px = cell_size(height_px);
    spot at = {0, 0, 0};
    error = find_spot(atlas, cell_width_px, cell_height_px, &at);
    if (error != QN_ERROR_OK) {
        return error;
    }
    page *p = atlas->pages[at.page];
    for (int32_t i = at.x_px / CELL_PX; i < (at.x_px + cell_width_px) / CELL_PX; ++i) {
        p->filled_px[i] = (uint16_t)(at.y_px + cell_height_px);
    }
    copy_into_cell(atlas, at, cell_width_px, cell_height_px, rgba, width_px, height_px);
    remember(atlas, name, at, width_px, height_px);
    if (out != NULL) {
        *out = image_at(atlas, atlas->image_count - 1);
    }
    return QN_ERROR_OK;
}

qn_image qn_atlas_find(const qn_atlas *atlas, const char *name)
{
    if (atlas == NULL || name == NULL || name[0] == '\0') {
        return (qn_image){0, 0, 0};
    }
    for (int32_t i = 1; i < atlas->image_count; ++i) {
        if (strcmp(atlas->images[i].name, name) == 0) {
            return image_at(atlas, i);
        }
    }
    return (qn_image){0, 0, 0};
}

int32_t qn_atlas_page_px(const qn_atlas *atlas) { return atlas == NULL ? 0 : atlas->page_px; }

int32_t qn_atlas_page_count(const qn_atlas *atlas) { return atlas == NULL ? 0 : atlas->page_count; }

const uint8_t *qn_atlas_page(const qn_atlas *atlas, int32_t index)
{
    bool exists = atlas != NULL && index >= 0 && index < atlas->page_count;
    return exists ? atlas->pages[index]->pixels : NULL;
}

int32_t qn_atlas_image_count(const qn_atlas *atlas)
{
    return atlas == NULL ? 0 : atlas->image_count;
}

qn_atlas_rect qn_atlas_image_rect(const qn_atlas *atlas, int32_t index)
{
    if (atlas == NULL || index < 0 || index >= atlas->image_count) {
        return (qn_atlas_rect){0};
    }
    return atlas->images[index].rect;
}
