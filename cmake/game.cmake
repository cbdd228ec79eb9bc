# The game over the engine, the shell that runs it on a machine or in a page, and the tools that
# make their files. The link options of the two WebAssembly artefacts stand beside the C code that
# they belong to, in shell/.

if(NOT TARGET quoin)
    return()
endif()

# Sets shell_sources, shell_parts and game_link_options.
include(shell/sources.cmake)
include(shell/link.cmake)

# Where a debugger finds the DWARF data that -gseparate-dwarf took out of a file.
function(debug_data_of target)
    if(CMAKE_BUILD_TYPE STREQUAL "Debug")
        target_link_options(${target} PRIVATE
            -sSEPARATE_DWARF_URL=/debug/${target}.wasm.debug.wasm)
    endif()
endfunction()

# What the sanitizers print in a page names files and lines by the source map, which the module waits
# for only where it also fetches its own file.
function(sanitized_in_a_page target)
    target_link_options(${target} PRIVATE
        -gsource-map --source-map-base=/debug/ -sSTACK_SIZE=1MB -sINITIAL_MEMORY=256MB
        -sINCOMING_MODULE_JS_API=canvas,print,printErr,locateFile)
endfunction()

# The window and what draws in it, for a program of quoin_game.
function(shell_over_sdl target)
    if(NOT EMSCRIPTEN)
        find_package(SDL2 REQUIRED)
        target_link_libraries(${target} PRIVATE SDL2::SDL2 GLESv2 z)
        return()
    endif()
    set_target_properties(${target} PROPERTIES SUFFIX .mjs)
    # The port is built and its headers installed here, once, and not by each compile.
    execute_process(COMMAND ${EMSCRIPTEN_ROOT_PATH}/embuilder build sdl2
        OUTPUT_QUIET ERROR_VARIABLE sdl2_log COMMAND_ERROR_IS_FATAL ANY)
    target_include_directories(${target} SYSTEM PRIVATE ${EMSCRIPTEN_SYSROOT}/include/SDL2)
    target_link_options(${target} PRIVATE
        --no-entry -sUSE_SDL=2 -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sMODULARIZE -sEXPORT_ES6
        -sEXPORT_NAME=createQuoinGame -sENVIRONMENT=web -sALLOW_MEMORY_GROWTH=0
        -sINITIAL_MEMORY=64MB -sABORTING_MALLOC=0 -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0
        ${game_link_options})
    file(GLOB shell_libraries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/shell/*library.js)
    foreach(library ${shell_libraries})
        target_link_options(${target} PRIVATE "SHELL:--js-library ${library}")
    endforeach()
    set_property(TARGET ${target} PROPERTY LINK_DEPENDS ${shell_libraries})
    debug_data_of(${target})
    if(QN_SANITIZE)
        sanitized_in_a_page(${target})
    endif()
endfunction()

# quoin_game(NAME FOLDER SOURCE...): a game that defines qn_game (quoin/game.h), whose headers lie in
# FOLDER. Makes the library <NAME>_game, which tests can link, and the program <NAME>: native, or
# <NAME>.mjs and <NAME>.wasm for a page. NAME is also qn_game.name. Other machines only run tests.
function(quoin_game name folder)
    add_library(${name}_game STATIC ${ARGN})
    target_include_directories(${name}_game PUBLIC ${folder})
    target_link_libraries(${name}_game PUBLIC quoin PRIVATE own_flags)
    if(NOT EMSCRIPTEN AND CMAKE_CROSSCOMPILING)
        return()
    endif()
    add_executable(${name} ${shell_sources})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/shell)
    target_link_libraries(${name} PRIVATE ${name}_game quoin own_flags)
    shell_over_sdl(${name})
endfunction()

file(GLOB_RECURSE game_sources CONFIGURE_DEPENDS game/*.c)
quoin_game(belfry game ${game_sources})

# Two small ones over the same shell.
set(small_games breakout toybox)
foreach(name ${small_games})
    file(GLOB small_sources CONFIGURE_DEPENDS examples/${name}/*.c)
    quoin_game(${name} examples/${name} ${small_sources})
endforeach()

# Sets engine_parts.
if(EMSCRIPTEN)
    include(shell/engine_link.cmake)
endif()

if(NOT CMAKE_CROSSCOMPILING AND EXISTS ${CMAKE_SOURCE_DIR}/shell/pack_tool.c)
    add_executable(pack_tool shell/pack_tool.c)
    target_link_libraries(pack_tool PRIVATE quoin own_flags)
    file(GLOB_RECURSE asset_files CONFIGURE_DEPENDS assets/*)
    # Stages the manifest and the font's glyphs in staged_assets.
    include(shell/font.cmake)
    # quoin_pack(NAME MANIFEST): the assets of a game, as <NAME>.pack beside its program. A manifest
    # names files beside itself; that of staged_assets holds the font, which any game may take.
    function(quoin_pack name manifest)
        add_custom_command(
            OUTPUT ${name}.pack
            COMMAND pack_tool ${manifest} ${name}.pack
            DEPENDS pack_tool ${manifest} ${staged_assets}/font.bin
            COMMENT "Packing assets into ${name}.pack"
            VERBATIM)
        add_custom_target(${name}_pack ALL DEPENDS ${name}.pack)
    endfunction()
    quoin_pack(belfry ${staged_assets}/manifest.txt)
    quoin_pack(toybox ${staged_assets}/toybox.txt)
    quoin_pack(breakout ${staged_assets}/font.txt)
endif()

# What scripts/wasm.sh asks for: the files of the page, as far as this preset makes them.
add_custom_target(page_files)
set(artefacts belfry_pack)
list(TRANSFORM small_games APPEND _pack OUTPUT_VARIABLE small_packs)
list(APPEND artefacts ${small_packs})
if(EMSCRIPTEN)
    set(artefacts belfry ${small_games} engine)
    list(TRANSFORM engine_parts PREPEND engine_ OUTPUT_VARIABLE part_artefacts)
    list(APPEND artefacts ${part_artefacts})
endif()
foreach(artefact ${artefacts})
    if(TARGET ${artefact})
        add_dependencies(page_files ${artefact})
    endif()
endforeach()
