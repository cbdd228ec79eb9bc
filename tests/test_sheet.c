// Sheets as Aseprite and TexturePacker write them, and what is none.
#include "check.h"
#include "faults.h"
#include "quoin/sheet.h"

#include <string.h>

static const qn_image image = {1, 64, 32};

static const char aseprite[] =
    "{ \"frames\": {\n"
    "   \"hero 0.aseprite\": {\n"
    "    \"frame\": { \"x\": 0, \"y\": 0, \"w\": 16, \"h\": 16 },\n"
    "    \"rotated\": false, \"trimmed\": false,\n"
    "    \"spriteSourceSize\": { \"x\": 0, \"y\": 0, \"w\": 16, \"h\": 16 },\n"
    "    \"sourceSize\": { \"w\": 16, \"h\": 16 },\n"
    "    \"duration\": 120 },\n"
    "   \"hero 1.aseprite\": {\n"
    "    \"frame\": { \"x\": 16, \"y\": 0, \"w\": 10, \"h\": 12 },\n"
    "    \"rotated\": false, \"trimmed\": true,\n"
    "    \"spriteSourceSize\": { \"x\": 4, \"y\": 3, \"w\": 10, \"h\": 12 },\n"
    "    \"sourceSize\": { \"w\": 16, \"h\": 16 },\n"
    "    \"duration\": 80 },\n"
    "   \"hero 2.aseprite\": {\n"
    "    \"frame\": { \"x\": 32, \"y\": 0, \"w\": 16, \"h\": 16 }, \"duration\": 50 }\n"
    " },\n"
    " \"meta\": { \"app\": \"https://www.aseprite.org/\", \"version\": \"1.3\",\n"
    "  \"image\": \"hero.png\", \"size\": { \"w\": 64, \"h\": 32 }, \"scale\": \"1\",\n"
    "  \"frameTags\": [\n"
    "   { \"name\": \"walk\", \"from\": 0, \"to\": 1, \"direction\": \"forward\" },\n"
    "   { \"name\": \"back\", \"from\": 0, \"to\": 2, \"direction\": \"reverse\" },\n"
    "   { \"name\": \"sway\", \"from\": 1, \"to\": 2, \"direction\": \"pingpong\" },\n"
    "   { \"name\": \"die\", \"from\": 2, \"to\": 2, \"direction\": \"forward\", \"repeat\": \"1\" "
    "}\n"
    "  ], \"layers\": [ { \"name\": \"Layer 1\", \"opacity\": 255 } ], \"slices\": [] } }";

static const char texture_packer[] =
    "{\"frames\": [\n"
    "{\"filename\": \"b\\u00e4r.png\", \"frame\": {\"x\":2,\"y\":2,\"w\":8,\"h\":9},\n"
    " \"rotated\": false, \"trimmed\": false, \"pivot\": {\"x\":0.5,\"y\":0.5}},\n"
    "{\"filename\": \"coin.png\", \"frame\": {\"x\":12,\"y\":2,\"w\":7,\"h\":7}}],\n"
    "\"meta\": {\"app\": \"x\", \"scale\": 1.0, \"nested\": [[{\"a\": [1, -2.5e3, null, true]}]]}}";

static qn_error open_text(const char *text, qn_sheet **out)
{
    return qn_sheet_create((qn_bytes){(const uint8_t *)text, strlen(text)}, image, out);
}

TEST(a_sheet_of_aseprite_becomes_frames_and_tags)
{
    qn_sheet *sheet;
    CHECK_ERROR(open_text(aseprite, &sheet), QN_ERROR_OK);
    CHECK_INT(qn_sheet_frame_count(sheet), 3);
    const qn_frame *first = qn_sheet_frame(sheet, 0);
    CHECK(first->part.width_px == 16 && first->image.index == 1 && first->offset_px.x == 0.0f);
    CHECK_NEAR(first->duration_s, 0.12, 1e-6);
    const qn_frame *second = qn_sheet_find(sheet, "hero 1.aseprite");
    CHECK(second == qn_sheet_frame(sheet, 1));
    CHECK(second->offset_px.x == 1.0f && second->offset_px.y == -1.0f);
    CHECK(qn_sheet_find(sheet, "hero") == NULL && qn_sheet_frame(sheet, 3) == NULL);
    qn_animation walk = qn_sheet_animation(sheet, "walk");
    CHECK(walk.frame_count == 2 && walk.playback == QN_PLAYBACK_LOOP && walk.frames == first);
    qn_animation back = qn_sheet_animation(sheet, "back");
    CHECK_INT(back.frame_count, 3);
    CHECK(back.frames[0].part.x_px == 32 && back.frames[2].part.x_px == 0);
    CHECK(qn_sheet_animation(sheet, "sway").playback == QN_PLAYBACK_PING_PONG);
    CHECK(qn_sheet_animation(sheet, "die").playback == QN_PLAYBACK_ONCE);
    CHECK_INT(qn_sheet_animation(sheet, "fly").frame_count, 0);
    CHECK_INT(qn_sheet_animation(sheet, NULL).frame_count, 3);
    qn_sheet_destroy(sheet);
}

TEST(a_sheet_of_texture_packer_becomes_named_frames)
{
    qn_sheet *sheet;
    CHECK_ERROR(open_text(texture_packer, &sheet), QN_ERROR_OK);
    CHECK_INT(qn_sheet_frame_count(sheet), 2);
    const qn_frame *bear = qn_sheet_find(sheet, "b\xC3\xA4r.png");
    CHECK(bear != NULL && bear->part.height_px == 9);
    CHECK_NEAR(qn_sheet_find(sheet, "coin.png")->duration_s, 0.1, 1e-6);
    qn_sheet_destroy(sheet);
}

TEST(tags_may_stand_before_their_frames)
{
    static const char text[] = "{\"meta\":{\"frameTags\":[{\"name\":\"a\",\"from\":0,\"to\":0,"
                               "\"direction\":\"reverse\"}]},\"frames\":[{\"frame\":{\"x\":1,"
                               "\"y\":2,\"w\":3,\"h\":4}}]}";
    qn_sheet *sheet;
    CHECK_ERROR(open_text(text, &sheet), QN_ERROR_OK);
    CHECK_INT(qn_sheet_animation(sheet, "a").frames[0].part.width_px, 3);
    qn_sheet_destroy(sheet);
}

#define FRAME "{\"frame\":{\"x\":0,\"y\":0,\"w\":8,\"h\":8}}"
#define NAME_64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

TEST(what_is_no_sheet_is_refused_with_its_reason)
{
    static const struct {
        const char *text;
        qn_error error;
    } cases[] = {
        {"", QN_ERROR_BAD_DATA},
        {"[]", QN_ERROR_BAD_DATA},
        {"{}", QN_ERROR_BAD_DATA},
        {"{\"frames\":[]}", QN_ERROR_BAD_DATA},
        {"{\"frames\":[" FRAME "]", QN_ERROR_BAD_DATA},
        {"{\"frames\":[" FRAME ",]}", QN_ERROR_BAD_DATA},
        {"{\"frames\":[" FRAME "]} x", QN_ERROR_BAD_DATA},
        {"{\"frames\":[{}]}", QN_ERROR_BAD_DATA},
        {"{\"frames\":[{\"frame\":{\"x\":0,\"y\":0,\"w\":0,\"h\":8}}]}", QN_ERROR_BAD_DATA},
        {"{\"frames\":[{\"frame\":{\"x\":\"0\"}}]}", QN_ERROR_BAD_DATA},
        {"{\"frames\":[{\"frame\":{\"x\":-1,\"y\":0,\"w\":1,\"h\":1}}]}", QN_ERROR_OUT_OF_RANGE},
        {"{\"frames\":[{\"frame\":{\"x\":1e300,\"y\":0,\"w\":1,\"h\":1}}]}", QN_ERROR_OUT_OF_RANGE},
        {"{\"frames\":[{\"frame\":{\"x\":60,\"y\":0,\"w\":8,\"h\":8}}]}", QN_ERROR_OUT_OF_RANGE},
        {"{\"frames\":[{\"rotated\":true,\"frame\":{\"x\":0,\"y\":0,\"w\":8,\"h\":8}}]}",
         QN_ERROR_UNSUPPORTED},
        {"{\"frames\":{\"" NAME_64 "\":" FRAME "}}", QN_ERROR_TOO_LARGE},
        {"{\"frames\":[{\"filename\":\"" NAME_64 "\"}]}", QN_ERROR_TOO_LARGE},
        {"{\"frames\":[" FRAME "],\"meta\":{\"frameTags\":[{\"name\":\"a\"}]}}", QN_ERROR_BAD_DATA},
        {"{\"frames\":[" FRAME "],\"meta\":{\"frameTags\":[{\"from\":1,\"to\":0}]}}",
         QN_ERROR_BAD_DATA},
        {"{\"frames\":[" FRAME "],\"meta\":{\"frameTags\":[{\"from\":0,\"to\":1}]}}",
         QN_ERROR_OUT_OF_RANGE},
        {"{\"frames\":[" FRAME "],\"meta\":{\"frameTags\":[{\"from\":0,\"to\":60000,"
         "\"direction\":\"reverse\"}]}}",
         QN_ERROR_TOO_LARGE},
    };
    size_t live = qn_memory_live_count();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
        qn_sheet *sheet = (qn_sheet *)(uintptr_t)1;
        CHECK_ERROR(open_text(cases[i].text, &sheet), cases[i].error);
        CHECK(sheet == NULL);
    }
    qn_sheet *sheet;
    CHECK_ERROR(qn_sheet_create((qn_bytes){NULL, 4}, image, &sheet), QN_ERROR_NULL_POINTER);
    CHECK_ERROR(open_text("{}", NULL), QN_ERROR_NULL_POINTER);
    CHECK_INT(qn_memory_live_count(), live);
    CHECK_INT(qn_sheet_frame_count(NULL), 0);
    CHECK_INT(qn_sheet_animation(NULL, "a").frame_count, 0);
    CHECK(qn_sheet_find(NULL, "a") == NULL);
    qn_sheet_destroy(NULL);
}

static void check_sound(const qn_sheet *sheet)
{
    for (int32_t i = 0; i < qn_sheet_frame_count(sheet); ++i) {
        const qn_frame *f = qn_sheet_frame(sheet, i);
        CHECK(f->part.x_px + f->part.width_px <= 64 && f->part.y_px + f->part.height_px <= 32);
        CHECK(f->duration_s > 0.0f && qn_v2_is_finite(f->offset_px));
    }
}

static void damage(const char *text)
{
    size_t size = strlen(text);
    uint8_t bytes[4096];
    qn_sheet *sheet;
    for (size_t cut = 0; cut < size; ++cut) {
        memcpy(bytes, text, cut);
        CHECK_ERROR(qn_sheet_create((qn_bytes){bytes, cut}, image, &sheet), QN_ERROR_BAD_DATA);
    }
    memcpy(bytes, text, size + 1);
    for (size_t bit = 0; bit < size * 8; ++bit) {
        bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
        if (qn_sheet_create((qn_bytes){bytes, size}, image, &sheet) == QN_ERROR_OK) {
            check_sound(sheet);
        }
        qn_sheet_destroy(sheet);
        bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
}

TEST(damaged_sheets_are_refused_or_sound_and_leave_no_memory)
{
    size_t live = qn_memory_live_count();
    damage(aseprite);
    damage(texture_packer);
    CHECK_INT(qn_memory_live_count(), live);
}

static qn_error make_sheet(void *user)
{
    (void)user;
    qn_sheet *sheet = NULL;
    qn_error error = open_text(aseprite, &sheet);
    qn_sheet_destroy(sheet);
    return error;
}

TEST(a_sheet_that_finds_no_memory_leaves_none_behind) { faults_try_each(make_sheet, NULL); }
