// The pack's pictures and font, ready to draw.
#ifndef SHELL_ASSETS_H
#define SHELL_ASSETS_H

#include "quoin/atlas.h"
#include "quoin/text.h"

typedef struct assets {
    qn_atlas *atlas;
    qn_font *font;
} assets;

// Reads every PNG entry into the atlas under its entry's name, and the entry "font". The pack's
// bytes are not needed afterwards. On an error nothing is left to close.
qn_error assets_open(qn_bytes pack_file, assets *out);
void assets_close(assets *a);

#endif
