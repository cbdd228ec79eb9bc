// Textures of records, of the atlas, and of what is drawn into. An atlas only grows, so what is new
// is what lies beyond the images that were there before; a further page makes the texture anew.
#include <stddef.h>
#include <string.h>

#include "render_gl.h"

#define ROW_TEXELS QN_SPRITE_ROW_TEXELS
#define IMAGE_ROWS (QN_ATLAS_MAX_IMAGES / ROW_TEXELS)
// Cells are aligned to 4 texels: two reduced levels never mix neighbours.
#define PAGE_LEVELS 3

GLuint gl_texture_of_records(int32_t row_count)
{
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexStorage2D(GL_TEXTURE_2D, 1, GL_RGBA32UI, ROW_TEXELS, row_count);
    return name;
}

void gl_upload_rows(const void *texels, int32_t first_row, int32_t row_count)
{
    // To WebGL an empty upload could mean everything up to the end of memory.
    if (row_count > 0) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first_row, ROW_TEXELS, row_count, GL_RGBA_INTEGER,
                        GL_UNSIGNED_INT, texels);
    }
}

// ---- Atlas ----------------------------------------------------------------------------------

static void upload_image_table(const gl_atlas *a)
{
    static uint32_t table[QN_ATLAS_MAX_IMAGES][4];
    memset(table, 0, sizeof table);
    for (int32_t i = 0; i < qn_atlas_image_count(a->atlas); ++i) {
        qn_atlas_rect rect = qn_atlas_image_rect(a->atlas, i);
        table[i][0] = rect.x_px | (uint32_t)rect.y_px << 16;
        table[i][1] = rect.width_px | (uint32_t)rect.height_px << 16;
        table[i][2] = rect.page;
    }
    glActiveTexture(GL_TEXTURE0 + UNIT_IMAGES);
    glBindTexture(GL_TEXTURE_2D, a->images);
    gl_upload_rows(table, 0, IMAGE_ROWS);
}

static void set_page_sampling(void)
{
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_NEAREST);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

static void make_pages(gl_atlas *a)
{
    int32_t count = qn_atlas_page_count(a->atlas);
    int32_t side_px = count > 0 ? qn_atlas_page_px(a->atlas) : 4;
    glActiveTexture(GL_TEXTURE0 + UNIT_PAGES);
    glDeleteTextures(1, &a->pages);
    glGenTextures(1, &a->pages);
    glBindTexture(GL_TEXTURE_2D_ARRAY, a->pages);
    glTexStorage3D(GL_TEXTURE_2D_ARRAY, PAGE_LEVELS, GL_RGBA8, side_px, side_px,
                   count > 0 ? count : 1);
    for (int32_t i = 0; i < count; ++i) {
        glTexSubImage3D(GL_TEXTURE_2D_ARRAY, 0, 0, 0, i, side_px, side_px, 1, GL_RGBA,
                        GL_UNSIGNED_BYTE, qn_atlas_page(a->atlas, i));
    }
    set_page_sampling();
    glGenerateMipmap(GL_TEXTURE_2D_ARRAY);
    a->page_count = count;
}

// With its border, and what aligns it.
static void upload_cell(const gl_atlas *a, int32_t index)
{
    qn_atlas_rect rect = qn_atlas_image_rect(a->atlas, index);
    int32_t side_px = qn_atlas_page_px(a->atlas);
    int32_t x = rect.x_px - QN_ATLAS_BORDER_PX, y = rect.y_px - QN_ATLAS_BORDER_PX;
    int32_t width = (rect.width_px + 2 * QN_ATLAS_BORDER_PX + 3) / 4 * 4;
    int32_t height = (rect.height_px + 2 * QN_ATLAS_BORDER_PX + 3) / 4 * 4;
    size_t first = 4 * ((size_t)y * (size_t)side_px + (size_t)x);
    glTexSubImage3D(GL_TEXTURE_2D_ARRAY, 0, x, y, rect.page, width, height, 1, GL_RGBA,
                    GL_UNSIGNED_BYTE, qn_atlas_page(a->atlas, rect.page) + first);
}

static void upload_cells(const gl_atlas *a, int32_t first, int32_t end)
{
    glActiveTexture(GL_TEXTURE0 + UNIT_PAGES);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, qn_atlas_page_px(a->atlas));
    for (int32_t i = first; i < end; ++i) {
        upload_cell(a, i);
    }
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glGenerateMipmap(GL_TEXTURE_2D_ARRAY);
}

void gl_atlas_create(gl_atlas *a, const qn_atlas *atlas)
{
    *a = (gl_atlas){.atlas = atlas};
    glActiveTexture(GL_TEXTURE0 + UNIT_IMAGES);
    a->images = gl_texture_of_records(IMAGE_ROWS);
    upload_image_table(a);
    make_pages(a);
    a->image_count = qn_atlas_image_count(atlas);
}

void gl_atlas_update(gl_atlas *a)
{
    int32_t count = qn_atlas_image_count(a->atlas);
    if (count == a->image_count) {
        return;
    }
    if (qn_atlas_page_count(a->atlas) == a->page_count) {
        upload_cells(a, a->image_count, count);
    } else {
        make_pages(a);
    }
    upload_image_table(a);
    a->image_count = count;
}

void gl_atlas_destroy(gl_atlas *a)
{
    glDeleteTextures(1, &a->images);
    glDeleteTextures(1, &a->pages);
}

// ---- Pictures -------------------------------------------------------------------------------

static bool make_picture(gl_picture *p, int32_t width_px, int32_t height_px)
{
    gl_picture_destroy(p);
    glGenTextures(1, &p->texture);
    glBindTexture(GL_TEXTURE_2D, p->texture);
    glTexStorage2D(GL_TEXTURE_2D, 1, GL_RGBA8, width_px, height_px);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glGenFramebuffers(1, &p->framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, p->framebuffer);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, p->texture, 0);
    p->width_px = width_px;
    p->height_px = height_px;
    return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

bool gl_picture_open(gl_picture *p, int32_t width_px, int32_t height_px)
{
    if (p->width_px != width_px || p->height_px != height_px) {
        glActiveTexture(GL_TEXTURE0 + UNIT_TARGET);
        bool is_made = make_picture(p, width_px, height_px);
        if (!is_made) {
            gl_picture_destroy(p);
            glBindFramebuffer(GL_FRAMEBUFFER, 0);
            return false;
        }
    }
    glBindFramebuffer(GL_FRAMEBUFFER, p->framebuffer);
    return true;
}

void gl_picture_destroy(gl_picture *p)
{
    glDeleteFramebuffers(1, &p->framebuffer);
    glDeleteTextures(1, &p->texture);
    *p = (gl_picture){0};
}
