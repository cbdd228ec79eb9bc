// The text is read as it is played; nothing is stored.
#include "script.h"

#include <stdlib.h>
#include <string.h>

static bool read_point(const char **text, qn_vec2 surface_px, qn_vec2 *px)
{
    char *end;
    float x = strtof(*text, &end);
    if (end == *text || *end != ',') {
        return false;
    }
    const char *second = end + 1;
    float y = strtof(second, &end);
    if (end == second) {
        return false;
    }
    *text = end;
    *px = qn_v2(x * surface_px.x, y * surface_px.y);
    return qn_v2_is_finite(*px);
}

static bool apply_pointer(char verb, const char **text, qn_vec2 surface_px, controls *c)
{
    qn_vec2 px;
    if (!read_point(text, surface_px, &px)) {
        return false;
    }
    const pointer_event event = {.phase = verb == 'd'   ? POINTER_GOES_DOWN
                                          : verb == 'm' ? POINTER_MOVES
                                                        : POINTER_GOES_UP,
                                 .position_px = px};
    controls_pointer(c, &event);
    return true;
}

static bool apply_action(char verb, const char **text, controls *c)
{
    char *end;
    long action = strtol(*text, &end, 10);
    if (end == *text || action < 0 || action >= c->bindings.action_count) {
        return false;
    }
    *text = end;
    controls_give(c, (int32_t)action, verb == '+' ? 1.0f : 0.0f);
    return true;
}

static bool apply_step(const char **text, qn_vec2 surface_px, controls *c)
{
    char verb = **text;
    *text += verb != '\0' ? 1 : 0;
    switch (verb) {
    case 'd':
    case 'm':
    case 'u':
        return apply_pointer(verb, text, surface_px, c);
    case '+':
    case '-':
        return apply_action(verb, text, c);
    case 'c':
        controls_pointer(c, &(pointer_event){.phase = POINTER_IS_CANCELLED});
        return true;
    default:
        return false;
    }
}

bool script_apply(script *s, int32_t frame, qn_vec2 surface_px, controls *c)
{
    while (s->next != NULL && *s->next != '\0') {
        char *end;
        long due = strtol(s->next, &end, 10);
        if (end == s->next) {
            return false;
        }
        if (due > frame) {
            return true;
        }
        s->next = end;
        if (!apply_step(&s->next, surface_px, c)) {
            return false;
        }
        s->next += strspn(s->next, " ");
    }
    return true;
}
