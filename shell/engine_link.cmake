# engine.wasm: no JavaScript glue and no imports. It starts with one megabyte and grows.
file(GLOB door_sources CONFIGURE_DEPENDS shell/exports/*.c)
target_sources(engine PRIVATE ${door_sources})
target_link_options(engine PRIVATE
    -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=1MB -sMAXIMUM_MEMORY=2GB -sSTACK_SIZE=256KB)
