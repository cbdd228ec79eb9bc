# engine.wasm: no JavaScript glue and two imports, a clock and word of growth.
# What it exports and how its structs lie is written from the public headers.
find_program(QN_NODE node REQUIRED)
set(package_tools ${CMAKE_SOURCE_DIR}/web/package/tools)
file(GLOB tool_files CONFIGURE_DEPENDS ${package_tools}/*.mjs)
file(GLOB_RECURSE public_headers CONFIGURE_DEPENDS engine/include/quoin/*.h)
add_custom_command(
    OUTPUT engine_exports.txt engine_layout.gen.c
    COMMAND ${QN_NODE} ${package_tools}/generate.mjs engine_exports.txt engine_layout.gen.c
    DEPENDS ${tool_files} ${public_headers} ${CMAKE_SOURCE_DIR}/scripts/lib/c-headers.mjs
    COMMENT "Writing the exports of engine.wasm from the public headers"
    VERBATIM)
target_sources(engine PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/engine_layout.gen.c)
set_property(TARGET engine APPEND PROPERTY LINK_DEPENDS
    ${CMAKE_CURRENT_BINARY_DIR}/engine_exports.txt)
target_link_options(engine PRIVATE
    -sEXPORTED_FUNCTIONS=@${CMAKE_CURRENT_BINARY_DIR}/engine_exports.txt)
