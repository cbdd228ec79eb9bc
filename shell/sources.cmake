# Which sources of the shell belong to which program: shell_sources (what runs a game on this
# target), shell_parts (the portable pieces that tests link) and gl_sources (the OpenGL renderer).

set(gl_sources render_gl render_gl_post render_gl_program render_gl_runs render_gl_texture)
set(portable app app_settings app_sound assets bindings controls loop pointers settings)
set(shell_sources ${portable} keys_sdl platform_sdl pointer_sdl ${gl_sources})
if(EMSCRIPTEN)
    list(APPEND shell_sources audio_web context_web pads_web render_soft web web_picture
        web_tables)
else()
    list(APPEND shell_sources audio_file audio_mix audio_sdl context_native errand main options pads_sdl
        render_null render_soft screenshot script store_file)
endif()
list(TRANSFORM gl_sources PREPEND ${CMAKE_SOURCE_DIR}/shell/)
list(TRANSFORM gl_sources APPEND .c)
list(TRANSFORM shell_sources PREPEND ${CMAKE_SOURCE_DIR}/shell/)
list(TRANSFORM shell_sources APPEND .c)

set(shell_parts ${portable} audio_mix script)
if(NOT EMSCRIPTEN)
    list(APPEND shell_parts store_file)
endif()
# What needs SDL, for this machine alone.
if(NOT CMAKE_CROSSCOMPILING)
    list(APPEND shell_parts keys_sdl pads_sdl pointer_sdl)
endif()
list(TRANSFORM shell_parts PREPEND ${CMAKE_SOURCE_DIR}/shell/)
list(TRANSFORM shell_parts APPEND .c)
