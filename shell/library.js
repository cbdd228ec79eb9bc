// The page's side of shell/page.h. One AbortController holds every listener that is added here, so
// that unbinding leaves none.
addToLibrary({
  $page: { listeners: null, flags: 0, keys: new Set() },

  page_bind__deps: ['$page', '$specialHTMLTargets'],
  page_bind: () => {
    const canvas = Module['canvas']
    if (!canvas) return false
    specialHTMLTargets['#canvas'] = canvas
    page.flags = 0
    page.keys = new Set()
    page.listeners = new AbortController()
    const listen = (type, listener) =>
      canvas.addEventListener(type, listener, {
        capture: true,
        passive: true,
        signal: page.listeners.signal,
      })
    // Runs before SDL's own listener, which would take Tab and every shortcut from the page.
    const keepForPage = (event) => {
      if (!page.keys.has(event.code) || event.ctrlKey || event.metaKey || event.altKey)
        event.stopImmediatePropagation()
    }
    listen('keydown', keepForPage)
    listen('keypress', (event) => event.stopImmediatePropagation())
    listen('pointerdown', (event) => {
      canvas.focus({ preventScroll: true })
      if (event.pointerType === 'mouse') canvas.setPointerCapture(event.pointerId)
    })
    // SDL would make a release of it, and try to prevent what cannot be prevented.
    listen('touchcancel', (event) => {
      event.stopImmediatePropagation()
      page.flags |= 1
    })
    listen('blur', () => {
      page.flags |= 2
    })
    return true
  },

  page_set_keys__deps: ['$page', '$UTF8ToString'],
  page_set_keys: (codes) => {
    page.keys = new Set(UTF8ToString(codes).split(' ').filter(Boolean))
  },

  page_unbind__deps: ['$page', '$specialHTMLTargets'],
  page_unbind: () => {
    page.listeners?.abort()
    page.listeners = null
    delete specialHTMLTargets['#canvas']
  },

  page_take_flags__deps: ['$page'],
  page_take_flags: () => {
    const flags = page.flags
    page.flags = 0
    return flags
  },

  page_lose_context__deps: ['$GL'],
  page_lose_context: () => {
    GLctx?.getExtension('WEBGL_lose_context')?.loseContext()
  },

  page_context_is_software__deps: ['$GL'],
  page_context_is_software: () => {
    const info = GLctx.getExtension('WEBGL_debug_renderer_info')
    const name = info ? GLctx.getParameter(info.UNMASKED_RENDERER_WEBGL) : ''
    return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name)
  },

  page_on_save: (bytes, size) => {
    Module['onSave']?.(HEAPU8.slice(bytes, bytes + size))
  },

  page_on_event: (type, strength) => {
    Module['onEvent']?.(type, strength)
  },

  page_on_context: (isLost) => {
    if (isLost) Module['onContextLost']?.()
    else Module['onContextRestored']?.()
  },
})
