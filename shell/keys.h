// The one table of what an action can be bound to, by the names of quoin/input.h:
// X(name, device, number): SDL's scancode, mouse button, controller button, or controller axis with
// the half of it that is meant. Names are stored with a player's settings: none is ever renamed.
//
// On the web every key that no action is bound to stays with the page, and so do those that are not
// listed here: Tab, the function keys, and whatever the browser or the system takes for itself.
#ifndef SHELL_KEYS_H
#define SHELL_KEYS_H

#define KEY_LETTERS(X)                                                                             \
    X("KeyA", KEY, SDL_SCANCODE_A)                                                                 \
    X("KeyB", KEY, SDL_SCANCODE_B)                                                                 \
    X("KeyC", KEY, SDL_SCANCODE_C)                                                                 \
    X("KeyD", KEY, SDL_SCANCODE_D)                                                                 \
    X("KeyE", KEY, SDL_SCANCODE_E)                                                                 \
    X("KeyF", KEY, SDL_SCANCODE_F)                                                                 \
    X("KeyG", KEY, SDL_SCANCODE_G)                                                                 \
    X("KeyH", KEY, SDL_SCANCODE_H)                                                                 \
    X("KeyI", KEY, SDL_SCANCODE_I)                                                                 \
    X("KeyJ", KEY, SDL_SCANCODE_J)                                                                 \
    X("KeyK", KEY, SDL_SCANCODE_K)                                                                 \
    X("KeyL", KEY, SDL_SCANCODE_L)                                                                 \
    X("KeyM", KEY, SDL_SCANCODE_M)                                                                 \
    X("KeyN", KEY, SDL_SCANCODE_N)                                                                 \
    X("KeyO", KEY, SDL_SCANCODE_O)                                                                 \
    X("KeyP", KEY, SDL_SCANCODE_P)                                                                 \
    X("KeyQ", KEY, SDL_SCANCODE_Q)                                                                 \
    X("KeyR", KEY, SDL_SCANCODE_R)                                                                 \
    X("KeyS", KEY, SDL_SCANCODE_S)                                                                 \
    X("KeyT", KEY, SDL_SCANCODE_T)                                                                 \
    X("KeyU", KEY, SDL_SCANCODE_U)                                                                 \
    X("KeyV", KEY, SDL_SCANCODE_V)                                                                 \
    X("KeyW", KEY, SDL_SCANCODE_W)                                                                 \
    X("KeyX", KEY, SDL_SCANCODE_X)                                                                 \
    X("KeyY", KEY, SDL_SCANCODE_Y)                                                                 \
    X("KeyZ", KEY, SDL_SCANCODE_Z)

#define KEY_DIGITS(X)                                                                              \
    X("Digit0", KEY, SDL_SCANCODE_0)                                                               \
    X("Digit1", KEY, SDL_SCANCODE_1)                                                               \
    X("Digit2", KEY, SDL_SCANCODE_2)                                                               \
    X("Digit3", KEY, SDL_SCANCODE_3)                                                               \
    X("Digit4", KEY, SDL_SCANCODE_4)                                                               \
    X("Digit5", KEY, SDL_SCANCODE_5)                                                               \
    X("Digit6", KEY, SDL_SCANCODE_6)                                                               \
    X("Digit7", KEY, SDL_SCANCODE_7)                                                               \
    X("Digit8", KEY, SDL_SCANCODE_8)                                                               \
    X("Digit9", KEY, SDL_SCANCODE_9)                                                               \
    X("Minus", KEY, SDL_SCANCODE_MINUS)                                                            \
    X("Equal", KEY, SDL_SCANCODE_EQUALS)                                                           \
    X("Comma", KEY, SDL_SCANCODE_COMMA)                                                            \
    X("Period", KEY, SDL_SCANCODE_PERIOD)                                                          \
    X("Slash", KEY, SDL_SCANCODE_SLASH)                                                            \
    X("Semicolon", KEY, SDL_SCANCODE_SEMICOLON)                                                    \
    X("Quote", KEY, SDL_SCANCODE_APOSTROPHE)                                                       \
    X("Backquote", KEY, SDL_SCANCODE_GRAVE)                                                        \
    X("BracketLeft", KEY, SDL_SCANCODE_LEFTBRACKET)                                                \
    X("BracketRight", KEY, SDL_SCANCODE_RIGHTBRACKET)                                              \
    X("Backslash", KEY, SDL_SCANCODE_BACKSLASH)

#define KEY_CONTROLS(X)                                                                            \
    X("ArrowLeft", KEY, SDL_SCANCODE_LEFT)                                                         \
    X("ArrowRight", KEY, SDL_SCANCODE_RIGHT)                                                       \
    X("ArrowUp", KEY, SDL_SCANCODE_UP)                                                             \
    X("ArrowDown", KEY, SDL_SCANCODE_DOWN)                                                         \
    X("Space", KEY, SDL_SCANCODE_SPACE)                                                            \
    X("Enter", KEY, SDL_SCANCODE_RETURN)                                                           \
    X("Escape", KEY, SDL_SCANCODE_ESCAPE)                                                          \
    X("Backspace", KEY, SDL_SCANCODE_BACKSPACE)                                                    \
    X("Insert", KEY, SDL_SCANCODE_INSERT)                                                          \
    X("Delete", KEY, SDL_SCANCODE_DELETE)                                                          \
    X("Home", KEY, SDL_SCANCODE_HOME)                                                              \
    X("End", KEY, SDL_SCANCODE_END)                                                                \
    X("PageUp", KEY, SDL_SCANCODE_PAGEUP)                                                          \
    X("PageDown", KEY, SDL_SCANCODE_PAGEDOWN)                                                      \
    X("ShiftLeft", KEY, SDL_SCANCODE_LSHIFT)                                                       \
    X("ShiftRight", KEY, SDL_SCANCODE_RSHIFT)                                                      \
    X("Numpad0", KEY, SDL_SCANCODE_KP_0)                                                           \
    X("Numpad1", KEY, SDL_SCANCODE_KP_1)                                                           \
    X("Numpad2", KEY, SDL_SCANCODE_KP_2)                                                           \
    X("Numpad3", KEY, SDL_SCANCODE_KP_3)                                                           \
    X("Numpad4", KEY, SDL_SCANCODE_KP_4)                                                           \
    X("Numpad5", KEY, SDL_SCANCODE_KP_5)                                                           \
    X("Numpad6", KEY, SDL_SCANCODE_KP_6)                                                           \
    X("Numpad7", KEY, SDL_SCANCODE_KP_7)                                                           \
    X("Numpad8", KEY, SDL_SCANCODE_KP_8)                                                           \
    X("Numpad9", KEY, SDL_SCANCODE_KP_9)                                                           \
    X("NumpadAdd", KEY, SDL_SCANCODE_KP_PLUS)                                                      \
    X("NumpadSubtract", KEY, SDL_SCANCODE_KP_MINUS)                                                \
    X("NumpadMultiply", KEY, SDL_SCANCODE_KP_MULTIPLY)                                             \
    X("NumpadDivide", KEY, SDL_SCANCODE_KP_DIVIDE)                                                 \
    X("NumpadDecimal", KEY, SDL_SCANCODE_KP_PERIOD)                                                \
    X("NumpadEnter", KEY, SDL_SCANCODE_KP_ENTER)

#define KEY_DEVICES(X)                                                                             \
    X("MouseLeft", MOUSE, SDL_BUTTON_LEFT)                                                         \
    X("MouseMiddle", MOUSE, SDL_BUTTON_MIDDLE)                                                     \
    X("MouseRight", MOUSE, SDL_BUTTON_RIGHT)                                                       \
    X("PadA", PAD_BUTTON, SDL_CONTROLLER_BUTTON_A)                                                 \
    X("PadB", PAD_BUTTON, SDL_CONTROLLER_BUTTON_B)                                                 \
    X("PadX", PAD_BUTTON, SDL_CONTROLLER_BUTTON_X)                                                 \
    X("PadY", PAD_BUTTON, SDL_CONTROLLER_BUTTON_Y)                                                 \
    X("PadUp", PAD_BUTTON, SDL_CONTROLLER_BUTTON_DPAD_UP)                                          \
    X("PadDown", PAD_BUTTON, SDL_CONTROLLER_BUTTON_DPAD_DOWN)                                      \
    X("PadLeft", PAD_BUTTON, SDL_CONTROLLER_BUTTON_DPAD_LEFT)                                      \
    X("PadRight", PAD_BUTTON, SDL_CONTROLLER_BUTTON_DPAD_RIGHT)                                    \
    X("PadL1", PAD_BUTTON, SDL_CONTROLLER_BUTTON_LEFTSHOULDER)                                     \
    X("PadR1", PAD_BUTTON, SDL_CONTROLLER_BUTTON_RIGHTSHOULDER)                                    \
    X("PadL3", PAD_BUTTON, SDL_CONTROLLER_BUTTON_LEFTSTICK)                                        \
    X("PadR3", PAD_BUTTON, SDL_CONTROLLER_BUTTON_RIGHTSTICK)                                       \
    X("PadStart", PAD_BUTTON, SDL_CONTROLLER_BUTTON_START)                                         \
    X("PadBack", PAD_BUTTON, SDL_CONTROLLER_BUTTON_BACK)                                           \
    X("PadL2", PAD_AXIS_UP, SDL_CONTROLLER_AXIS_TRIGGERLEFT)                                       \
    X("PadR2", PAD_AXIS_UP, SDL_CONTROLLER_AXIS_TRIGGERRIGHT)                                      \
    X("PadLX-", PAD_AXIS_DOWN, SDL_CONTROLLER_AXIS_LEFTX)                                          \
    X("PadLX+", PAD_AXIS_UP, SDL_CONTROLLER_AXIS_LEFTX)                                            \
    X("PadLY-", PAD_AXIS_DOWN, SDL_CONTROLLER_AXIS_LEFTY)                                          \
    X("PadLY+", PAD_AXIS_UP, SDL_CONTROLLER_AXIS_LEFTY)                                            \
    X("PadRX-", PAD_AXIS_DOWN, SDL_CONTROLLER_AXIS_RIGHTX)                                         \
    X("PadRX+", PAD_AXIS_UP, SDL_CONTROLLER_AXIS_RIGHTX)                                           \
    X("PadRY-", PAD_AXIS_DOWN, SDL_CONTROLLER_AXIS_RIGHTY)                                         \
    X("PadRY+", PAD_AXIS_UP, SDL_CONTROLLER_AXIS_RIGHTY)

#define KEY_TABLE(X)                                                                               \
    KEY_LETTERS(X)                                                                                 \
    KEY_DIGITS(X)                                                                                  \
    KEY_CONTROLS(X)                                                                                \
    KEY_DEVICES(X)

#define KEY_ONE(name, device, number) +1
enum { KEY_COUNT = 0 KEY_TABLE(KEY_ONE) };
#undef KEY_ONE

typedef enum key_device {
    KEY_DEVICE_KEY,
    KEY_DEVICE_MOUSE,
    KEY_DEVICE_PAD_BUTTON,
    KEY_DEVICE_PAD_AXIS_UP,
    KEY_DEVICE_PAD_AXIS_DOWN,
} key_device;

#endif
