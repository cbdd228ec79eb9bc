# emcc takes longer to begin than clang takes for a small file. All that it does to compile one is to call
# clang with flags of its own, so it is asked for these once, and links as ever. One that does not tell
# them compiles by itself.
set(probe ${CMAKE_BINARY_DIR}/emcc_probe)
file(WRITE ${probe}.c "")
execute_process(
    COMMAND ${CMAKE_C_COMPILER} -DQN_PROBE -v -c ${probe}.c -o ${probe}.o
    ERROR_VARIABLE emcc_said RESULT_VARIABLE emcc_status OUTPUT_QUIET)
if(emcc_status EQUAL 0 AND emcc_said MATCHES "^ *([^\n]*clang[^\n]*) -DQN_PROBE ")
    set(CMAKE_C_COMPILE_OBJECT
        "${CMAKE_MATCH_1} <DEFINES> <INCLUDES> <FLAGS> -o <OBJECT> -c <SOURCE>")
endif()
