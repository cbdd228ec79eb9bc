// The shaders of effects on the finished picture, as text; engine/draw/soft_post.c is the same in
// C.
//
// Each pass covers its picture with one triangle. Passes of bloom read four by four pixels of twice
// the size, or three by three of half the size, in four taps between pixels each.
#ifndef SHELL_RENDER_SHADER_POST_H
#define SHELL_RENDER_SHADER_POST_H

static const char post_vertex[] = "#version 300 es\n"
                                  "void main() {\n"
                                  "  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID "
                                  "== 2 ? 3.0 : -1.0, 0.0, 1.0);\n"
                                  "}\n";

static const char post_common[] =
    "#version 300 es\n"
    "precision highp float; precision highp int;\n"
    "uniform highp sampler2D u_from;\n"
    "out vec4 o_color;\n"
    // Around a point of the picture that is read, in its pixels.
    "vec3 four(sampler2D from, vec2 at, float reach) {\n"
    "  vec2 size = vec2(textureSize(from, 0));\n"
    "  return 0.25 * (texture(from, (at + vec2(-reach, -reach)) / size).rgb +\n"
    "                 texture(from, (at + vec2(reach, -reach)) / size).rgb +\n"
    "                 texture(from, (at + vec2(-reach, reach)) / size).rgb +\n"
    "                 texture(from, (at + vec2(reach, reach)) / size).rgb);\n"
    "}\n"
    "vec3 halved() { return four(u_from, 2.0 * floor(gl_FragCoord.xy) + 1.0, 1.0); }\n"
    "vec3 doubled(sampler2D from) { return four(from, 0.5 * gl_FragCoord.xy, 0.5); }\n";

static const char post_bright[] =
    "uniform float u_threshold;\n"
    "void main() {\n"
    "  vec3 c = halved();\n"
    "  float most = max(max(c.r, c.g), c.b);\n"
    "  float above = max(most - u_threshold, 0.0);\n"
    "  o_color = vec4(c * (above / max((1.0 - u_threshold) * most, 4.0e-6)), 1.0);\n"
    "}\n";

static const char post_halve[] = "void main() { o_color = vec4(halved(), 1.0); }\n";
static const char post_double[] = "void main() { o_color = vec4(doubled(u_from), 1.0); }\n";

// Between this and the main function stands a shader of the game's own, or no_effect.
static const char post_scene[] =
    "uniform highp sampler2D u_light;\n"
    "uniform vec2 u_size_px;\n"
    "uniform vec4 u_params;\n"
    // Bloom, saturation, contrast, brightness; tint and vignette.
    "uniform vec4 u_grade;\n"
    "uniform vec4 u_last;\n"
    "vec3 scene(vec2 px) {\n"
    "  vec2 at = clamp(px, vec2(0.5), u_size_px - 0.5);\n"
    "  return texture(u_from, vec2(at.x, u_size_px.y - at.y) / u_size_px).rgb;\n"
    "}\n";

static const char post_no_effect[] = "vec3 effect(vec2 px) { return scene(px); }\n";

static const char post_finish[] =
    "void main() {\n"
    "  vec2 px = vec2(gl_FragCoord.x, u_size_px.y - gl_FragCoord.y);\n"
    "  vec3 c = clamp(effect(px), 0.0, 1.0);\n"
    "  if (u_grade.x > 0.0) c += u_grade.x * doubled(u_light);\n"
    "  float grey = dot(c, vec3(0.2126, 0.7152, 0.0722));\n"
    "  c = grey + (c - grey) * (1.0 + u_grade.y);\n"
    "  c = (c - 0.5) * (1.0 + u_grade.z) + 0.5;\n"
    "  c *= (1.0 + u_grade.w) * u_last.rgb;\n"
    "  vec2 way = 2.0 * px / u_size_px - 1.0;\n"
    "  float far = 0.5 * dot(way, way);\n"
    "  o_color = vec4(clamp(c * (1.0 - u_last.w * far * far), 0.0, 1.0), 1.0);\n"
    "}\n";

#endif
