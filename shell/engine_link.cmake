# engine.wasm: no JavaScript glue and two imports, a clock and word of growth; and beside it, for a page
# that wants no more, each part of it as a file of its own.
# What they export and how their structs lie is written from the public headers.
find_program(QN_NODE node REQUIRED)
set(package_tools ${CMAKE_SOURCE_DIR}/web/package/tools)
set(engine_parts physics hash compress image)
set(export_lists engine ${engine_parts})
list(TRANSFORM export_lists APPEND _exports.txt)
file(GLOB tool_files CONFIGURE_DEPENDS ${package_tools}/*.mjs)
file(GLOB_RECURSE public_headers CONFIGURE_DEPENDS engine/include/quoin/*.h)
add_custom_command(
    OUTPUT ${export_lists} engine_layout.gen.c
    COMMAND ${QN_NODE} ${package_tools}/generate.mjs ${CMAKE_CURRENT_BINARY_DIR}
    DEPENDS ${tool_files} ${public_headers} ${CMAKE_SOURCE_DIR}/scripts/lib/c-headers.mjs
    COMMENT "Writing the exports of engine.wasm from the public headers"
    VERBATIM)

# engine_file(TARGET LIST): what exports the functions of that list.
function(engine_file name list)
    set(exports ${CMAKE_CURRENT_BINARY_DIR}/${list}_exports.txt)
    add_executable(${name} ${CMAKE_SOURCE_DIR}/shell/exports.c engine_layout.gen.c)
    set_target_properties(${name} PROPERTIES SUFFIX .wasm LINK_DEPENDS ${exports})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/shell)
    target_link_libraries(${name} PRIVATE quoin own_flags headless_module)
    target_link_options(${name} PRIVATE -sEXPORTED_FUNCTIONS=@${exports})
    debug_data_of(${name})
endfunction()

engine_file(engine engine)
if(QN_SIMD AND CMAKE_BUILD_TYPE STREQUAL "Release")
    set(part_bit 1)
    foreach(part ${engine_parts})
        engine_file(engine_${part} ${part})
        target_compile_definitions(engine_${part} PRIVATE QN_PARTS=${part_bit}u)
        math(EXPR part_bit "${part_bit} * 2")
        add_dependencies(engine_${part} engine) # which writes the lists
    endforeach()
endif()
