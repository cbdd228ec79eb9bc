// What a player can do, by the numbers of a qn_input; door.c says what each is bound to.
#ifndef GAME_ACTIONS_H
#define GAME_ACTIONS_H

typedef enum game_action {
    GAME_ACTION_LEFT,
    GAME_ACTION_RIGHT,
    GAME_ACTION_UP,
    GAME_ACTION_DOWN,
    GAME_ACTION_FIRE,
    GAME_ACTION_RETRY,
    GAME_ACTION_PAUSE,
    GAME_ACTION_REWIND, // held
    GAME_ACTION_NEXT,
    // How near one sees; these are for the picture alone.
    GAME_ACTION_ZOOM_IN,  // held
    GAME_ACTION_ZOOM_OUT, // held
    GAME_ACTION_ZOOM_BACK,
    GAME_ACTION_COUNT
} game_action;

#endif
