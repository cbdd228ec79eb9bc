# Which sources of the shell belong to which program: shell_sources (what runs a game on this
# target), shell_parts (the portable pieces that tests link) and gl_sources (the OpenGL renderer).

set(gl_sources render_gl render_gl_post render_gl_program render_gl_texture)
set(shell_sources app assets bindings controls loop platform_sdl ${gl_sources})
if(EMSCRIPTEN)
    list(APPEND shell_sources context_web web)
else()
    list(APPEND shell_sources context_native main render_null render_soft screenshot script store_file)
endif()
list(TRANSFORM gl_sources PREPEND ${CMAKE_SOURCE_DIR}/shell/)
list(TRANSFORM gl_sources APPEND .c)
list(TRANSFORM shell_sources PREPEND ${CMAKE_SOURCE_DIR}/shell/)
list(TRANSFORM shell_sources APPEND .c)

set(shell_parts app assets bindings controls loop script)
if(NOT EMSCRIPTEN)
    list(APPEND shell_parts store_file)
endif()
list(TRANSFORM shell_parts PREPEND ${CMAKE_SOURCE_DIR}/shell/)
list(TRANSFORM shell_parts APPEND .c)
