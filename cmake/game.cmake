# The game over the engine, the shell that runs it on a machine or in a page, and the tools that
# make their files. The link options of the two WebAssembly artefacts stand beside the C code that
# they belong to, in shell/.

if(NOT TARGET quoin)
    return()
endif()

file(GLOB_RECURSE game_sources CONFIGURE_DEPENDS game/*.c)
if(game_sources)
    add_library(belfry_game STATIC ${game_sources})
    target_include_directories(belfry_game PUBLIC game)
    target_link_libraries(belfry_game PUBLIC quoin PRIVATE own_flags)
endif()

# Sets belfry_sources and shell_parts.
include(shell/sources.cmake)

# Where a debugger finds the DWARF data that -gseparate-dwarf took out of a file.
function(debug_data_of target)
    if(CMAKE_BUILD_TYPE STREQUAL "Debug")
        target_link_options(${target} PRIVATE
            -sSEPARATE_DWARF_URL=/debug/${target}.wasm.debug.wasm)
    endif()
endfunction()

# Built for the page and for this machine; other machines only run tests.
if(TARGET belfry_game AND (EMSCRIPTEN OR NOT CMAKE_CROSSCOMPILING))
    add_executable(belfry ${belfry_sources})
    target_include_directories(belfry PRIVATE shell)
    target_link_libraries(belfry PRIVATE belfry_game quoin own_flags)
    if(EMSCRIPTEN)
        set_target_properties(belfry PROPERTIES SUFFIX .mjs)
        # The port is built and its headers installed here, once, and not by each compile.
        execute_process(COMMAND ${EMSCRIPTEN_ROOT_PATH}/embuilder build sdl2
            OUTPUT_QUIET ERROR_VARIABLE sdl2_log COMMAND_ERROR_IS_FATAL ANY)
        target_include_directories(belfry SYSTEM PRIVATE ${EMSCRIPTEN_SYSROOT}/include/SDL2)
        target_link_options(belfry PRIVATE
            --no-entry -sUSE_SDL=2 -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sMODULARIZE -sEXPORT_ES6
            -sEXPORT_NAME=createBelfry -sENVIRONMENT=web -sALLOW_MEMORY_GROWTH=0
            -sINITIAL_MEMORY=64MB -sABORTING_MALLOC=0 -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0)
        file(GLOB shell_libraries CONFIGURE_DEPENDS shell/*library.js)
        foreach(library ${shell_libraries})
            target_link_options(belfry PRIVATE --js-library ${library})
        endforeach()
        set_property(TARGET belfry PROPERTY LINK_DEPENDS ${shell_libraries})
        debug_data_of(belfry)
        include(shell/link.cmake OPTIONAL)
    else()
        find_package(SDL2 REQUIRED)
        target_link_libraries(belfry PRIVATE SDL2::SDL2 GLESv2 z)
    endif()
endif()

if(EMSCRIPTEN AND EXISTS ${CMAKE_SOURCE_DIR}/shell/exports.c)
    add_executable(engine shell/exports.c)
    set_target_properties(engine PROPERTIES SUFFIX .wasm)
    target_include_directories(engine PRIVATE shell)
    target_link_libraries(engine PRIVATE quoin own_flags headless_module)
    debug_data_of(engine)
    include(shell/engine_link.cmake OPTIONAL)
endif()

if(NOT CMAKE_CROSSCOMPILING AND EXISTS ${CMAKE_SOURCE_DIR}/shell/pack_tool.c)
    add_executable(pack_tool shell/pack_tool.c)
    target_link_libraries(pack_tool PRIVATE quoin own_flags)
    file(GLOB_RECURSE asset_files CONFIGURE_DEPENDS assets/*)
    # Stages the manifest and the font's glyphs in staged_assets.
    include(shell/font.cmake)
    add_custom_command(
        OUTPUT belfry.pack
        COMMAND pack_tool ${staged_assets}/manifest.txt belfry.pack
        DEPENDS pack_tool ${staged_assets}/manifest.txt ${staged_assets}/font.bin
        COMMENT "Packing assets into belfry.pack"
        VERBATIM)
    add_custom_target(belfry_pack ALL DEPENDS belfry.pack)
endif()

# What scripts/wasm.sh asks for: the files of the page, as far as this preset makes them.
add_custom_target(page_files)
set(artefacts belfry_pack)
if(EMSCRIPTEN)
    set(artefacts belfry engine)
endif()
foreach(artefact ${artefacts})
    if(TARGET ${artefact})
        add_dependencies(page_files ${artefact})
    endif()
endforeach()
