// The file is read twice: once to count, once to fill what was then made. Both readings are the
// same code, so that they cannot disagree; whatever is wrong is found in the first.
//
// Tags that play backwards have their frames again, in that order, behind the others: an animation
// is then a run of frames, whichever way it goes.
#include "quoin/sheet.h"

#include <string.h>

#include "base/alloc.h"
#include "quoin/json.h"

#define DEFAULT_S 0.1f
#define MOST_PX 65535.0

typedef struct sheet_name {
    char text[QN_SHEET_MAX_NAME_BYTES + 1];
} sheet_name;

typedef struct sheet_tag {
    sheet_name name;
    int32_t first, count;
    qn_playback playback;
} sheet_tag;

struct qn_sheet {
    qn_frame *frames;  // those of the file, then those of tags that play backwards
    sheet_name *names; // of the frames of the file
    sheet_tag *tags;
    int32_t frame_count, all_count, tag_count;
};

typedef struct reading {
    qn_json json;
    qn_image image;
    qn_sheet *sheet; // arrays are null while counting
    int32_t frame_count, extra_count, tag_count;
    qn_error error;
} reading;

static void fail(reading *r, qn_error error)
{
    if (r->error == QN_ERROR_OK) {
        r->error = error;
    }
    r->json.failed = true;
}

static bool is_key(const char *key, const char *wanted) { return strcmp(key, wanted) == 0; }

static void read_name(reading *r, sheet_name *out)
{
    if (qn_json_text(&r->json, out->text, sizeof out->text) > QN_SHEET_MAX_NAME_BYTES) {
        fail(r, QN_ERROR_TOO_LARGE);
    }
}

// Sides and places are whole and fit 16 bits.
static int32_t read_px(reading *r)
{
    double value = qn_json_number(&r->json);
    if (!(value >= 0.0 && value <= MOST_PX)) {
        fail(r, QN_ERROR_OUT_OF_RANGE);
        return 0;
    }
    return (int32_t)value;
}

// ---- Frames -----------------------------------------------------------------------------------

typedef struct rect {
    int32_t x, y, w, h;
    bool is_there;
} rect;

static rect read_rect(reading *r)
{
    rect out = {.is_there = true};
    char key[8];
    bool is_first = true;
    qn_json_enter(&r->json, '{');
    while (qn_json_member(&r->json, &is_first, key, sizeof key)) {
        int32_t *const field = is_key(key, "x")   ? &out.x
                               : is_key(key, "y") ? &out.y
                               : is_key(key, "w") ? &out.w
                               : is_key(key, "h") ? &out.h
                                                  : NULL;
        if (field != NULL) {
            *field = read_px(r);
        } else {
            qn_json_skip(&r->json);
        }
    }
    return out;
}

// What a frame's members say.
typedef struct raw_frame {
    sheet_name name;
    rect part, placed, whole;
    bool is_turned;
    double duration_ms;
} raw_frame;

static void read_frame_member(reading *r, const char *key, raw_frame *raw)
{
    if (is_key(key, "frame")) {
        raw->part = read_rect(r);
    } else if (is_key(key, "spriteSourceSize")) {
        raw->placed = read_rect(r);
    } else if (is_key(key, "sourceSize")) {
        raw->whole = read_rect(r);
    } else if (is_key(key, "rotated")) {
        raw->is_turned = qn_json_bool(&r->json);
    } else if (is_key(key, "duration")) {
        raw->duration_ms = qn_json_number(&r->json);
    } else if (is_key(key, "filename")) {
        read_name(r, &raw->name);
    } else {
        qn_json_skip(&r->json);
    }
}

static qn_error check_frame(const reading *r, const raw_frame *raw)
{
    const rect *part = &raw->part;
    if (!part->is_there || part->w == 0 || part->h == 0) {
        return QN_ERROR_BAD_DATA;
    }
    if (raw->is_turned) {
        return QN_ERROR_UNSUPPORTED;
    }
    bool is_inside =
        part->x + part->w <= r->image.width_px && part->y + part->h <= r->image.height_px;
    return is_inside ? QN_ERROR_OK : QN_ERROR_OUT_OF_RANGE;
}

static qn_frame frame_of(const reading *r, const raw_frame *raw)
{
    const rect *part = &raw->part;
    qn_frame frame = {
        .image = r->image,
        .part = {(uint16_t)part->x, (uint16_t)part->y, (uint16_t)part->w, (uint16_t)part->h},
        .duration_s = DEFAULT_S,
    };
    if (raw->duration_ms > 0.0) {
        double kept = raw->duration_ms < 1.0e7 ? raw->duration_ms : 1.0e7;
        frame.duration_s = (float)(kept / 1000.0);
    }
    if (raw->placed.is_there && raw->whole.is_there) {
        int32_t twice_x = 2 * raw->placed.x + part->w - raw->whole.w;
        int32_t twice_y = raw->whole.h - 2 * raw->placed.y - part->h;
        frame.offset_px = qn_v2(0.5f * (float)twice_x, 0.5f * (float)twice_y);
    }
    return frame;
}

static void read_frame(reading *r, raw_frame *raw)
{
    char key[24];
    bool is_first = true;
    qn_json_enter(&r->json, '{');
    while (qn_json_member(&r->json, &is_first, key, sizeof key)) {
        read_frame_member(r, key, raw);
    }
    qn_error error = r->json.failed ? QN_ERROR_BAD_DATA : check_frame(r, raw);
    if (error == QN_ERROR_OK && r->frame_count == QN_SHEET_MAX_FRAMES) {
        error = QN_ERROR_TOO_LARGE;
    }
    if (error != QN_ERROR_OK) {
        fail(r, error);
        return;
    }
    if (r->sheet->frames != NULL) {
        r->sheet->frames[r->frame_count] = frame_of(r, raw);
        r->sheet->names[r->frame_count] = raw->name;
    }
    r->frame_count += 1;
}

static void read_frames(reading *r)
{
    bool is_first = true;
    raw_frame raw = {0};
    if (qn_json_peek(&r->json) == '[') {
        qn_json_enter(&r->json, '[');
        while (qn_json_element(&r->json, &is_first)) {
            raw = (raw_frame){0};
            read_frame(r, &raw);
        }
        return;
    }
    // The key is the name; one byte more tells that it is too long.
    char key[QN_SHEET_MAX_NAME_BYTES + 2];
    qn_json_enter(&r->json, '{');
    while (qn_json_member(&r->json, &is_first, key, sizeof key)) {
        raw = (raw_frame){0};
        if (strlen(key) > QN_SHEET_MAX_NAME_BYTES) {
            fail(r, QN_ERROR_TOO_LARGE);
            return;
        }
        memcpy(raw.name.text, key, sizeof raw.name.text);
        read_frame(r, &raw);
    }
}

// ---- Tags -------------------------------------------------------------------------------------

typedef struct raw_tag {
    sheet_name name, direction, repeat;
    int32_t from, to;
    bool has_from, has_to;
} raw_tag;

static void read_tag_member(reading *r, const char *key, raw_tag *raw)
{
    if (is_key(key, "name")) {
        read_name(r, &raw->name);
    } else if (is_key(key, "direction")) {
        read_name(r, &raw->direction);
    } else if (is_key(key, "repeat") && qn_json_peek(&r->json) == '"') {
        read_name(r, &raw->repeat);
    } else if (is_key(key, "from")) {
        raw->from = read_px(r);
        raw->has_from = true;
    } else if (is_key(key, "to")) {
        raw->to = read_px(r);
        raw->has_to = true;
    } else {
        qn_json_skip(&r->json);
    }
}

static bool is_backwards(const raw_tag *raw)
{
    return is_key(raw->direction.text, "reverse") ||
           is_key(raw->direction.text, "pingpong_reverse");
}

static sheet_tag tag_of(const reading *r, const raw_tag *raw)
{
    bool comes_back = strncmp(raw->direction.text, "pingpong", 8) == 0;
    bool is_once = is_key(raw->repeat.text, "1");
    return (sheet_tag){
        .name = raw->name,
        .first = is_backwards(raw) ? r->sheet->frame_count + r->extra_count : raw->from,
        .count = raw->to - raw->from + 1,
        .playback =
            comes_back ? QN_PLAYBACK_PING_PONG : (is_once ? QN_PLAYBACK_ONCE : QN_PLAYBACK_LOOP),
    };
}

// Frames may stand behind their tags in the file, so that tags are only judged while filling.
static void place_tag(reading *r, const raw_tag *raw)
{
    qn_sheet *sheet = r->sheet;
    int32_t count = raw->to - raw->from + 1;
    if (sheet->frames != NULL) {
        if (raw->to >= sheet->frame_count) {
            fail(r, QN_ERROR_OUT_OF_RANGE);
            return;
        }
        sheet_tag made = tag_of(r, raw);
        sheet->tags[r->tag_count] = made;
        for (int32_t i = 0; is_backwards(raw) && i < count; ++i) {
            sheet->frames[made.first + i] = sheet->frames[raw->to - i];
        }
    }
    r->extra_count += is_backwards(raw) ? count : 0;
    r->tag_count += 1;
}

static void read_tag(reading *r)
{
    raw_tag raw = {0};
    char key[16];
    bool is_first = true;
    qn_json_enter(&r->json, '{');
    while (qn_json_member(&r->json, &is_first, key, sizeof key)) {
        read_tag_member(r, key, &raw);
    }
    if (r->json.failed || !raw.has_from || !raw.has_to || raw.from > raw.to) {
        fail(r, QN_ERROR_BAD_DATA);
    } else if (r->tag_count == QN_SHEET_MAX_TAGS ||
               r->extra_count > QN_SHEET_MAX_FRAMES - (raw.to - raw.from + 1)) {
        fail(r, QN_ERROR_TOO_LARGE);
    } else {
        place_tag(r, &raw);
    }
}

static void read_meta(reading *r)
{
    char key[16];
    bool is_first = true;
    qn_json_enter(&r->json, '{');
    while (qn_json_member(&r->json, &is_first, key, sizeof key)) {
        bool is_first_tag = true;
        if (!is_key(key, "frameTags") || qn_json_peek(&r->json) != '[') {
            qn_json_skip(&r->json);
            continue;
        }
        qn_json_enter(&r->json, '[');
        while (qn_json_element(&r->json, &is_first_tag)) {
            read_tag(r);
        }
    }
}

// ---- The file ---------------------------------------------------------------------------------

// Tags that play backwards copy frames, so frames are taken first wherever they stand.
static void read_part(reading *r, qn_bytes text, const char *wanted)
{
    char key[16];
    bool is_first = true;
    r->json = qn_json_over(text);
    qn_json_enter(&r->json, '{');
    while (qn_json_member(&r->json, &is_first, key, sizeof key)) {
        if (!is_key(key, wanted)) {
            qn_json_skip(&r->json);
        } else if (is_key(key, "frames")) {
            read_frames(r);
        } else {
            read_meta(r);
        }
    }
    if (!qn_json_is_done(&r->json)) {
        fail(r, QN_ERROR_BAD_DATA);
    }
}

static qn_error read_all(qn_bytes text, qn_image image, qn_sheet *sheet)
{
    reading r = {.image = image, .sheet = sheet};
    read_part(&r, text, "frames");
    if (r.error == QN_ERROR_OK) {
        read_part(&r, text, "meta");
    }
    if (r.error == QN_ERROR_OK && r.frame_count == 0) {
        return QN_ERROR_BAD_DATA;
    }
    sheet->frame_count = r.frame_count;
    sheet->all_count = r.frame_count + r.extra_count;
    sheet->tag_count = r.tag_count;
    return r.error;
}

static bool make_room(qn_sheet *sheet)
{
    sheet->frames = qn_alloc_zeroed((size_t)sheet->all_count * sizeof(qn_frame));
    sheet->names = qn_alloc_zeroed((size_t)sheet->frame_count * sizeof(sheet_name));
    sheet->tags = qn_alloc_zeroed((size_t)(sheet->tag_count + 1) * sizeof(sheet_tag));
    return sheet->frames != NULL && sheet->names != NULL && sheet->tags != NULL;
}

qn_error qn_sheet_create(qn_bytes json, qn_image image, qn_sheet **out)
{
    if (out == NULL || (json.data == NULL && json.size_bytes > 0)) {
        return QN_ERROR_NULL_POINTER;
    }
    *out = NULL;
    if (json.data == NULL) {
        return QN_ERROR_BAD_DATA;
    }
    qn_sheet *sheet = qn_alloc_zeroed(sizeof *sheet);
    if (sheet == NULL) {
        return QN_ERROR_OUT_OF_MEMORY;
    }
    qn_error error = read_all(json, image, sheet);
    if (error == QN_ERROR_OK) {
        error = make_room(sheet) ? read_all(json, image, sheet) : QN_ERROR_OUT_OF_MEMORY;
    }
    if (error != QN_ERROR_OK) {
        qn_sheet_destroy(sheet);
        return error;
    }
    *out = sheet;
    return QN_ERROR_OK;
}

void qn_sheet_destroy(qn_sheet *sheet)
{
    if (sheet != NULL) {
        qn_free(sheet->frames);
        qn_free(sheet->names);
        qn_free(sheet->tags);
        qn_free(sheet);
    }
}

int32_t qn_sheet_frame_count(const qn_sheet *sheet)
{
    return sheet != NULL ? sheet->frame_count : 0;
}

const qn_frame *qn_sheet_frame(const qn_sheet *sheet, int32_t index)
{
    bool is_there = index >= 0 && index < qn_sheet_frame_count(sheet);
    return is_there ? &sheet->frames[index] : NULL;
}

const qn_frame *qn_sheet_find(const qn_sheet *sheet, const char *name)
{
    for (int32_t i = 0; name != NULL && i < qn_sheet_frame_count(sheet); ++i) {
        if (strcmp(sheet->names[i].text, name) == 0) {
            return &sheet->frames[i];
        }
    }
    return NULL;
}

qn_animation qn_sheet_animation(const qn_sheet *sheet, const char *tag)
{
    if (sheet == NULL) {
        return (qn_animation){0};
    }
    if (tag == NULL) {
        return (qn_animation){sheet->frames, sheet->frame_count, QN_PLAYBACK_LOOP};
    }
    for (int32_t i = 0; i < sheet->tag_count; ++i) {
        if (strcmp(sheet->tags[i].name.text, tag) == 0) {
            return (qn_animation){sheet->frames + sheet->tags[i].first, sheet->tags[i].count,
                                  sheet->tags[i].playback};
        }
    }
    return (qn_animation){0};
}
