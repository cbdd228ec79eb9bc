# The font of belfry.pack: signed-distance glyphs made from a font package of the distribution, and
# the folder in which they stand beside a copy of assets/, so that one manifest names both.

find_file(QN_FONT Quicksand-Bold.ttf PATHS /usr/share/fonts/truetype/quicksand
    DOC "the TrueType font that all text is drawn in" REQUIRED)
find_file(QN_FONT_OF_SIGNS DejaVuSans-Bold.ttf PATHS /usr/share/fonts/truetype/dejavu
    DOC "the TrueType font of what that one lacks: arrows, stars, marks" REQUIRED)
add_executable(font_tool shell/font_tool.c)
target_include_directories(font_tool SYSTEM PRIVATE ${QN_STB_DIR})
target_link_libraries(font_tool PRIVATE own_flags m)

set(staged_assets ${CMAKE_BINARY_DIR}/assets)
add_custom_command(
    OUTPUT ${staged_assets}/manifest.txt ${staged_assets}/toybox.txt ${staged_assets}/font.txt
        ${staged_assets}/font.bin
    COMMAND ${CMAKE_COMMAND} -E copy_directory ${CMAKE_SOURCE_DIR}/assets ${staged_assets}
    COMMAND ${CMAKE_COMMAND} -E touch ${staged_assets}/manifest.txt
    COMMAND font_tool ${staged_assets}/font.bin ${QN_FONT} ${QN_FONT_OF_SIGNS}
    DEPENDS font_tool ${QN_FONT} ${QN_FONT_OF_SIGNS} ${asset_files}
    COMMENT "Making the font's glyphs"
    VERBATIM)
