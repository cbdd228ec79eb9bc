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
