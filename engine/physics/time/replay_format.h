// The bytes of a replay. A header of 64 bytes, then the sections in this order, without gaps:
//
//    about      as the game gave it
//    inputs     runs of equal inputs: how many ticks, how many bytes (both varints), the bytes
//    hashes     8 bytes each, after ticks 1 n, 2 n, 3 n ... of the replay
//    places     of each snapshot: the tick of the replay (0 is the start), its size; 4 bytes each
//    snapshots  as qn_world_snapshot wrote them
//
// All numbers are little-endian. A varint has seven bits a byte, low ones first, and at most five
// bytes. The header, in 4-byte words but for the sizes:
//
//    0 magic "QNRP"      4 version             8 size of the whole   16 checksum of all behind it
//   24 first tick       28 ticks              32 ticks a hash        36 snapshots
//   40 bytes of about   44 bytes of inputs    48 dt (float)          52 sub-steps     56 zero (8)
#ifndef PHYSICS_TIME_REPLAY_FORMAT_H
#define PHYSICS_TIME_REPLAY_FORMAT_H

#include "quoin/physics/replay.h"

#define QN_REPLAY_MAGIC 0x50524E51u
#define QN_REPLAY_VERSION 1u
#define QN_REPLAY_HEADER_BYTES 64
#define QN_REPLAY_COVERED_FROM 24 // by the checksum
#define QN_REPLAY_PLACE_BYTES 8
#define QN_MAX_VARINT_BYTES 5

#endif
