// Vertex pulling: records go as they are into an integer texture and the vertex shader fetches the
// one it needs by vertex number, so a frame costs an upload or two and one draw call, whatever it
// shows. Colours are premultiplied, so normal and additive records share one blend state; other
// ways to blend, clip areas and targets cut the frame into further calls. Where the processor
// draws, it is also cut into runs of shapes, of images, and of whole images (render_shader.h says
// why); the pixels are the same. Everything the context holds can be made again from the atlas;
// nothing is read back from it.
//
// Floats go to the driver by address: in a page each one that is passed as a number is garbage.
#include "render_gl.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define ROW_TEXELS QN_SPRITE_ROW_TEXELS
// The driver may still read the last two frames' records while the next is written.
#define RING_COUNT 3

typedef struct ring_texture {
    GLuint name;
    int32_t row_count;
} ring_texture;

typedef struct render_gl {
    render base;
    const qn_atlas *atlas;
    bool is_software;
    gl_program programs[GL_PROGRAM_COUNT];
    GLuint vertex_array;
    GLuint indices;
    int32_t index_capacity; // records that there are indices for
    gl_atlas textures;
    ring_texture ring[RING_COUNT];
    int32_t ring_index;
    gl_picture targets[QN_DRAW_TARGETS];
    gl_picture nothing; // what is bound where no target is read
    gl_post post;
    // Of this frame.
    bool has_post;
    int32_t first_extra; // the texel at which what is beyond the records begins
    // What was set last, so that only changes cost a call; -1: not known.
    int32_t source, blend;
    bool is_clipped;
    bool has_pictures; // this frame, or the one before, draws into others than the surface
} render_gl;

// One program for all records, or those that share them.
static int32_t first_program(const render_gl *gl)
{
    return gl->is_software ? GL_PROGRAM_SHAPES : GL_PROGRAM_ALL;
}

static int32_t end_of_programs(const render_gl *gl)
{
    return gl->is_software ? GL_PROGRAM_COUNT : GL_PROGRAM_SHAPES;
}

static qn_error make_programs(render_gl *gl)
{
    int32_t first = first_program(gl);
    int32_t end = end_of_programs(gl);
    for (int32_t i = first; i < end; ++i) {
        gl_program_begin_sprites(&gl->programs[i], (gl_program_kind)i);
    }
    int32_t page_px = qn_atlas_page_px(gl->atlas);
    for (int32_t i = first; i < end; ++i) {
        if (!gl_program_finish_sprites(&gl->programs[i], page_px)) {
            return QN_ERROR_NO_GRAPHICS;
        }
    }
    return QN_ERROR_OK;
}

static qn_error make_objects(render_gl *gl)
{
    memset(gl->ring, 0, sizeof gl->ring);
    memset(gl->targets, 0, sizeof gl->targets);
    memset(&gl->nothing, 0, sizeof gl->nothing);
    gl_post_create(&gl->post);
    glGetError(); // a browser reports the loss of the last context here, once
    qn_error error = make_programs(gl);
    if (error != QN_ERROR_OK) {
        return error;
    }
    glGenVertexArrays(1, &gl->vertex_array);
    glBindVertexArray(gl->vertex_array);
    glGenBuffers(1, &gl->indices);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, gl->indices);
    gl->index_capacity = 0;
    gl_atlas_create(&gl->textures, gl->atlas);
    bool is_made = gl_picture_open(&gl->nothing, 1, 1);
    gl->has_pictures = true;
    gl->is_clipped = false;
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_DITHER);
    glEnable(GL_BLEND);
    return is_made && glGetError() == GL_NO_ERROR ? QN_ERROR_OK : QN_ERROR_NO_GRAPHICS;
}

// Two triangles of four corners each, for so many records.
static void reserve_indices(render_gl *gl, int32_t record_count)
{
    enum { CHUNK = 1024 };
    static uint32_t chunk[CHUNK][6];
    if (record_count <= gl->index_capacity) {
        return;
    }
    while (gl->index_capacity < record_count) {
        gl->index_capacity = gl->index_capacity == 0 ? 4 * CHUNK : 2 * gl->index_capacity;
    }
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, gl->index_capacity * (GLsizeiptr)sizeof chunk[0], NULL,
                 GL_STATIC_DRAW);
    for (int32_t first = 0; first < gl->index_capacity; first += CHUNK) {
        for (int32_t i = 0; i < CHUNK; ++i) {
            const uint32_t v = 4 * (uint32_t)(first + i);
            const uint32_t corners[6] = {v, v + 1, v + 2, v, v + 2, v + 3};
            memcpy(chunk[i], corners, sizeof corners);
        }
        glBufferSubData(GL_ELEMENT_ARRAY_BUFFER, first * (GLintptr)sizeof chunk[0], sizeof chunk,
                        chunk);
    }
}

static int32_t rows_for(int32_t texel_count) { return (texel_count + ROW_TEXELS - 1) / ROW_TEXELS; }

// Binds the next texture of the ring, grown to at least this many rows.
static void bind_ring(render_gl *gl, int32_t row_count)
{
    gl->ring_index = (gl->ring_index + 1) % RING_COUNT;
    ring_texture *texture = &gl->ring[gl->ring_index];
    glActiveTexture(GL_TEXTURE0 + UNIT_RECORDS);
    if (texture->row_count < row_count) {
        int32_t grown = 8;
        while (grown < row_count) {
            grown *= 2;
        }
        glDeleteTextures(1, &texture->name);
        texture->name = gl_texture_of_records(grown);
        texture->row_count = grown;
    }
    glBindTexture(GL_TEXTURE_2D, texture->name);
}

// ---- States ---------------------------------------------------------------------------------

static void use_blend(render_gl *gl, qn_blend blend)
{
    if (gl->blend == (int32_t)blend) {
        return;
    }
    gl->blend = (int32_t)blend;
    switch (blend) {
    case QN_BLEND_MULTIPLY:
        glBlendFuncSeparate(GL_DST_COLOR, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE);
        break;
    case QN_BLEND_SCREEN:
        glBlendFuncSeparate(GL_ONE, GL_ONE_MINUS_SRC_COLOR, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
        break;
    case QN_BLEND_ERASE:
        glBlendFunc(GL_ZERO, GL_ONE_MINUS_SRC_ALPHA);
        break;
    default:
        glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
        break;
    }
}

static void use_scissor(render_gl *gl, bool is_clipped)
{
    if (gl->is_clipped != is_clipped) {
        (is_clipped ? glEnable : glDisable)(GL_SCISSOR_TEST);
        gl->is_clipped = is_clipped;
    }
}

// OpenGL counts rows from the bottom.
static void use_clip(render_gl *gl, const qn_sprite_state *state, int32_t width_px,
                     int32_t height_px)
{
    int32_t left = state->left_px > 0 ? state->left_px : 0;
    int32_t top = state->top_px > 0 ? state->top_px : 0;
    int32_t right = state->right_px < width_px ? state->right_px : width_px;
    int32_t bottom = state->bottom_px < height_px ? state->bottom_px : height_px;
    use_scissor(gl, left > 0 || top > 0 || right < width_px || bottom < height_px);
    if (gl->is_clipped) {
        glScissor(left, height_px - bottom, right > left ? right - left : 0,
                  bottom > top ? bottom - top : 0);
    }
}

// What is drawn into, and how large it is.
typedef struct canvas {
    GLuint framebuffer;
    int32_t width_px, height_px;
} canvas;

static canvas canvas_of(const render_gl *gl, int32_t target, int32_t width_px, int32_t height_px)
{
    if (target == 0) {
        GLuint framebuffer = gl->has_post ? gl->post.scene.framebuffer : 0;
        return (canvas){framebuffer, width_px, height_px};
    }
    const gl_picture *picture = &gl->targets[target - 1];
    return (canvas){picture->framebuffer, picture->width_px, picture->height_px};
}

static void use_canvas(const render_gl *gl, const canvas *c)
{
    // Mesa forgets at a clear that rows are now counted from the other end, unless what is drawn
    // into changes once more.
    if (gl->has_pictures) {
        glBindFramebuffer(GL_FRAMEBUFFER, gl->nothing.framebuffer);
        glBindFramebuffer(GL_FRAMEBUFFER, c->framebuffer);
    }
    glViewport(0, 0, c->width_px, c->height_px);
}

// A browser refuses a texture that is drawn into to be so much as bound for reading.
static void use_source(render_gl *gl, int32_t source)
{
    if (gl->source == source) {
        return;
    }
    gl->source = source;
    glActiveTexture(GL_TEXTURE0 + UNIT_TARGET);
    glBindTexture(GL_TEXTURE_2D,
                  source == 0 ? gl->nothing.texture : gl->targets[source - 1].texture);
}

// ---- Frame ----------------------------------------------------------------------------------

static gl_run run_from(const render_gl *gl, const qn_sprite *sprites, int32_t first, int32_t end)
{
    return gl->is_software ? gl_run_from(sprites, first, end) : (gl_run){GL_PROGRAM_ALL, end};
}

static void draw_runs(render_gl *gl, const qn_sprite *sprites, int32_t first, int32_t end,
                      const canvas *c)
{
    while (first < end) {
        gl_run r = run_from(gl, sprites, first, end);
        gl_program_use(&gl->programs[r.program], c->width_px, c->height_px, gl->first_extra);
        glDrawElements(GL_TRIANGLES, (r.end - first) * 6, GL_UNSIGNED_INT,
                       (const void *)((size_t)first * 6 * sizeof(uint32_t)));
        gl->base.draw_call_count += 1;
        first = r.end;
    }
}

static void draw_states(render_gl *gl, const qn_sprite_batch *batch, int32_t width_px,
                        int32_t height_px)
{
    int32_t target = -1;
    canvas c = {0};
    for (int32_t first = 0; first < batch->sprite_count;) {
        int32_t end = qn_sprite_end_of_state(batch, first);
        const qn_sprite_state *state = qn_sprite_state_of(batch, first);
        if (state->target != target) {
            target = state->target;
            c = canvas_of(gl, target, width_px, height_px);
            use_source(gl, 0);
            use_canvas(gl, &c);
        }
        use_source(gl, state->source);
        use_blend(gl, (qn_blend)state->blend);
        use_clip(gl, state, c.width_px, c.height_px);
        draw_runs(gl, batch->sprites, first, end, &c);
        first = end;
    }
    use_scissor(gl, false);
}

static void clear_canvas(qn_color color)
{
    const GLfloat rgba[4] = {(float)color.r / 255.0f, (float)color.g / 255.0f,
                             (float)color.b / 255.0f, (float)color.a / 255.0f};
    glClearBufferfv(GL_COLOR, 0, rgba);
}

// Targets begin each frame transparent. False when there is no room for one.
static bool open_targets(render_gl *gl, const qn_sprite_batch *batch)
{
    bool are_open = true;
    for (int32_t i = 0; i < QN_DRAW_TARGETS; ++i) {
        qn_sprite_target wanted = batch->targets[i];
        if (wanted.width_px > 0) {
            use_source(gl, 0);
            are_open =
                are_open && gl_picture_open(&gl->targets[i], wanted.width_px, wanted.height_px);
            gl->source = -1; // a new picture is bound there
            use_source(gl, 0);
            clear_canvas((qn_color){0, 0, 0, 0});
            gl->has_pictures = true;
        }
    }
    return are_open;
}

static void upload(render_gl *gl, const qn_sprite_batch *batch)
{
    int32_t sprite_rows = rows_for(batch->sprite_count * 2);
    int32_t extra_rows = batch->texel_count > 1 ? rows_for(batch->texel_count) : 0;
    bind_ring(gl, sprite_rows + extra_rows);
    gl_upload_rows(batch->sprites, 0, sprite_rows);
    gl_upload_rows(batch->texels, sprite_rows, extra_rows);
    gl->first_extra = sprite_rows * ROW_TEXELS;
    glBindVertexArray(gl->vertex_array);
    reserve_indices(gl, batch->sprite_count);
}

static void draw(render *self, const qn_sprite_batch *batch, int32_t width_px, int32_t height_px)
{
    render_gl *gl = (render_gl *)self;
    bool had_pictures = gl->has_pictures;
    self->draw_call_count = 0;
    gl->has_pictures = false;
    gl->source = gl->blend = -1; // effects change both
    gl_atlas_update(&gl->textures);
    bool is_open = open_targets(gl, batch);
    // Without room for effects the frame goes without them.
    gl->has_post = batch->post != NULL && gl_post_open(&gl->post, width_px, height_px);
    gl->source = gl->has_post ? -1 : gl->source;
    use_source(gl, 0);
    if (!gl->has_post) {
        glBindFramebuffer(GL_FRAMEBUFFER, 0);
    }
    clear_canvas((qn_color){batch->clear.r, batch->clear.g, batch->clear.b, 255});
    bool has_pictures = gl->has_pictures || gl->has_post;
    gl->has_pictures = has_pictures || had_pictures;
    if (batch->sprite_count > 0 && is_open) {
        upload(gl, batch);
        draw_states(gl, batch, width_px, height_px);
        gl->has_pictures = has_pictures;
    }
    if (gl->has_post) {
        self->draw_call_count += gl_post_apply(&gl->post, batch->post);
    }
}

static qn_error restore(render *self) { return make_objects((render_gl *)self); }

static void destroy(render *self)
{
    render_gl *gl = (render_gl *)self;
    for (int32_t i = 0; i < RING_COUNT; ++i) {
        glDeleteTextures(1, &gl->ring[i].name);
    }
    for (int32_t i = 0; i < QN_DRAW_TARGETS; ++i) {
        gl_picture_destroy(&gl->targets[i]);
    }
    gl_picture_destroy(&gl->nothing);
    gl_post_destroy(&gl->post);
    gl_atlas_destroy(&gl->textures);
    glDeleteBuffers(1, &gl->indices);
    glDeleteVertexArrays(1, &gl->vertex_array);
    for (int32_t i = 0; i < GL_PROGRAM_COUNT; ++i) {
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
