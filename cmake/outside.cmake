# What uses the engine outside of a page and of a window: the command line tool, natively and as a
# command of WASI, and the core of the WebAssembly component.

if(NOT TARGET quoin OR EMSCRIPTEN)
    return()
endif()

sources(cli_sources cli/*.c)
add_executable(quoin_cli ${cli_sources})
set_target_properties(quoin_cli PROPERTIES OUTPUT_NAME quoin)
target_link_libraries(quoin_cli PRIVATE belfry_game quoin own_flags)

if(QN_WASI)
    set_target_properties(quoin_cli PROPERTIES SUFFIX .wasm)
    target_link_options(quoin_cli PRIVATE -Wl,-z,stack-size=1048576 -Wl,--stack-first -Wl,--strip-all)
endif()

# One module without imports but the resource's handles; web/package/tools/component.mjs makes the
# component of it and of wit/quoin.wit.
if(QN_WASI)
    sources(component_sources component/*.c)
    add_executable(component_core ${component_sources})
    set_target_properties(component_core PROPERTIES SUFFIX .wasm)
    # The exports are their own declarations: nothing in C calls them.
    set_source_files_properties(${component_sources} PROPERTIES
        COMPILE_OPTIONS -Wno-missing-prototypes)
    target_link_libraries(component_core PRIVATE quoin own_flags)
    target_link_options(component_core PRIVATE
        -nostartfiles -Wl,--no-entry -Wl,-z,stack-size=262144 -Wl,--stack-first -Wl,--strip-all)
endif()
