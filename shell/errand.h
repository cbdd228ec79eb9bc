// What leaves a game and comes in by files that a player can carry. A saved game has the same bytes
// as in the store, so that a file from a page serves a desktop and the other way round.
#ifndef SHELL_ERRAND_H
#define SHELL_ERRAND_H

#include "app.h"
#include "quoin/game.h"
#include "store_file.h"

// The newest generation that is a whole save of this game. NOT_FOUND when there is none, STORAGE
// when the file cannot be written.
qn_error errand_export(const store *s, const qn_game_class *game_class, const char *path);
// Refused (see qn_save_unwrap) unless it is a whole save of this game; what was stored before is
// then the older generation. The game itself judges the content when it starts.
qn_error errand_import(const store *s, const qn_game_class *game_class, const char *path);

// "NAME=FILE": writes that text of the running game (qn_game_class.text). NOT_FOUND when there is
// no such text or it is empty, STORAGE when the file cannot be written.
qn_error errand_write_text(const app *running, const char *request);

#endif
