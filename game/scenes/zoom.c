// A change of size keeps the point under the pointer where it is: with n the pointer's place from
// the middle of the surface, in halves of it, the point stands at shift + n * size of the framed
// picture. That is linear in size and shift, so it holds on the eased way as well.
#include "scenes/zoom.h"

#include "actions.h"
#include "tuning.h"

static const zoom_view framed = {.size = 1.0f};

void zoom_reset(zoom *z)
{
    *z = (struct zoom){
        .goal = framed, .now = framed, .before = framed, .tap_ticks = TUNE_TAP_AGAIN_TICKS};
}

bool zoom_has_fingers(const qn_input *input)
{
    int32_t count = 0;
    for (int32_t i = 0; i < input->pointer_count; ++i) {
        count += input->pointers[i].kind == QN_POINTER_TOUCH ? 1 : 0;
    }
    return count >= 2;
}

// From the middle of the surface, in halves of it, y up.
static qn_vec2 place_of(const qn_input *input, qn_vec2 px)
{
    return qn_v2(qn_clamp(2.0f * px.x / input->surface_px.x - 1.0f, -1.0f, 1.0f),
                 qn_clamp(1.0f - 2.0f * px.y / input->surface_px.y, -1.0f, 1.0f));
}

static void keep_inside(zoom_view *view)
{
    float room = qn_max(1.0f - view->size, 0.0f);
    view->shift = qn_v2(qn_clamp(view->shift.x, -room, room), qn_clamp(view->shift.y, -room, room));
}

static void scale(zoom *z, float factor, qn_vec2 place, float most_size)
{
    float size = qn_clamp(z->goal.size * factor, TUNE_ZOOM_LEAST_SIZE, most_size);
    z->goal.shift = qn_mul_add(z->goal.shift, z->goal.size - size, place);
    z->goal.size = size;
    keep_inside(&z->goal);
}

// A turn towards the player shows more.
static void turn_wheel(zoom *z, const qn_input *input, float most_size)
{
    float turned = qn_clamp(input->wheel_px.y / qn_max(input->pixel_ratio, 0.1f), -600.0f, 600.0f);
    float factor = 1.0f + TUNE_ZOOM_WHEEL_PER_PX * qn_abs(turned);
    if (turned != 0.0f) {
        scale(z, turned > 0.0f ? factor : 1.0f / factor,
              place_of(input, input->pointer.position_px), most_size);
    }
}

static void pinch(zoom *z, const qn_input *input, float most_size)
{
    qn_vec2 way = qn_v2(2.0f * input->pan_px.x / input->surface_px.x,
                        -2.0f * input->pan_px.y / input->surface_px.y);
    z->goal.shift = qn_mul_add(z->goal.shift, -z->goal.size, way);
    keep_inside(&z->goal);
    if (input->pinch != 0.0f) {
        scale(z, 1.0f / qn_clamp(1.0f + input->pinch, 0.2f, 5.0f),
              place_of(input, input->pinch_center_px), most_size);
    }
}

// A key jumps when it goes down, and goes on as long as it is held.
static float key_factor(const qn_input *input, game_action action)
{
    if (input->went_down[action]) {
        return TUNE_ZOOM_KEY_FIRST;
    }
    return input->is_held[action] ? TUNE_ZOOM_KEY : 1.0f;
}

static void press_keys(zoom *z, const qn_input *input, float most_size, qn_vec2 focus_px)
{
    qn_vec2 place = place_of(input, focus_px);
    scale(z, 1.0f / key_factor(input, GAME_ACTION_ZOOM_IN), place, most_size);
    scale(z, key_factor(input, GAME_ACTION_ZOOM_OUT), place, most_size);
    if (input->went_down[GAME_ACTION_ZOOM_BACK]) {
        z->goal = framed;
    }
}

// In CSS pixels.
static float way_between(const qn_input *input, qn_vec2 a, qn_vec2 b)
{
    return qn_distance(a, b) / qn_max(input->pixel_ratio, 0.1f);
}

// Two short presses at one place, and the picture is as it was framed.
static void watch_taps(zoom *z, const qn_input *input, bool is_free)
{
    const qn_pointer *pointer = &input->pointer;
    z->press_ticks += z->press_ticks < TUNE_TAP_TICKS ? 1 : 0;
    z->tap_ticks += z->tap_ticks < TUNE_TAP_AGAIN_TICKS ? 1 : 0;
    if (pointer->went_down) {
        z->press_px = pointer->position_px;
        z->press_ticks = 0;
        z->is_tap = is_free;
    }
    z->is_tap &= is_free && !pointer->was_cancelled && z->press_ticks < TUNE_TAP_TICKS &&
                 way_between(input, z->press_px, pointer->position_px) <= TUNE_TAP_PX;
    if (!pointer->went_up || !z->is_tap) {
        return;
    }
    bool is_second = z->tap_ticks < TUNE_TAP_AGAIN_TICKS &&
                     way_between(input, z->tap_px, pointer->position_px) <= TUNE_TAP_APART_PX;
    z->goal = is_second ? framed : z->goal;
    z->tap_ticks = is_second ? TUNE_TAP_AGAIN_TICKS : 0;
    z->tap_px = pointer->position_px;
    z->is_tap = false;
}

static bool is_usable(const qn_input *input)
{
    float sum = input->wheel_px.y + input->pinch + input->pixel_ratio;
    return qn_is_finite(sum) && qn_v2_is_finite(input->pointer.position_px) &&
           qn_v2_is_finite(input->pan_px) && qn_v2_is_finite(input->pinch_center_px) &&
           qn_v2_is_finite(input->surface_px) && input->surface_px.x >= 1.0f &&
           input->surface_px.y >= 1.0f;
}

static zoom_view between(zoom_view from, zoom_view to, float share)
{
    return (zoom_view){.size = from.size + share * (to.size - from.size),
                       .shift = qn_lerp(from.shift, to.shift, share)};
}

void zoom_tick(zoom *z, const qn_input *input, bool is_free, float most_size, qn_vec2 focus_px)
{
    if (is_usable(input) && qn_v2_is_finite(focus_px)) {
        turn_wheel(z, input, most_size);
        press_keys(z, input, most_size, focus_px);
        if (is_free && zoom_has_fingers(input)) {
            pinch(z, input, most_size);
        }
        watch_taps(z, input, is_free && !zoom_has_fingers(input));
    }
    // A surface that grew wide shows the whole level already.
    z->goal.size = qn_min(z->goal.size, most_size);
    z->before = z->now;
    z->now = between(z->now, z->goal, TUNE_ZOOM_EASE);
}

zoom_view zoom_between(const zoom *z, float alpha) { return between(z->before, z->now, alpha); }

float zoom_factor(const zoom *z) { return 1.0f / z->now.size; }

qn_camera zoom_camera(zoom_view view, const qn_camera *framed_camera)
{
    qn_camera camera = *framed_camera;
    float half_height = 0.5f * camera.height_m;
    float half_width = half_height * camera.surface_px.x / camera.surface_px.y;
    camera.center_m =
        qn_add(camera.center_m, qn_v2(half_width * view.shift.x, half_height * view.shift.y));
    camera.height_m *= qn_min(view.size, 1.0f);
    return camera;
}
