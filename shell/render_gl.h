// The inside of the OpenGL renderer, shared by its files: programs, the atlas in textures, and
// pictures that are drawn into.
#ifndef SHELL_RENDER_GL_H
#define SHELL_RENDER_GL_H

#include <GLES3/gl3.h>

#include "render.h"

// Which texture unit holds what, for every program.
enum { UNIT_RECORDS, UNIT_IMAGES, UNIT_PAGES, UNIT_TARGET, UNIT_LIGHT };

// ---- Programs -------------------------------------------------------------------------------

typedef struct gl_program {
    GLuint name;
    GLint surface_px_location, first_extra_location;
    // What these uniforms are.
    int32_t width_px, height_px, first_extra;
} gl_program;

#define GL_MAX_TEXTS 5

// Compiling is begun; the status is asked only after all were begun, so that a browser may compile
// on other threads. Texts are joined in order, up to GL_MAX_TEXTS or the first null.
GLuint gl_program_begin(const char *const vertex[], const char *const fragment[]);
bool gl_program_is_linked(GLuint name);

// For all records, for shapes, for what reads textures, for whole images alone.
typedef enum gl_program_kind {
    GL_PROGRAM_ALL,
    GL_PROGRAM_SHAPES,
    GL_PROGRAM_IMAGES,
    GL_PROGRAM_PLAIN,
    GL_PROGRAM_COUNT
} gl_program_kind;
void gl_program_begin_sprites(gl_program *p, gl_program_kind kind);
// False when the driver refuses it.
bool gl_program_finish_sprites(gl_program *p, int32_t page_px);
// For a surface of this size, and the texel of the records at which others begin.
void gl_program_use(gl_program *p, int32_t width_px, int32_t height_px, int32_t first_extra);

// ---- Runs -----------------------------------------------------------------------------------

typedef struct gl_run {
    gl_program_kind program;
    int32_t end; // of its records
} gl_run;

// The records from the first on that one program draws, where a frame is cut for the processor's
// sake. There is at least one.
gl_run gl_run_from(const qn_sprite *sprites, int32_t first, int32_t end);

// ---- Textures -------------------------------------------------------------------------------

GLuint gl_texture_of_records(int32_t row_count);
void gl_upload_rows(const void *texels, int32_t first_row, int32_t row_count);

// The pages of an atlas as the layers of a texture, and the table of its images. Images that were
// added since are brought over by gl_atlas_update.
typedef struct gl_atlas {
    const qn_atlas *atlas;
    GLuint pages, images;
    int32_t page_count; // layers of `pages`
    int32_t image_count;
} gl_atlas;

void gl_atlas_create(gl_atlas *a, const qn_atlas *atlas);
void gl_atlas_update(gl_atlas *a);
void gl_atlas_destroy(gl_atlas *a);

// A picture to draw into and to read from, 8 bits a channel.
typedef struct gl_picture {
    GLuint texture, framebuffer;
    int32_t width_px, height_px;
} gl_picture;

// Makes the picture, or makes it anew in another size. Binds it as what is drawn into. False when
// the driver refuses it.
bool gl_picture_open(gl_picture *p, int32_t width_px, int32_t height_px);
void gl_picture_destroy(gl_picture *p);

// ---- Effects --------------------------------------------------------------------------------

#define GL_MAX_SHADERS 16

typedef enum gl_post_pass {
    GL_POST_BRIGHT,
    GL_POST_HALVE,
    GL_POST_DOUBLE,
    GL_POST_PASSES
} gl_post_pass;

// A program that ends the frame, with where its numbers go.
typedef struct gl_finish {
    GLuint name; // 0: not made, or refused
    GLint size_px_location, params_location, grade_location, last_location;
} gl_finish;

typedef struct gl_post_shader {
    const qn_post_shader *shader;
    gl_finish finish;
} gl_post_shader;

typedef struct gl_post {
    gl_picture scene; // the picture before the effects
    gl_picture levels[QN_POST_BLOOM_LEVELS];
    GLuint passes[GL_POST_PASSES];
    GLint threshold_location; // of the first of them
    gl_finish plain;          // without a shader
    gl_post_shader shaders[GL_MAX_SHADERS];
    int32_t shader_count;
} gl_post;

// Of a context that is new; nothing is made yet.
void gl_post_create(gl_post *p);
// Opens the picture that the frame is to be drawn into. False when there is none to be had.
bool gl_post_open(gl_post *p, int32_t width_px, int32_t height_px);
// From that picture to the surface. Returns the draw calls it took.
int32_t gl_post_apply(gl_post *p, const qn_post *post);
void gl_post_destroy(gl_post *p);

#endif
