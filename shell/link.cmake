# Link options of <game>.mjs beyond those of cmake/game.cmake: what the page may touch.

set(app_exports
    start save_error check_save save frame set_paused step resize set_safe_area set_preferences command hold status
    text set_text name read_settings setting set_setting binding bind is_toggle set_toggle
    reset_bindings audio_state dispose trap)
list(TRANSFORM app_exports PREPEND _qn_app_)
# What library.js calls.
list(APPEND app_exports _page_pointer _page_wheel)
list(JOIN app_exports "," app_exports)

set(game_link_options
    -sEXPORTED_FUNCTIONS=_malloc,_free,${app_exports}
    -sEXPORTED_RUNTIME_METHODS=HEAPU8
    -sINCOMING_MODULE_JS_API=canvas,print,printErr,wasmBinary,instantiateWasm,locateFile
    -sSTACK_SIZE=256KB
    -sMALLOC=emmalloc
    # Both keep WebGL small: nothing is looked up by name (shell/context_web.c), and errors are asked
    # of the browser.
    -sGL_ENABLE_GET_PROC_ADDRESS=0
    -sGL_TRACK_ERRORS=0)
