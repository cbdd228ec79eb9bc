# The libraries that the engine stands on.

# The system's zlib serves native builds; for another machine it is compiled from its sources.
if(CMAKE_CROSSCOMPILING)
    # compress and uncompr are for the tests; a program takes what it uses.
    set(zlib_sources adler32 compress crc32 deflate inffast inflate inftrees trees uncompr zutil)
    list(TRANSFORM zlib_sources PREPEND "${QN_ZLIB_DIR}/")
    list(TRANSFORM zlib_sources APPEND ".c")
    add_library(z STATIC ${zlib_sources})
    target_include_directories(z SYSTEM PUBLIC ${QN_ZLIB_DIR})
    target_compile_options(z PRIVATE -w)
    # Nine kilobytes of tables that do not pack well, for sums that the engine does not ask it for.
    target_compile_definitions(z PRIVATE DYNAMIC_CRC_TABLE)
    target_link_libraries(z PUBLIC machine_flags)
endif()

# Whole buffers go through libdeflate, compiled from the same sources everywhere, so that equal
# content packs to equal bytes on every machine.
sources(libdeflate_sources ${QN_LIBDEFLATE_DIR}/lib/*.c ${QN_LIBDEFLATE_DIR}/lib/*/cpu_features.c)
add_library(deflate STATIC ${libdeflate_sources})
target_include_directories(deflate SYSTEM PUBLIC ${QN_LIBDEFLATE_DIR})
target_compile_options(deflate PRIVATE -w)
set_target_properties(deflate PROPERTIES C_CLANG_TIDY "")
target_link_libraries(deflate PUBLIC machine_flags)

# In WebAssembly the compiler's own vectors are off; packing takes a tenth less time with them.
if(EMSCRIPTEN)
    target_compile_options(deflate PRIVATE
        "SHELL:-include ${CMAKE_SOURCE_DIR}/cmake/wide_words.h")
    set_source_files_properties(${QN_LIBDEFLATE_DIR}/lib/deflate_compress.c
        PROPERTIES COMPILE_OPTIONS "-fvectorize")
endif()
