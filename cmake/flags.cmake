# What every object gets (machine_flags) and what our own code gets on top (own_flags).

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# -ffp-contract=off belongs to the results, not to the warnings: without it some compilers fuse a
# multiply and an add, and two machines stop agreeing. -fno-math-errno lets a square root be the one
# instruction that it is, in place of a call into libm.
add_library(machine_flags INTERFACE)
target_compile_options(machine_flags INTERFACE
    -ffp-contract=off -fno-math-errno -fvisibility=hidden)

add_library(own_flags INTERFACE)
target_link_libraries(own_flags INTERFACE machine_flags)
target_compile_options(own_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes
    -Wvla -Werror)

# GCC's vectoriser makes fused multiply-add-subtracts where the processor has them, -ffp-contract=off
# or not (seen with 12.2 and -mfma). The solver is vectorised by hand and loses nothing.
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    target_compile_options(machine_flags INTERFACE -fno-tree-vectorize)
endif()

# A page waits for every byte, and clang's own vectors and unrolled loops are many bytes for no time.
# A browser that has SIMD also has conversions of any float to an integer, which need no check around.
if(EMSCRIPTEN OR QN_WASI)
    target_compile_options(machine_flags INTERFACE -fno-vectorize -fno-unroll-loops)
endif()
if((EMSCRIPTEN OR QN_WASI) AND QN_SIMD)
    target_compile_options(machine_flags INTERFACE -msimd128 -mnontrapping-fptoint)
endif()
if(NOT QN_SIMD)
    target_compile_definitions(machine_flags INTERFACE QN_SCALAR=1)
endif()
if(QN_DEBUG)
    # Asserts name files as they lie in the project.
    target_compile_definitions(machine_flags INTERFACE QN_DEBUG=1)
    target_compile_options(machine_flags INTERFACE -fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=)
endif()
if(QN_SANITIZE)
    set(sanitizers -fsanitize=address,undefined,float-cast-overflow
        -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_compile_options(machine_flags INTERFACE -g ${sanitizers})
    target_link_options(machine_flags INTERFACE ${sanitizers})
endif()
if(QN_FUZZ)
    target_compile_options(machine_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(EMSCRIPTEN AND CMAKE_BUILD_TYPE STREQUAL "Debug")
    # The page serves maps and debug data from /debug/, wherever a bundler puts the files themselves.
    target_link_options(machine_flags INTERFACE
        -gsource-map -gseparate-dwarf --source-map-base=/debug/)
endif()

# A module of WebAssembly without JavaScript glue: it starts with one megabyte and grows, and
# allocates seldom. It is linked as it is compiled, with -O3: what -Oz makes of the whole is 0.3 %
# smaller when packed, and small functions that are not put in line cost up to a fifth of a step.
if(EMSCRIPTEN)
    add_library(headless_module INTERFACE)
    target_link_options(headless_module INTERFACE
        -sSTANDALONE_WASM --no-entry -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=1MB
        -sMAXIMUM_MEMORY=2GB -sSTACK_SIZE=256KB -sABORTING_MALLOC=0 -sMALLOC=emmalloc)
endif()

# sources(VARIABLE PATTERN...): the files that match now; the build looks again when it runs.
macro(sources variable)
    file(GLOB ${variable} CONFIGURE_DEPENDS ${ARGN})
endmacro()
