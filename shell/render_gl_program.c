// Shaders to programs.
#include <stddef.h>

#include "render_gl.h"
#include "render_shader.h"

static GLuint compile(GLenum type, const char *const texts[])
{
    GLuint shader = glCreateShader(type);
    GLsizei count = 0;
    while (count < GL_MAX_TEXTS && texts[count] != NULL) {
        count += 1;
    }
    glShaderSource(shader, count, texts, NULL);
    glCompileShader(shader);
    return shader;
}

GLuint gl_program_begin(const char *const vertex_texts[], const char *const fragment_texts[])
{
    GLuint vertex = compile(GL_VERTEX_SHADER, vertex_texts);
    GLuint fragment = compile(GL_FRAGMENT_SHADER, fragment_texts);
    GLuint name = glCreateProgram();
    glAttachShader(name, vertex);
    glAttachShader(name, fragment);
    glLinkProgram(name);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    return name;
}

bool gl_program_is_linked(GLuint name)
{
    GLint is_linked = 0;
    glGetProgramiv(name, GL_LINK_STATUS, &is_linked);
    return is_linked != 0;
}

void gl_program_begin_sprites(gl_program *p, gl_program_kind kind)
{
    static const char *const vertex[GL_PROGRAM_COUNT][GL_MAX_TEXTS] = {
        {shader_of_all, vertex_shader},
        {shader_of_shapes, vertex_shader},
        {shader_of_images, vertex_shader},
        {shader_of_plain, vertex_shader},
    };
    static const char *const fragments[GL_PROGRAM_COUNT][GL_MAX_TEXTS] = {
        {shader_of_all, fragment_common, fragment_painted, fragment_printed, fragment_main},
        {shader_of_shapes, fragment_common, fragment_painted, fragment_main},
        {shader_of_images, fragment_common, fragment_printed, fragment_main},
        {shader_of_plain, fragment_common, fragment_printed, fragment_main},
    };
    p->name = gl_program_begin(vertex[kind], fragments[kind]);
}

bool gl_program_finish_sprites(gl_program *p, int32_t page_px)
{
    if (!gl_program_is_linked(p->name)) {
        return false;
    }
    glUseProgram(p->name);
    glUniform1i(glGetUniformLocation(p->name, "u_records"), UNIT_RECORDS);
    glUniform1i(glGetUniformLocation(p->name, "u_images"), UNIT_IMAGES);
    glUniform1i(glGetUniformLocation(p->name, "u_pages"), UNIT_PAGES);
    glUniform1i(glGetUniformLocation(p->name, "u_target"), UNIT_TARGET);
    glUniform1f(glGetUniformLocation(p->name, "u_page_px"), (float)(page_px > 0 ? page_px : 1));
    p->surface_px_location = glGetUniformLocation(p->name, "u_surface_px");
    p->first_extra_location = glGetUniformLocation(p->name, "u_first_extra");
    p->width_px = p->height_px = p->first_extra = 0; // as a driver has them at first
    return true;
}

void gl_program_use(gl_program *p, int32_t width_px, int32_t height_px, int32_t first_extra)
{
    glUseProgram(p->name);
    if (p->width_px != width_px || p->height_px != height_px) {
        const GLfloat surface_px[2] = {(GLfloat)width_px, (GLfloat)height_px};
        glUniform2fv(p->surface_px_location, 1, surface_px);
        p->width_px = width_px;
        p->height_px = height_px;
    }
    if (p->first_extra != first_extra) {
        glUniform1i(p->first_extra_location, first_extra);
        p->first_extra = first_extra;
    }
}
