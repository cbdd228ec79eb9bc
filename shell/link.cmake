# Link options of belfry.mjs beyond those of cmake/game.cmake: what the page may touch.

set(belfry_exports
    _malloc _free _belfry_start _belfry_save_error _belfry_frame _belfry_resize _belfry_set_paused
    _belfry_retry _belfry_dispose _belfry_status _belfry_trap)
list(JOIN belfry_exports "," belfry_exports)

target_link_options(belfry PRIVATE
    -sEXPORTED_FUNCTIONS=${belfry_exports}
    -sEXPORTED_RUNTIME_METHODS=HEAPU8
    -sINCOMING_MODULE_JS_API=canvas,print,printErr,wasmBinary,instantiateWasm,locateFile
    -sSTACK_SIZE=256KB
    -sMALLOC=emmalloc
    # Both keep WebGL small: nothing is looked up by name (shell/context_web.c), and errors are asked
    # of the browser.
    -sGL_ENABLE_GET_PROC_ADDRESS=0
    -sGL_TRACK_ERRORS=0)
