#include "physics/extras.h"

#include "physics/field/field.h"
#include "physics/joint/kind.h"
#include "physics/terrain/tile_faces.h"

qn_extras qn_extras_all(void)
{
    return (qn_extras){
        .joint_kinds =
            {
                [QN_JOINT_REVOLUTE] = &qn_revolute_kind,
                [QN_JOINT_DISTANCE] = &qn_distance_kind,
                [QN_JOINT_PRISMATIC] = &qn_prismatic_kind,
                [QN_JOINT_WELD] = &qn_weld_kind,
                [QN_JOINT_WHEEL] = &qn_wheel_kind,
                [QN_JOINT_MOUSE] = &qn_mouse_kind,
                [QN_JOINT_MOTOR] = &qn_motor_kind,
                [QN_JOINT_FILTER] = &qn_filter_kind,
                [QN_JOINT_PULLEY] = &qn_pulley_kind,
                [QN_JOINT_GEAR] = &qn_gear_kind,
            },
        .fields = &qn_fields,
        .tiles = &qn_tiles,
    };
}
