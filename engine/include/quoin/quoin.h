// The whole engine, in reading order.
#ifndef QUOIN_H
#define QUOIN_H

#include "quoin/base.h"
#include "quoin/memory.h"
#include "quoin/math.h"
#include "quoin/physics.h"
#include "quoin/json.h"
#include "quoin/hash.h"
#include "quoin/compress.h"
#include "quoin/image.h"
#include "quoin/pack.h"
#include "quoin/save.h"
#include "quoin/input.h"
#include "quoin/color.h"
#include "quoin/camera.h"
#include "quoin/camera_rig.h"
#include "quoin/draw.h"
#include "quoin/post.h"
#include "quoin/sound.h"
#include "quoin/viewport.h"
#include "quoin/text.h"
#include "quoin/tween.h"
#include "quoin/particle.h"
#include "quoin/tilemap.h"
#include "quoin/animation.h"
#include "quoin/sheet.h"
#include "quoin/game.h"

#endif
