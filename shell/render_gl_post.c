// Effects on the finished picture. Programs are made when they are first needed: most games use
// few, and some none. Numbers go to the driver by address, as in render_gl.c.
#include <SDL_log.h>
#include <stddef.h>
#include <string.h>

#include "render_gl.h"
#include "render_shader_post.h"

static GLuint make_program(const char *const parts[GL_MAX_TEXTS])
{
    static const char *const vertex[GL_MAX_TEXTS] = {post_vertex};
    GLuint name = gl_program_begin(vertex, parts);
    if (gl_program_is_linked(name)) {
        glUseProgram(name);
        glUniform1i(glGetUniformLocation(name, "u_from"), UNIT_TARGET);
        glUniform1i(glGetUniformLocation(name, "u_light"), UNIT_LIGHT);
        return name;
    }
    glDeleteProgram(name);
    return 0;
}

static GLuint pass_program(gl_post *p, gl_post_pass pass)
{
    static const char *const mains[GL_POST_PASSES] = {post_bright, post_halve, post_double};
    if (p->passes[pass] == 0) {
        const char *const parts[GL_MAX_TEXTS] = {post_common, mains[pass]};
        p->passes[pass] = make_program(parts);
        if (pass == GL_POST_BRIGHT) {
            p->threshold_location = glGetUniformLocation(p->passes[pass], "u_threshold");
        }
    }
    return p->passes[pass];
}

static gl_finish make_finish(const char *effect)
{
    const char *const parts[GL_MAX_TEXTS] = {post_common, post_scene, effect, post_finish};
    GLuint name = make_program(parts);
    if (name == 0) {
        return (gl_finish){0};
    }
    return (gl_finish){.name = name,
                       .size_px_location = glGetUniformLocation(name, "u_size_px"),
                       .params_location = glGetUniformLocation(name, "u_params"),
                       .grade_location = glGetUniformLocation(name, "u_grade"),
                       .last_location = glGetUniformLocation(name, "u_last")};
}

// Of a shader; where the driver refuses it, which is said once, its name is 0.
static gl_finish finish_of_shader(gl_post *p, const qn_post_shader *shader)
{
    for (int32_t i = 0; i < p->shader_count; ++i) {
        if (p->shaders[i].shader == shader) {
            return p->shaders[i].finish;
        }
    }
    if (p->shader_count == GL_MAX_SHADERS) {
        return (gl_finish){0};
    }
    gl_finish finish = {0};
    if (shader->glsl != NULL) {
        finish = make_finish(shader->glsl);
    }
    if (finish.name == 0) {
        SDL_LogError(SDL_LOG_CATEGORY_RENDER, "an effect's shader was refused and is left out");
    }
    p->shaders[p->shader_count++] = (gl_post_shader){shader, finish};
    return finish;
}

static gl_finish finish_of(gl_post *p, const qn_post *post)
{
    if (post->shader != NULL) {
        gl_finish finish = finish_of_shader(p, post->shader);
        if (finish.name != 0) {
            return finish;
        }
    }
    if (p->plain.name == 0) {
        p->plain = make_finish(post_no_effect);
    }
    return p->plain;
}

void gl_post_create(gl_post *p)
{
    memset(p, 0, sizeof *p);
    glBlendColor(0.0f, 0.0f, 0.0f, QN_POST_BLOOM_SPREAD);
}

bool gl_post_open(gl_post *p, int32_t width_px, int32_t height_px)
{
    return gl_picture_open(&p->scene, width_px, height_px);
}

// Draws over the picture that is open, reading another.
static void run_pass(const gl_picture *from, GLuint program, int32_t width_px, int32_t height_px)
{
    glActiveTexture(GL_TEXTURE0 + UNIT_TARGET);
    glBindTexture(GL_TEXTURE_2D, from->texture);
    glViewport(0, 0, width_px, height_px);
    glUseProgram(program);
    glDrawArrays(GL_TRIANGLES, 0, 3);
}

// Returns how many levels there are, or 0 where one cannot be had.
static int32_t open_levels(gl_post *p, int32_t width_px, int32_t height_px)
{
    int32_t count = 0;
    while (count < QN_POST_BLOOM_LEVELS && width_px > 1 && height_px > 1) {
        width_px = (width_px + 1) / 2;
        height_px = (height_px + 1) / 2;
        if (!gl_picture_open(&p->levels[count], width_px, height_px)) {
            return 0;
        }
        count += 1;
    }
    return count;
}

static void pass_to(const gl_picture *from, const gl_picture *to, GLuint program)
{
    glBindFramebuffer(GL_FRAMEBUFFER, to->framebuffer);
    run_pass(from, program, to->width_px, to->height_px);
}

// Returns the number of passes; 0: there is no bloom.
static int32_t make_bloom(gl_post *p, const qn_post *post)
{
    GLuint bright = pass_program(p, GL_POST_BRIGHT), halve = pass_program(p, GL_POST_HALVE);
    GLuint twice = pass_program(p, GL_POST_DOUBLE);
    int32_t count = open_levels(p, p->scene.width_px, p->scene.height_px);
    if (count == 0 || bright == 0 || halve == 0 || twice == 0) {
        return 0;
    }
    glDisable(GL_BLEND);
    glUseProgram(bright);
    glUniform1fv(p->threshold_location, 1, &post->bloom_threshold);
    pass_to(&p->scene, &p->levels[0], bright);
    for (int32_t i = 1; i < count; ++i) {
        pass_to(&p->levels[i - 1], &p->levels[i], halve);
    }
    glEnable(GL_BLEND);
    glBlendFunc(GL_CONSTANT_ALPHA, GL_ONE_MINUS_CONSTANT_ALPHA);
    for (int32_t i = count - 1; i > 0; --i) {
        pass_to(&p->levels[i], &p->levels[i - 1], twice);
    }
    return 2 * count - 1;
}

static void set_numbers(const gl_finish *finish, const qn_post *post, bool has_bloom,
                        const gl_picture *scene)
{
    const GLfloat size_px[2] = {(float)scene->width_px, (float)scene->height_px};
    const GLfloat grade[4] = {has_bloom ? post->bloom : 0.0f, post->saturation, post->contrast,
                              post->brightness};
    const GLfloat last[4] = {(float)post->tint.r / 255.0f, (float)post->tint.g / 255.0f,
                             (float)post->tint.b / 255.0f, post->vignette};
    glUseProgram(finish->name);
    glUniform2fv(finish->size_px_location, 1, size_px);
    glUniform4fv(finish->params_location, 1, post->params);
    glUniform4fv(finish->grade_location, 1, grade);
    glUniform4fv(finish->last_location, 1, last);
}

int32_t gl_post_apply(gl_post *p, const qn_post *post)
{
    int32_t pass_count = post->bloom > 0.0f ? make_bloom(p, post) : 0;
    gl_finish finish = finish_of(p, post);
    set_numbers(&finish, post, pass_count > 0, &p->scene);
    glActiveTexture(GL_TEXTURE0 + UNIT_LIGHT);
    glBindTexture(GL_TEXTURE_2D, pass_count > 0 ? p->levels[0].texture : p->scene.texture);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDisable(GL_BLEND);
    run_pass(&p->scene, finish.name, p->scene.width_px, p->scene.height_px);
    glEnable(GL_BLEND);
    // What is drawn into next must not stay bound for reading.
    glActiveTexture(GL_TEXTURE0 + UNIT_LIGHT);
    glBindTexture(GL_TEXTURE_2D, 0);
    return pass_count + 1;
}

void gl_post_destroy(gl_post *p)
{
    gl_picture_destroy(&p->scene);
    for (int32_t i = 0; i < QN_POST_BLOOM_LEVELS; ++i) {
        gl_picture_destroy(&p->levels[i]);
    }
    for (int32_t i = 0; i < GL_POST_PASSES; ++i) {
        glDeleteProgram(p->passes[i]);
    }
    for (int32_t i = 0; i < p->shader_count; ++i) {
        glDeleteProgram(p->shaders[i].finish.name);
    }
    glDeleteProgram(p->plain.name);
    memset(p, 0, sizeof *p);
}
