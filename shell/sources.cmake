# Which sources of the shell belong to which program: shell_sources (what runs a game on this
# target), and shell_parts (the portable pieces that tests link).

set(shell_sources app assets bindings controls loop platform_sdl render_gl)
if(EMSCRIPTEN)
    list(APPEND shell_sources context_web web)
else()
    list(APPEND shell_sources context_native main render_null render_soft screenshot script store_file)
endif()
list(TRANSFORM shell_sources PREPEND ${CMAKE_SOURCE_DIR}/shell/)
list(TRANSFORM shell_sources APPEND .c)

set(shell_parts app assets bindings controls loop script)
if(NOT EMSCRIPTEN)
    list(APPEND shell_parts store_file)
endif()
list(TRANSFORM shell_parts PREPEND ${CMAKE_SOURCE_DIR}/shell/)
list(TRANSFORM shell_parts APPEND .c)
