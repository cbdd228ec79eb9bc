// Vertex pulling: records go as they are into an integer texture and the vertex shader fetches the
// one it needs by vertex number, so a frame costs two uploads and one draw call, whatever it shows.
// Where the processor draws, it is a call for each run of records that read the atlas, or that do
// not (render_shader.h says why); the pixels are the same. Colours are premultiplied, so normal and
// additive records share one blend state. Everything the context holds can be made again from the
// atlas; nothing is read back from it.
#include "render.h"

#include <GLES3/gl3.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "render_shader.h"

#define ROW_TEXELS QN_SPRITE_ROW_TEXELS
// The driver may still read the last two frames' records while the next is written.
#define RING_COUNT 3
#define IMAGE_ROWS (QN_ATLAS_MAX_IMAGES / ROW_TEXELS)
// Cells are aligned to 4 texels: two reduced levels never mix neighbours.
#define PAGE_LEVELS 3

typedef struct ring_texture {
    GLuint name;
    int32_t row_count;
} ring_texture;

typedef struct program {
    GLuint name;
    GLint surface_px_location;
    GLint first_extra_location;
} program;

enum { PROGRAM_ALL, PROGRAM_SHAPES, PROGRAM_IMAGES, PROGRAM_COUNT };

typedef struct render_gl {
    render base;
    const qn_atlas *atlas;
    bool is_software;
    program programs[PROGRAM_COUNT];
    GLuint vertex_array;
    GLuint pages;
    GLuint images;
    ring_texture ring[RING_COUNT];
    int32_t ring_index;
} render_gl;

// One program for all records, or the two that share them.
static int32_t first_program(const render_gl *gl)
{
    return gl->is_software ? PROGRAM_SHAPES : PROGRAM_ALL;
}

static int32_t end_of_programs(const render_gl *gl)
{
    return gl->is_software ? PROGRAM_COUNT : PROGRAM_SHAPES;
}

static GLuint compile(GLenum type, const char *first, const char *second)
{
    const char *texts[2] = {first, second};
    GLuint shader = glCreateShader(type);
    glShaderSource(shader, 2, texts, NULL);
    glCompileShader(shader);
    return shader;
}

static void start_program(program *p, const char *fragment_main)
{
    GLuint vertex = compile(GL_VERTEX_SHADER, vertex_shader, "");
    GLuint fragment = compile(GL_FRAGMENT_SHADER, fragment_common, fragment_main);
    p->name = glCreateProgram();
    glAttachShader(p->name, vertex);
    glAttachShader(p->name, fragment);
    glLinkProgram(p->name);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
}

static bool finish_program(program *p, int32_t page_px)
{
    GLint is_linked = 0;
    glGetProgramiv(p->name, GL_LINK_STATUS, &is_linked);
    if (!is_linked) {
        return false;
    }
    glUseProgram(p->name);
    glUniform1i(glGetUniformLocation(p->name, "u_records"), 0);
    glUniform1i(glGetUniformLocation(p->name, "u_images"), 1);
    glUniform1i(glGetUniformLocation(p->name, "u_pages"), 2);
    glUniform1f(glGetUniformLocation(p->name, "u_page_px"), (float)(page_px > 0 ? page_px : 1));
    p->surface_px_location = glGetUniformLocation(p->name, "u_surface_px");
    p->first_extra_location = glGetUniformLocation(p->name, "u_first_extra");
    return true;
}

// Status is asked only after all were started, so that a browser may compile on other threads.
static qn_error make_programs(render_gl *gl)
{
    static const char *const mains[PROGRAM_COUNT] = {main_of_all, main_of_shapes, main_of_images};
    int32_t first = first_program(gl);
    int32_t end = end_of_programs(gl);
    for (int32_t i = first; i < end; ++i) {
        start_program(&gl->programs[i], mains[i]);
    }
    int32_t page_px = qn_atlas_page_px(gl->atlas);
    for (int32_t i = first; i < end; ++i) {
        if (!finish_program(&gl->programs[i], page_px)) {
            return QN_ERROR_NO_GRAPHICS;
        }
    }
    return QN_ERROR_OK;
}

static GLuint make_record_texture(int32_t row_count)
{
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexStorage2D(GL_TEXTURE_2D, 1, GL_RGBA32UI, ROW_TEXELS, row_count);
    return name;
}

static void upload_rows(const void *texels, int32_t first_row, int32_t row_count)
{
    // To WebGL an empty upload could mean everything up to the end of memory.
    if (row_count > 0) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first_row, ROW_TEXELS, row_count, GL_RGBA_INTEGER,
                        GL_UNSIGNED_INT, texels);
    }
}

static void make_image_table(render_gl *gl)
{
    static uint32_t table[QN_ATLAS_MAX_IMAGES][4];
    memset(table, 0, sizeof table);
    for (int32_t i = 0; i < qn_atlas_image_count(gl->atlas); ++i) {
        qn_atlas_rect rect = qn_atlas_image_rect(gl->atlas, i);
        table[i][0] = rect.x_px | (uint32_t)rect.y_px << 16;
        table[i][1] = rect.width_px | (uint32_t)rect.height_px << 16;
        table[i][2] = rect.page;
    }
    glActiveTexture(GL_TEXTURE1);
    gl->images = make_record_texture(IMAGE_ROWS);
    upload_rows(table, 0, IMAGE_ROWS);
}

static void make_pages(render_gl *gl)
{
    int32_t count = qn_atlas_page_count(gl->atlas);
    int32_t side_px = count > 0 ? qn_atlas_page_px(gl->atlas) : 4;
    glActiveTexture(GL_TEXTURE2);
    glGenTextures(1, &gl->pages);
    glBindTexture(GL_TEXTURE_2D_ARRAY, gl->pages);
    glTexStorage3D(GL_TEXTURE_2D_ARRAY, PAGE_LEVELS, GL_RGBA8, side_px, side_px,
                   count > 0 ? count : 1);
    for (int32_t i = 0; i < count; ++i) {
        glTexSubImage3D(GL_TEXTURE_2D_ARRAY, 0, 0, 0, i, side_px, side_px, 1, GL_RGBA,
                        GL_UNSIGNED_BYTE, qn_atlas_page(gl->atlas, i));
    }
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_NEAREST);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glGenerateMipmap(GL_TEXTURE_2D_ARRAY);
}

static qn_error make_objects(render_gl *gl)
{
    memset(gl->ring, 0, sizeof gl->ring);
    glGetError(); // a browser reports the loss of the last context here, once
    qn_error error = make_programs(gl);
    if (error != QN_ERROR_OK) {
        return error;
    }
    glGenVertexArrays(1, &gl->vertex_array);
    glBindVertexArray(gl->vertex_array);
    make_image_table(gl);
    make_pages(gl);
    glActiveTexture(GL_TEXTURE0);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_DITHER);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    return glGetError() == GL_NO_ERROR ? QN_ERROR_OK : QN_ERROR_NO_GRAPHICS;
}

static int32_t rows_for(int32_t texel_count) { return (texel_count + ROW_TEXELS - 1) / ROW_TEXELS; }

// Binds the next texture of the ring, grown to at least this many rows.
static void bind_ring(render_gl *gl, int32_t row_count)
{
    gl->ring_index = (gl->ring_index + 1) % RING_COUNT;
    ring_texture *texture = &gl->ring[gl->ring_index];
    if (texture->row_count < row_count) {
        int32_t grown = 8;
        while (grown < row_count) {
            grown *= 2;
        }
        glDeleteTextures(1, &texture->name);
        texture->name = make_record_texture(grown);
        texture->row_count = grown;
    }
    glBindTexture(GL_TEXTURE_2D, texture->name);
}

static int32_t program_of(const render_gl *gl, const qn_sprite *sprite)
{
    uint32_t kind = sprite->kind_param & 0xFFu;
    bool reads_atlas = kind == QN_SPRITE_IMAGE || kind == QN_SPRITE_GLYPH;
    return !gl->is_software ? PROGRAM_ALL : (reads_atlas ? PROGRAM_IMAGES : PROGRAM_SHAPES);
}

static int32_t end_of_run(const render_gl *gl, const qn_sprite_batch *batch, int32_t first)
{
    int32_t end = first + 1;
    while (end < batch->sprite_count &&
           program_of(gl, &batch->sprites[end]) == program_of(gl, &batch->sprites[first])) {
        end += 1;
    }
    return end;
}

static void draw_runs(render_gl *gl, const qn_sprite_batch *batch)
{
    for (int32_t first = 0; first < batch->sprite_count;) {
        int32_t end = end_of_run(gl, batch, first);
        glUseProgram(gl->programs[program_of(gl, &batch->sprites[first])].name);
        glDrawArrays(GL_TRIANGLES, first * 6, (end - first) * 6);
        gl->base.draw_call_count += 1;
        first = end;
    }
}

static void draw(render *self, const qn_sprite_batch *batch, int32_t width_px, int32_t height_px)
{
    render_gl *gl = (render_gl *)self;
    qn_color clear = batch->clear;
    glViewport(0, 0, width_px, height_px);
    glClearColor((float)clear.r / 255.0f, (float)clear.g / 255.0f, (float)clear.b / 255.0f, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    self->draw_call_count = 0;
    if (batch->sprite_count == 0) {
        return;
    }
    int32_t sprite_rows = rows_for(batch->sprite_count * 2);
    int32_t extra_rows = rows_for(batch->texel_count);
    bind_ring(gl, sprite_rows + extra_rows);
    upload_rows(batch->sprites, 0, sprite_rows);
    upload_rows(batch->texels, sprite_rows, extra_rows);
    for (int32_t i = first_program(gl); i < end_of_programs(gl); ++i) {
        const program *p = &gl->programs[i];
        glUseProgram(p->name);
        glUniform2f(p->surface_px_location, (float)width_px, (float)height_px);
        glUniform1i(p->first_extra_location, sprite_rows * ROW_TEXELS);
    }
    draw_runs(gl, batch);
}

static qn_error restore(render *self) { return make_objects((render_gl *)self); }

static void destroy(render *self)
{
    render_gl *gl = (render_gl *)self;
    for (int32_t i = 0; i < RING_COUNT; ++i) {
        glDeleteTextures(1, &gl->ring[i].name);
    }
    glDeleteTextures(1, &gl->images);
    glDeleteTextures(1, &gl->pages);
    glDeleteVertexArrays(1, &gl->vertex_array);
    for (int32_t i = 0; i < PROGRAM_COUNT; ++i) {
        glDeleteProgram(gl->programs[i].name);
    }
    free(gl);
}

qn_error render_gl_create(const qn_atlas *atlas, bool is_software, render **out)
{
    *out = NULL;
    render_gl *gl = calloc(1, sizeof *gl);
    if (gl == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    gl->base = (render){draw, restore, destroy, 0};
    gl->atlas = atlas;
    gl->is_software = is_software;
    qn_error error = make_objects(gl);
    if (error != QN_ERROR_OK) {
        destroy(&gl->base);
        return error;
    }
    *out = &gl->base;
    return QN_ERROR_OK;
}
