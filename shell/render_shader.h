// The shaders, as text: one vertex shader and one fragment shader for every kind of record. Records
// are described in quoin/sprite.h.
//
// A program is compiled for all records, or for some of them, by what is defined before the text:
// PAINTED for shapes, PRINTED for what reads textures, and PLAIN where that is whole images alone,
// neither parts nor glyphs nor targets. What is left out changes no bit of what is left.
//
// Software rasterisers run both sides of an if, so with one shader for all of it every pixel of a
// shape pays for a texture read, and every corner of an image for the fetches of everything else.
// There a frame is better cut into runs; on a GPU it is one draw call.
//
// The vertex shader expands record gl_VertexID / 4 into the corners of two triangles, widened by
// the half pixel that anti-aliasing reaches and what a rasteriser may move a corner by; the
// fragment shader turns a signed distance in pixels into coverage.
#ifndef SHELL_RENDER_SHADER_H
#define SHELL_RENDER_SHADER_H

static const char shader_of_all[] = "#version 300 es\n#define PAINTED\n#define PRINTED\n";
static const char shader_of_shapes[] = "#version 300 es\n#define PAINTED\n";
static const char shader_of_images[] = "#version 300 es\n#define PRINTED\n";
static const char shader_of_plain[] = "#version 300 es\n#define PRINTED\n#define PLAIN\n";

static const char vertex_shader[] =
    "precision highp float; precision highp int; precision highp usampler2D;\n"
    "uniform usampler2D u_records;\n"
    "uniform usampler2D u_images;\n"
    "uniform vec2 u_surface_px;\n"
    "uniform int u_first_extra;\n"
    // Its centre, y up, and what turns a way from there back into the record's own frame.
    "flat out vec4 v_place;\n"
    "flat out vec2 v_half;\n"
    // Kind; image page or first edge texel; number of edges, or the flags of an image.
    "flat out ivec3 v_kind;\n"
    // Of an image, fade is what is laid over it, and border the texels that a slice keeps: left,
    // right, top, bottom.
    "flat out vec4 v_fill, v_fade, v_border;\n"
    // Corner radius; border in px, or reduction level; glow in px; most coverage, or distance
    // range. Of a sliced image x and w are the pixels of a corner's texel; of a glyph x is how far
    // its edge lies outwards, as a share of the range.
    "flat out vec4 v_shape;\n"
    // Of an image, in texels. Of a shape x is how far its edge reaches inwards, y a line's radius.
    "flat out vec4 v_rect;\n"
    "uvec4 fetch(int i) { return texelFetch(u_records, ivec2(i & 1023, i >> 10), 0); }\n"
    "vec4 color(uint c) {\n"
    "  return vec4(c & 255u, c >> 8 & 255u, c >> 16 & 255u, c >> 24) / 255.0;\n"
    "}\n"
    "vec2 low_high(uint pair) { return vec2(pair & 65535u, pair >> 16); }\n"
    "float signed_unit(uint half_word) { return float(int(half_word << 16) >> 16) / 32767.0; }\n"
    "#ifdef PRINTED\n"
    "void print(int kind, int param, uvec4 b) {\n"
    "#ifndef PLAIN\n"
    "  if (kind == 3) {\n"
    "    v_kind.y = param;\n"
    "    return;\n"
    "  }\n"
    "#endif\n"
    "  int number = param & 65535;\n"
    "  uvec4 image = texelFetch(u_images, ivec2(number & 1023, number >> 10), 0);\n"
    "  v_kind.y = int(image.z);\n"
    "  v_rect = vec4(low_high(image.x), low_high(image.y));\n"
    "  vec2 texels_per_px = v_rect.zw / max(2.0 * v_half, vec2(1.0 / 256.0));\n"
    "#ifndef PLAIN\n"
    "  if (kind == 1) v_fade = vec4(0.0);\n"
    "  if (kind == 1 && b.w != 0u) {\n"
    "    uvec4 part = fetch(u_first_extra + int(b.w));\n"
    "    v_fade = color(part.x);\n"
    "    v_kind.z = int(part.w) | 8;\n"
    "    v_rect = vec4(v_rect.xy + low_high(part.y), low_high(part.z));\n"
    "    texels_per_px = v_rect.zw / max(2.0 * v_half, vec2(1.0 / 256.0));\n"
    "    if ((part.w & 4u) != 0u) {\n"
    "      uvec4 slice = fetch(u_first_extra + int(b.w) + 1);\n"
    "      v_border = vec4(low_high(slice.x), low_high(slice.y));\n"
    "      v_shape.xw = uintBitsToFloat(slice.zw);\n"
    "      texels_per_px = 1.0 / v_shape.xw;\n"
    "    }\n"
    "  }\n"
    "#endif\n"
    "  v_shape.y = log2(max(max(texels_per_px.x, texels_per_px.y), 1.0));\n"
    "#ifndef PLAIN\n"
    "  if (kind == 2) {\n"
    "    v_shape.y = max(v_shape.y - 0.45, 0.0);\n"
    "    v_shape.xw = vec2(float(int(b.z) >> 24) / 255.0, uintBitsToFloat(b.w));\n"
    "  }\n"
    "#endif\n"
    "}\n"
    "#endif\n"
    "#ifdef PAINTED\n"
    "void paint(int kind, int param, uvec4 b) {\n"
    "  int extra = u_first_extra + int(b.w);\n"
    "  if (b.w != 0u) {\n"
    "    uvec4 paint = fetch(extra);\n"
    "    v_fade = color(paint.x); v_border = color(paint.y);\n"
    "    v_shape.yz = uintBitsToFloat(paint.zw);\n"
    "  }\n"
    "  v_rect.x = kind == 5 ? v_shape.x : 1.0e6;\n"
    "  if (kind == 5) v_shape.x = v_half.x;\n"
    "  if (kind >= 6) { v_kind.yz = ivec2(extra + 1, param); v_shape.x = 0.0; }\n"
    // A line thinner than a pixel is drawn a pixel wide and paler.
    "  v_shape.w = min(min(v_rect.x, 2.0 * min(v_half.x, v_half.y)), 1.0);\n"
    "  if (kind == 7) {\n"
    "    v_rect.y = uintBitsToFloat(fetch(extra + 1).x);\n"
    "    v_kind.y = extra + 2;\n"
    "    v_shape.w = min(2.0 * v_rect.y, 1.0);\n"
    "  }\n"
    "}\n"
    "#endif\n"
    "void main() {\n"
    "  int index = gl_VertexID >> 2, corner = gl_VertexID & 3;\n"
    "  uvec4 a = fetch(2 * index), b = fetch(2 * index + 1);\n"
    "  vec2 center = uintBitsToFloat(a.xy);\n"
    "  v_half = uintBitsToFloat(a.zw);\n"
    "  vec2 turn = vec2(signed_unit(b.x), signed_unit(b.x >> 16));\n"
    "  v_fill = color(b.y);\n"
    "  int kind = int(b.z & 255u), param = int(b.z >> 8);\n"
    "  v_kind = ivec3(kind, 0, 0);\n"
    "  v_fade = v_fill; v_border = vec4(0.0); v_rect = vec4(0.0);\n"
    "  v_shape = vec4(float(param) / 256.0, 0.0, 0.0, 0.0);\n"
    "#ifndef PAINTED\n"
    "  print(kind, param, b);\n"
    "#elif !defined(PRINTED)\n"
    "  paint(kind, param, b);\n"
    "#else\n"
    "  if (kind <= 3) print(kind, param, b); else paint(kind, param, b);\n"
    "#endif\n"
    "  vec2 side = vec2(corner == 1 || corner == 2 ? 1.0 : -1.0, corner >= 2 ? 1.0 : -1.0);\n"
    "  v_place = vec4(center.x, u_surface_px.y - center.y, turn / dot(turn, turn));\n"
    "  vec2 reach = side * (v_half + 0.5625 + v_shape.z);\n"
    "  vec2 turned = vec2(turn.x * reach.x - turn.y * reach.y,\n"
    "                     turn.y * reach.x + turn.x * reach.y);\n"
    "  vec2 px = center + vec2(turned.x, -turned.y);\n"
    "  gl_Position = vec4(px.x / u_surface_px.x * 2.0 - 1.0,\n"
    "                     1.0 - px.y / u_surface_px.y * 2.0, 0.0, 1.0);\n"
    "}\n";

static const char fragment_common[] =
    "precision highp float; precision highp int;\n"
    "precision highp usampler2D; precision highp sampler2DArray;\n"
    "uniform usampler2D u_records;\n"
    "uniform sampler2DArray u_pages;\n"
    "uniform float u_page_px;\n"
    "uniform highp sampler2D u_target;\n"
    "flat in vec4 v_place;\n"
    "flat in vec2 v_half;\n"
    "flat in ivec3 v_kind;\n"
    "flat in vec4 v_fill, v_fade, v_border, v_shape, v_rect;\n"
    "out vec4 o_color;\n"
    "vec2 local;\n"
    // Not interpolated between corners, which a rasteriser may move by a 32nd of a pixel.
    "void find_local() {\n"
    "  vec2 way = gl_FragCoord.xy - v_place.xy;\n"
    "  local = vec2(dot(v_place.zw, way), dot(v_place.zw, vec2(way.y, -way.x)));\n"
    "}\n"
    "float coverage(float distance_px) { return clamp(0.5 - distance_px, 0.0, 1.0); }\n"
    "float box(vec2 half_size, float radius) {\n"
    "  vec2 q = abs(local) - half_size + radius;\n"
    "  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;\n"
    "}\n";

static const char fragment_painted[] =
    "vec4 own_texel(int i) {\n"
    "  int texel = v_kind.y + i;\n"
    "  return uintBitsToFloat(texelFetch(u_records, ivec2(texel & 1023, texel >> 10), 0));\n"
    "}\n"
    "float edge(int i) {\n"
    "  vec4 e = own_texel(i);\n"
    "  return dot(local, e.xy) - e.z;\n"
    "}\n"
    // To the nearest segment; negative where the segments go around an odd number of times.
    "float segments() {\n"
    "  float nearest = 1.0e30, side = 1.0;\n"
    "  for (int left = v_kind.z; left > 0; --left) {\n"
    "    vec4 s = own_texel(left - 1);\n"
    "    vec2 along = s.zw - s.xy, from = local - s.xy;\n"
    "    float share = dot(from, along) / max(dot(along, along), 1.0e-12);\n"
    "    vec2 off = from - along * clamp(share, 0.0, 1.0);\n"
    "    nearest = min(nearest, dot(off, off));\n"
    "    bvec3 crossed = bvec3(local.y >= s.y, local.y < s.w,\n"
    "                          along.x * from.y > along.y * from.x);\n"
    "    if (all(crossed) || !any(crossed)) side = -side;\n"
    "  }\n"
    "  return side * sqrt(nearest);\n"
    "}\n"
    // Less than a step of noise hides the bands of a wide gradient.
    "float noise() {\n"
    "  return fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) - "
    "0.5;\n"
    "}\n"
    "vec4 shape(float d) {\n"
    "  float t = clamp(0.5 - 0.5 * local.y / max(v_half.y, 1.0e-3), 0.0, 1.0);\n"
    "  vec4 body = mix(v_fill, v_fade, t);\n"
    "  body.rgb += v_fade != v_fill ? noise() * body.a / 255.0 : 0.0;\n"
    "  float inside = v_shape.y > 0.0 ? coverage(d + v_shape.y) : 1.0;\n"
    "  float rest = 1.0 - clamp(d / max(v_shape.z, 1.0e-3), 0.0, 1.0);\n"
    "  float cover = v_shape.z > 0.0 ? rest * rest : min(coverage(d), v_shape.w);\n"
    "  return mix(v_border, body, inside) * cover;\n"
    "}\n"
    "vec4 painted() {\n"
    "  if (v_kind.x == 7) return shape(abs(segments()) - v_rect.y);\n"
    "  if (v_kind.x == 8) return shape(segments());\n"
    "  float d = box(v_half, v_shape.x), corners = -1.0e6;\n"
    "  for (int left = v_kind.z; left > 0; --left) corners = max(corners, edge(left - 1));\n"
    "  return shape(max(max(d, -d - v_rect.x), corners));\n"
    "}\n";

static const char fragment_printed[] =
    // -1 to 1 from edge to edge.
    "vec2 within() { return clamp(local, -v_half, v_half) / max(v_half, vec2(1.0 / 256.0)); }\n"
    "#ifdef PLAIN\n"
    "vec2 texel_at() {\n"
    "  vec2 p = within();\n"
    "  return (0.5 + 0.5 * vec2(p.x, -p.y)) * v_rect.zw;\n"
    "}\n"
    "#else\n"
    // Texels from the start of a side, px along it: as many px a texel at both ends, the rest
    // between.
    "float sliced(float px, float side_px, float texels, vec2 ends, float px_per_texel) {\n"
    "  vec2 ends_px = ends * px_per_texel;\n"
    "  if (px < ends_px.x) return px / px_per_texel;\n"
    "  if (side_px - px < ends_px.y) return texels - (side_px - px) / px_per_texel;\n"
    "  float between_px = max(side_px - ends_px.x - ends_px.y, 1.0 / 256.0);\n"
    "  return ends.x + (px - ends_px.x) * ((texels - ends.x - ends.y) / between_px);\n"
    "}\n"
    // Half a texel inside the part, of the level that is read.
    "vec2 within_part(vec2 at) {\n"
    "  vec2 margin = min(vec2(0.5 * exp2(floor(v_shape.y + 0.5))), 0.5 * v_rect.zw);\n"
    "  return clamp(at, margin, v_rect.zw - margin);\n"
    "}\n"
    "vec2 texel_at() {\n"
    "  vec2 p = within();\n"
    "  if ((v_kind.z & 1) != 0) p.x = -p.x;\n"
    "  if ((v_kind.z & 2) != 0) p.y = -p.y;\n"
    "  vec2 share = 0.5 + 0.5 * vec2(p.x, -p.y);\n"
    "  if (v_kind.z == 0) return share * v_rect.zw;\n"
    "  if ((v_kind.z & 4) == 0) return within_part(share * v_rect.zw);\n"
    "  vec2 side = 2.0 * v_half, px = share * side;\n"
    "  return within_part(vec2(sliced(px.x, side.x, v_rect.z, v_border.xy, v_shape.x),\n"
    "                          sliced(px.y, side.y, v_rect.w, v_border.zw, v_shape.w)));\n"
    "}\n"
    // Rows of a target are counted from the bottom.
    "vec4 target() {\n"
    "  vec4 t = textureLod(u_target, 0.5 + 0.5 * within(), 0.0);\n"
    "  return vec4(t.rgb * v_fill.rgb, t.a * v_fill.a) * coverage(box(v_half, 0.0));\n"
    "}\n"
    "#endif\n"
    "vec4 texel() {\n"
    "  vec2 at = v_rect.xy + texel_at();\n"
    "  return textureLod(u_pages, vec3(at / u_page_px, float(v_kind.y)), v_shape.y);\n"
    "}\n"
    "vec4 printed() {\n"
    "#ifndef PLAIN\n"
    "  if (v_kind.x == 3) return target();\n"
    "#endif\n"
    "  vec4 t = texel();\n"
    "  vec4 image = vec4(t.rgb * v_fill.rgb, t.a * v_fill.a);\n"
    "#ifndef PLAIN\n"
    "  image.rgb = image.rgb * (1.0 - v_fade.a) + v_fade.rgb * t.a;\n"
    "#endif\n"
    "  float inside = coverage(box(v_half, 0.0));\n"
    "  image *= inside;\n"
    "#ifndef PLAIN\n"
    "  vec4 glyph = v_fill * coverage((128.0 / 255.0 - v_shape.x - t.a) * v_shape.w) * inside;\n"
    "  if (v_kind.x == 2) return glyph;\n"
    "#endif\n"
    "  return image;\n"
    "}\n";

static const char fragment_main[] =
    "void main() {\n"
    "  find_local();\n"
    "#ifndef PAINTED\n"
    "  o_color = printed();\n"
    "#elif !defined(PRINTED)\n"
    "  o_color = painted();\n"
    "#else\n"
    "  if (v_kind.x <= 3) o_color = printed(); else o_color = painted();\n"
    "#endif\n"
    "}\n";

#endif
