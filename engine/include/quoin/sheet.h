// Sprite sheets as editors write them: the JSON of Aseprite and TexturePacker (frames as a hash or
// as an array), read into frames with names and tags that play them.
//
// The picture itself is an image of the atlas like any other; the JSON may stand in the pack as it
// is. Blank borders that were cut off are accounted for, so that frames keep their places.
#ifndef QUOIN_SHEET_H
#define QUOIN_SHEET_H

#include "quoin/animation.h"

#define QN_SHEET_MAX_FRAMES 4096
#define QN_SHEET_MAX_TAGS 256
// Of a frame's or a tag's name.
#define QN_SHEET_MAX_NAME_BYTES 63

typedef struct qn_sheet qn_sheet;

// Everything is copied; `image` is the sheet's picture. Unknown members are passed over. On an
// error *out is null:
//   NULL_POINTER   out is null, or json where it has a size
//   BAD_DATA       not JSON, no frames, or a frame or tag without what it needs
//   OUT_OF_RANGE   a frame that does not lie in the image, or a tag over frames that do not exist
//   TOO_LARGE      more frames or tags than above, or a longer name
//   UNSUPPORTED    frames that are turned in the sheet: turn that off where it is made
//   OUT_OF_MEMORY
QN_API qn_error qn_sheet_create(qn_bytes json, qn_image image, qn_sheet **out);
QN_API void qn_sheet_destroy(qn_sheet *sheet);

// In the order of the file; valid as long as the sheet is. Null outside, and for a name that no
// frame has. Look names up once and not in every frame of a game.
QN_API int32_t qn_sheet_frame_count(const qn_sheet *sheet);
QN_API const qn_frame *qn_sheet_frame(const qn_sheet *sheet, int32_t index);
QN_API const qn_frame *qn_sheet_find(const qn_sheet *sheet, const char *name);

// The frames of a tag, played as it says: forwards, backwards, there and back; once if it repeats
// once, else for ever. A null tag is all frames in a loop. Without such a tag the animation has no
// frames. Valid as long as the sheet is.
QN_API qn_animation qn_sheet_animation(const qn_sheet *sheet, const char *tag);

#endif
