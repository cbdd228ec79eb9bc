# Test, benchmark and fuzz executables. Each tests/test_<noun>.c is one ctest test.

if(NOT TARGET quoin OR QN_WASI)
    return()
endif()

# Tests call what is optimised in full; their own code would take longer to compile than to run.
set(brief_optimiser $<$<CONFIG:Release>:-O1>)

# test_program(NAME SOURCE...): over the engine, its private headers and the game when it is there.
function(test_program name)
    add_executable(${name} ${ARGN})
    target_include_directories(${name} PRIVATE engine tests)
    target_include_directories(${name} SYSTEM PRIVATE ${QN_STB_DIR})
    target_link_libraries(${name} PRIVATE quoin own_flags z)
    if(TARGET belfry_game)
        target_link_libraries(${name} PRIVATE belfry_game)
    endif()
    if(TARGET test_parts)
        target_link_libraries(${name} PRIVATE test_parts)
    endif()
    if(EMSCRIPTEN)
        set_target_properties(${name} PROPERTIES SUFFIX .js)
        target_link_options(${name} PRIVATE
            -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sSTACK_SIZE=1MB)
    endif()
endfunction()

# Whatever lies beside the tests but is no test, such as the scenes; a program takes what it uses.
sources(shared_sources tests/*.c tests/scenes/*.c tests/draw/*.c tests/sounds/*.c)
list(FILTER shared_sources EXCLUDE REGEX "/(main|test_[^/]*)\\.c$")
if(shared_sources)
    add_library(test_parts STATIC ${shared_sources})
    target_include_directories(test_parts PUBLIC tests PRIVATE engine)
    target_link_libraries(test_parts PUBLIC quoin PRIVATE own_flags)
endif()

sources(test_main tests/main.c)
sources(app_sources tests/app/*.c)
sources(test_files tests/test_*.c)
if(EMSCRIPTEN)
    list(FILTER test_files EXCLUDE REGEX "/test_store\\.c$")
endif()
if(CMAKE_CROSSCOMPILING)
    list(FILTER test_files EXCLUDE REGEX "/test_(pads|pointer)\\.c$")
endif()
# What other libraries and the system's programs say to the same input, where these are.
if(NOT CMAKE_CROSSCOMPILING)
    sources(oracle_sources tests/oracles/*.c)
    set(oracle_libraries png16 jpeg SDL2::SDL2)
endif()
if(test_main)
    test_program(quoin_tests ${test_main} ${test_files} ${app_sources} ${oracle_sources}
        ${shell_parts})
    target_include_directories(quoin_tests PRIVATE shell)
    target_link_libraries(quoin_tests PRIVATE ${oracle_libraries})
    if(EMSCRIPTEN)
        target_link_options(quoin_tests PRIVATE -sNODERAWFS=1 -sENVIRONMENT=node)
    endif()
    target_compile_options(quoin_tests PRIVATE ${brief_optimiser})
    target_link_options(quoin_tests PRIVATE ${brief_optimiser})
    foreach(source ${test_files} ${oracle_sources})
        if(source MATCHES "/test_([^/]+)\\.c$")
            add_test(NAME ${CMAKE_MATCH_1} COMMAND quoin_tests ${CMAKE_MATCH_1}
                WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
        endif()
    endforeach()
endif()

# The determinism runs, of the game and of the scenes; the latter over the world alone.
test_program(scripted_run tests/scripted/scripted_run.c)
sources(scene_sources tests/scenes/*.c)
add_executable(scene_run tests/scripted/scene_run.c tests/scenes.c tests/random.c ${scene_sources})
target_include_directories(scene_run PRIVATE tests)
target_link_libraries(scene_run PRIVATE quoin_physics own_flags)
if(EMSCRIPTEN)
    set_target_properties(scene_run PROPERTIES SUFFIX .js)
    target_link_options(scene_run PRIVATE -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sSTACK_SIZE=1MB)
    foreach(program scripted_run scene_run)
        target_link_options(${program} PRIVATE -sENVIRONMENT=node,web,worker)
    endforeach()
endif()

# Forged runs of the game against what judges them.
if(NOT EMSCRIPTEN)
    test_program(forged_runs tests/forged/forged_runs.c tests/forged/forge.c)
endif()

# The golden pictures and sounds, written anew (scripts/golden.sh), and the same scenes by OpenGL
# and WebGL.
if(NOT EMSCRIPTEN)
    test_program(draw_golden tests/draw/programs/draw_golden.c)
    test_program(sound_golden tests/sounds/programs/sound_golden.c)
endif()
set(gl_bench_sources tests/draw/programs/gl_bench.c ${gl_sources})
if(NOT CMAKE_CROSSCOMPILING)
    test_program(sound_device tests/sounds/programs/sound_device.c
        shell/audio_file.c shell/audio_mix.c shell/audio_sdl.c)
    target_include_directories(sound_device PRIVATE shell)
    target_link_libraries(sound_device PRIVATE SDL2::SDL2)
    test_program(draw_against_gl
        tests/draw/programs/draw_against_gl.c ${gl_bench_sources} shell/context_native.c)
    target_include_directories(draw_against_gl PRIVATE shell)
    target_link_libraries(draw_against_gl PRIVATE SDL2::SDL2 GLESv2)
endif()

# gl_page(NAME SOURCE...): a module for a page with a canvas that draws by WebGL 2. The functions that
# the page calls are those that its sources mark.
function(gl_page name)
    add_executable(${name} ${ARGN})
    set_target_properties(${name} PROPERTIES SUFFIX .mjs)
    target_include_directories(${name} PRIVATE shell tests)
    target_include_directories(${name} SYSTEM PRIVATE ${EMSCRIPTEN_SYSROOT}/include/SDL2)
    target_link_libraries(${name} PRIVATE quoin own_flags)
    target_link_options(${name} PRIVATE
        --no-entry --js-library ${CMAKE_SOURCE_DIR}/shell/library.js
        -sUSE_SDL=2 -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
        -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web -sALLOW_MEMORY_GROWTH=0 -sINITIAL_MEMORY=64MB
        -sFILESYSTEM=0 -sSTACK_SIZE=256KB -sMALLOC=emmalloc
        -sGL_ENABLE_GET_PROC_ADDRESS=0 -sGL_TRACK_ERRORS=0
        -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=HEAPU8,UTF8ToString)
endfunction()

if(EMSCRIPTEN AND TARGET test_parts)
    gl_page(draw_web tests/draw/programs/draw_web.c ${gl_bench_sources} shell/context_web.c)
    target_link_libraries(draw_web PRIVATE test_parts)
endif()

# The benchmark of sprites: by the shell's renderer, and by SDL_Renderer, which looks WebGL up by name.
if(EMSCRIPTEN)
    gl_page(quoin_sprites
        tests/bench/sprites/quoin_sprites.c shell/context_web.c ${gl_sources})
    gl_page(sdl_sprites tests/bench/sprites/sdl_sprites.c)
    target_link_options(sdl_sprites PRIVATE -sGL_ENABLE_GET_PROC_ADDRESS=1)
endif()

# Every public function with every argument spoilt, called by code that is written from the headers.
find_program(QN_NODE node)
if(QN_NODE)
    set(misuse_folder ${CMAKE_SOURCE_DIR}/tests/misuse)
    file(GLOB_RECURSE physics_headers CONFIGURE_DEPENDS engine/include/quoin/physics/*.h)
    add_custom_command(
        OUTPUT misuse_calls.gen.h
        COMMAND ${QN_NODE} ${misuse_folder}/generate.mjs misuse_calls.gen.h
        DEPENDS ${misuse_folder}/generate.mjs ${misuse_folder}/arguments.mjs ${physics_headers}
            ${misuse_folder}/types.mjs ${CMAKE_SOURCE_DIR}/scripts/lib/c-headers.mjs
        COMMENT "Writing the misuse calls from the public headers"
        VERBATIM)
    add_executable(misuse_run
        tests/misuse/misuse.c tests/fixture.c misuse_calls.gen.h)
    target_include_directories(misuse_run PRIVATE engine tests ${CMAKE_CURRENT_BINARY_DIR})
    target_link_libraries(misuse_run PRIVATE quoin_physics own_flags)
    if(EMSCRIPTEN)
        set_target_properties(misuse_run PROPERTIES SUFFIX .js)
        target_link_options(misuse_run PRIVATE
            -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sSTACK_SIZE=1MB -sENVIRONMENT=node)
    endif()
endif()

sources(bench_sources tests/bench/*.c)
if(bench_sources)
    test_program(quoin_bench ${bench_sources})
    if(EMSCRIPTEN)
        target_link_options(quoin_bench PRIVATE -sENVIRONMENT=node)
    endif()
endif()

# The race against other engines: one set of scenes, linked with ours here. In WebAssembly they are
# also a module of its own without JavaScript glue, whose imports (tests/bench/race/maker.h) any
# engine can answer.
set(race_folder tests/bench/race)
sources(race_scene_sources ${race_folder}/scenes*.c)

# race_driver(NAME SOURCE...): the driver over the scenes and what the sources answer to them.
function(race_driver name)
    add_executable(${name} ${race_folder}/race.c ${race_scene_sources} ${ARGN})
    target_compile_definitions(${name} PRIVATE RACE_LINKED=1)
    target_link_libraries(${name} PRIVATE own_flags)
    if(EMSCRIPTEN)
        set_target_properties(${name} PROPERTIES SUFFIX .js)
        target_link_options(${name} PRIVATE
            -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sSTACK_SIZE=1MB -sENVIRONMENT=node)
    endif()
endfunction()

race_driver(race ${race_folder}/maker_quoin.c)
target_link_libraries(race PRIVATE quoin_physics)
if(EMSCRIPTEN)
    add_executable(race_scenes ${race_scene_sources})
    set_target_properties(race_scenes PROPERTIES SUFFIX .wasm)
    target_link_libraries(race_scenes PRIVATE own_flags)
    set(race_exports count name steps build act)
    list(TRANSFORM race_exports PREPEND _race_scene_)
    list(JOIN race_exports "," race_exports)
    target_link_options(race_scenes PRIVATE
        -sSTANDALONE_WASM --no-entry -sEXPORTED_FUNCTIONS=${race_exports}
        -sALLOW_MEMORY_GROWTH=0 -sINITIAL_MEMORY=1MB -sSTACK_SIZE=64KB)

    # What a game loads that links the world itself and takes no more than it calls; the race tells
    # its size.
    set(physics_exports ${CMAKE_SOURCE_DIR}/${race_folder}/physics_only.txt)
    add_executable(physics_only $<TARGET_OBJECTS:quoin_physics>)
    set_target_properties(physics_only PROPERTIES
        SUFFIX .wasm LINKER_LANGUAGE C LINK_DEPENDS ${physics_exports})
    target_link_libraries(physics_only PRIVATE machine_flags headless_module)
    target_link_options(physics_only PRIVATE -sEXPORTED_FUNCTIONS=@${physics_exports})
endif()

# The modules' benchmark: what a page loads that takes hashes, compression and pictures alone, with
# every public function of their headers; and natively the hashes over a file.
set(modules_folder ${CMAKE_SOURCE_DIR}/tests/bench/modules)
if(EMSCRIPTEN AND QN_NODE)
    file(GLOB modules_headers CONFIGURE_DEPENDS
        engine/include/quoin/hash.h engine/include/quoin/hash/*.h
        engine/include/quoin/compress.h engine/include/quoin/compress/*.h
        engine/include/quoin/image.h engine/include/quoin/image/*.h
        engine/include/quoin/memory.h)
    add_custom_command(
        OUTPUT modules_only.txt
        COMMAND ${QN_NODE} ${modules_folder}/exports.mjs modules_only.txt ${modules_headers}
        DEPENDS ${modules_folder}/exports.mjs ${modules_headers}
        COMMENT "Writing the list of what the modules export from the public headers"
        VERBATIM)
    set(modules_exports ${CMAKE_CURRENT_BINARY_DIR}/modules_only.txt)
    add_executable(modules_only ${modules_folder}/modules_only.c ${modules_exports})
    set_target_properties(modules_only PROPERTIES SUFFIX .wasm LINK_DEPENDS ${modules_exports})
    target_link_libraries(modules_only PRIVATE quoin own_flags headless_module)
    target_link_options(modules_only PRIVATE -sEXPORTED_FUNCTIONS=@${modules_exports})
elseif(NOT EMSCRIPTEN)
    add_executable(native_hash ${modules_folder}/native_hash.c)
    target_link_libraries(native_hash PRIVATE quoin own_flags)
endif()

# The same driver over Box2D, where its sources lie on this machine, with what it sets for its own
# builds (scripts/compare.sh).
if(QN_BOX2D_DIR)
    sources(box2d_sources ${QN_BOX2D_DIR}/src/*.c)
    add_library(box2d STATIC ${box2d_sources})
    target_include_directories(box2d SYSTEM PUBLIC ${QN_BOX2D_DIR}/include)
    target_compile_definitions(box2d PRIVATE _GNU_SOURCE)
    target_compile_options(box2d PRIVATE -ffp-contract=off)
    if(EMSCRIPTEN)
        target_compile_options(box2d PRIVATE -msimd128 -msse2)
    elseif(CMAKE_C_FLAGS_RELEASE MATCHES "native")
        target_compile_definitions(box2d PRIVATE BOX2D_AVX2)
    endif()
    race_driver(race_box2d ${race_folder}/maker_box2d.c)
    target_link_libraries(race_box2d PRIVATE box2d m)
endif()

# Where the sanitizers are but nothing leads a fuzzer, they run the inputs that they are given.
if(QN_FUZZ OR (QN_SANITIZE AND CMAKE_C_COMPILER_ID MATCHES "Clang" AND NOT EMSCRIPTEN))
    sources(fuzz_sources tests/fuzz/*.c)
    foreach(source ${fuzz_sources})
        get_filename_component(name ${source} NAME_WE)
        test_program(${name} ${source})
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
    endforeach()

    # The shell's own format.
    target_sources(fuzz_settings PRIVATE shell/settings.c shell/bindings.c)
    target_include_directories(fuzz_settings PRIVATE shell)

    # Every public function with any arguments, likewise from the headers.
    set(fuzz_folder ${CMAKE_SOURCE_DIR}/tests/fuzz/world)
    add_custom_command(
        OUTPUT fuzz_calls.gen.h
        COMMAND ${QN_NODE} ${fuzz_folder}/generate.mjs fuzz_calls.gen.h
        DEPENDS ${fuzz_folder}/generate.mjs ${misuse_folder}/types.mjs ${physics_headers}
            ${CMAKE_SOURCE_DIR}/scripts/lib/c-headers.mjs
        COMMENT "Writing the fuzzer's calls from the public headers"
        VERBATIM)
    target_sources(fuzz_world PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/fuzz_calls.gen.h)
    target_include_directories(fuzz_world PRIVATE ${CMAKE_CURRENT_BINARY_DIR} tests/fuzz)
endif()
