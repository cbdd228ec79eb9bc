# The engine: `quoin`, over zlib, libdeflate and stb. Sources say "base/arena.h" for what is private
# to the engine and "quoin/quoin.h" for what is public.

include(${CMAKE_CURRENT_LIST_DIR}/libraries.cmake)

file(GLOB_RECURSE engine_sources CONFIGURE_DEPENDS engine/*.c)
if(NOT engine_sources)
    message(STATUS "engine/ holds no sources yet")
    return()
endif()

# The world stands on nothing but engine/base, so that a program which only moves bodies (the
# determinism run, in many builds) need not compile the rest.
set(physics_sources ${engine_sources})
list(FILTER physics_sources INCLUDE REGEX "/engine/(base|physics)/")
list(REMOVE_ITEM engine_sources ${physics_sources})
add_library(quoin_physics OBJECT ${physics_sources})
target_include_directories(quoin_physics PUBLIC engine/include PRIVATE engine)
target_link_libraries(quoin_physics PUBLIC machine_flags PRIVATE own_flags)

add_library(quoin STATIC ${engine_sources} $<TARGET_OBJECTS:quoin_physics>)
target_include_directories(quoin PUBLIC engine/include PRIVATE engine)
target_include_directories(quoin SYSTEM PRIVATE ${QN_STB_DIR})
target_link_libraries(quoin PUBLIC machine_flags PRIVATE own_flags z deflate)
if(NOT EMSCRIPTEN AND NOT QN_WASI)
    target_link_libraries(quoin PUBLIC m)
endif()

# In WebAssembly, what no step calls is made small, but for snapshots and queries; the loops over the
# four lanes of the solver gain from being unrolled.
if(EMSCRIPTEN)
    set(seldom ${physics_sources})
    list(FILTER seldom INCLUDE REGEX "/(advice|debug|fracture)/|/base/(alloc|bytes|error|pool)\\.c$|\
/body/(body|change|frame|mass|push)\\.c$|/field/field\\.c$|/geometry/hull_(mass|part)\\.c$|\
/joint/(joint|load|read)\\.c$|/terrain/(chain|chunks|tiles)\\.c$|\
/physics/(counters|memory|scratch|shape_region|tuning|world)\\.c$")
    set_source_files_properties(${seldom} PROPERTIES COMPILE_OPTIONS -Os)
    set(unrolled ${physics_sources})
    list(FILTER unrolled INCLUDE REGEX
        "/solve/(contact_fill|contact_solve|direct_solve|skyline|solve)\\.c$|/pin_trees_solve\\.c$")
    set_source_files_properties(${unrolled} PROPERTIES COMPILE_OPTIONS -funroll-loops)
endif()

# The files that only take in an stb header hold no code of ours to warn about.
set(stb_sources ${engine_sources})
list(FILTER stb_sources INCLUDE REGEX "/stb_[a-z0-9_]+\\.c$")
set_source_files_properties(${stb_sources} PROPERTIES COMPILE_OPTIONS "-w;-Wno-error")
