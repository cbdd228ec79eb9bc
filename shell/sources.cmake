# Which sources of the shell belong to which program: belfry_sources (the program of this target),
# and shell_parts (the portable pieces that tests link).

set(belfry_sources app assets controls loop platform_sdl render_gl)
if(EMSCRIPTEN)
    list(APPEND belfry_sources context_web web)
else()
    list(APPEND belfry_sources context_native main render_null render_soft screenshot script store_file)
endif()
list(TRANSFORM belfry_sources PREPEND ${CMAKE_SOURCE_DIR}/shell/)
list(TRANSFORM belfry_sources APPEND .c)

set(shell_parts controls loop script)
if(NOT EMSCRIPTEN)
    list(APPEND shell_parts store_file)
endif()
list(TRANSFORM shell_parts PREPEND ${CMAKE_SOURCE_DIR}/shell/)
list(TRANSFORM shell_parts APPEND .c)
