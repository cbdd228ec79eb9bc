// The page's side of shell/page.h. One AbortController holds every listener that is added here, so
// that unbinding leaves none.
//
// The canvas's own listeners run before SDL's. Of keys SDL gets those that the game uses; of
// pointers nothing: they go to the game from here, each once and with pen and pressure.
addToLibrary({
  $page: {
    canvas: null,
    surface: null,
    listeners: null,
    keys: null,
    usesWheel: false,
    usesRightButton: false,
    wasBlurred: false,
    padCount: 0,
    KINDS: { mouse: 0, touch: 1, pen: 2 },
    PHASES: { pointermove: 0, pointerdown: 1, pointerup: 2, pointercancel: 3 },
    FROM_SDL: 'mousedown mouseup mousemove mouseenter mouseleave touchstart touchend touchmove touchcancel keypress',
    // Of a wheel that turns by lines or pages.
    WHEEL_PX: [1, 16, 400],

    // For the eye alone: pointers go through to the canvas below.
    layOver: () => {
      const over = page.canvas.ownerDocument.createElement('canvas')
      over.setAttribute('aria-hidden', 'true')
      over.dataset.over = ''
      over.style.cssText =
        'position:absolute;inset:0;width:100%;height:100%;pointer-events:none'
      page.canvas.after(over)
      return over.getContext('2d', { alpha: false })
    },

    pixelRatio: () => page.canvas.width / (page.canvas.clientWidth || 1),

    listen: (target, types, listener, passive = true) => {
      for (const type of types.split(' '))
        target.addEventListener(type, listener, {
          capture: true,
          passive,
          signal: page.listeners.signal,
        })
    },

    // Runs before SDL's own listener, which would take Tab and every shortcut from the page.
    onKeyDown: (event) => {
      if (!page.keys.has(event.code) || event.ctrlKey || event.metaKey || event.altKey)
        event.stopImmediatePropagation()
    },

    onPointer: (event) => {
      const ratio = page.pixelRatio()
      _page_pointer(
        page.PHASES[event.type],
        page.KINDS[event.pointerType] ?? 0,
        event.pointerId,
        event.offsetX * ratio,
        event.offsetY * ratio,
        event.pressure,
        event.buttons,
      )
    },

    onPointerDown: (event) => {
      page.canvas.focus({ preventScroll: true })
      page.canvas.setPointerCapture(event.pointerId)
      page.onPointer(event)
    },

    onWheel: (event) => {
      event.stopImmediatePropagation()
      const isOurs = page.usesWheel && document.activeElement === page.canvas
      if (!isOurs || event.ctrlKey) return
      event.preventDefault()
      const px = page.WHEEL_PX[event.deltaMode] * page.pixelRatio()
      _page_wheel(event.deltaX * px, event.deltaY * px)
    },

    // A finger that rests opens it too, in the middle of an aim.
    onContextMenu: (event) => {
      if (page.usesRightButton || event.pointerType === 'touch') event.preventDefault()
    },

    // Of all games of a page, the gamepads are with the one that was used last.
    takePads: (canvas) => {
      globalThis[Symbol.for('quoin.pads')] = canvas
    },
    hasPads: () => {
      const owner = globalThis[Symbol.for('quoin.pads')]
      if (!owner) page.takePads(page.canvas)
      return (owner ?? page.canvas) === page.canvas
    },

    countPads: () => {
      page.padCount = navigator.getGamepads?.().filter((pad) => pad).length ?? 0
    },
  },

  page_bind__deps: ['$page', '$specialHTMLTargets'],
  page_bind: () => {
    const canvas = Module['canvas']
    if (!canvas) return false
    specialHTMLTargets['#canvas'] = canvas
    page.canvas = canvas
    page.wasBlurred = false
    page.keys = new Set()
    page.listeners = new AbortController()
    page.listen(canvas, 'keydown', page.onKeyDown)
    page.listen(canvas, page.FROM_SDL, (event) => event.stopImmediatePropagation())
    page.listen(canvas, 'pointerdown', page.onPointerDown)
    page.listen(canvas, 'pointermove pointerup pointercancel', page.onPointer)
    page.listen(canvas, 'wheel', page.onWheel, false)
    page.listen(canvas, 'contextmenu', page.onContextMenu, false)
    page.listen(canvas, 'blur', () => {
      page.wasBlurred = true
    })
    page.listen(canvas, 'focus', () => page.takePads(canvas))
    page.listen(window, 'gamepadconnected gamepaddisconnected', page.countPads)
    page.countPads()
    return true
  },

  page_set_keys__deps: ['$page', '$UTF8ToString'],
  page_set_keys: (codes, usesWheel, usesRightButton) => {
    page.keys = new Set(UTF8ToString(codes).split(' ').filter(Boolean))
    page.usesWheel = Boolean(usesWheel)
    page.usesRightButton = Boolean(usesRightButton)
  },

  page_unbind__deps: ['$page', '$specialHTMLTargets'],
  page_unbind: () => {
    page.listeners?.abort()
    page.listeners = null
    if (page.canvas && page.hasPads()) page.takePads(undefined)
    page.canvas = null
    delete specialHTMLTargets['#canvas']
  },

  page_take_blur__deps: ['$page'],
  page_take_blur: () => {
    const wasBlurred = page.wasBlurred
    page.wasBlurred = false
    return wasBlurred
  },

  page_read_pads__deps: ['$page'],
  // Without a view of the memory, which would be garbage in each frame.
  page_read_pads: (out, capacity) => {
    const FLOATS = 21
    const first = out >> 2
    HEAPF32.fill(0, first, first + FLOATS * capacity)
    if (page.padCount === 0 || !page.hasPads() || !document.hasFocus()) return
    navigator.getGamepads().forEach((pad, slot) => {
      if (!pad || slot >= capacity || pad.mapping !== 'standard') return
      const at = first + FLOATS * slot
      HEAPF32[at] = 1
      for (let i = 0; i < 16; i++) HEAPF32[at + 1 + i] = pad.buttons[i]?.value ?? 0
      for (let i = 0; i < 4; i++) HEAPF32[at + 17 + i] = pad.axes[i] ?? 0
    })
  },

  page_rumble__deps: ['$page'],
  page_rumble: (slot, strength, duration) => {
    const pad = page.hasPads() ? navigator.getGamepads?.()[slot] : null
    // Some browsers have the actuator without the effect.
    pad?.vibrationActuator
      ?.playEffect?.('dual-rumble', {
        duration,
        strongMagnitude: strength < 0.5 ? 0 : strength,
        weakMagnitude: strength,
      })
      ?.catch(() => {})
  },

  page_open_surface__deps: ['$page'],
  page_open_surface: () => {
    page.surface = page.canvas.getContext('2d', { alpha: false }) ?? page.layOver()
    return page.surface !== null
  },

  page_close_surface__deps: ['$page'],
  page_close_surface: () => {
    if (page.surface && page.surface.canvas !== page.canvas) page.surface.canvas.remove()
    page.surface = null
  },

  page_show_pixels__deps: ['$page'],
  page_show_pixels: (rgba, width, height) => {
    const { canvas } = page.surface
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    const bytes = new Uint8ClampedArray(HEAPU8.buffer, rgba, width * height * 4)
    page.surface.putImageData(new ImageData(bytes, width, height), 0, 0)
  },

  page_on_software: () => {
    Module['onSoftware']?.()
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

  page_on_settings: (bytes, size) => {
    Module['onSettings']?.(HEAPU8.slice(bytes, bytes + size))
  },

  page_on_event: (type, strength) => {
    Module['onEvent']?.(type, strength)
  },

  page_on_wish: (wish) => {
    Module['onWish']?.(['pause', 'fullscreen'][wish])
  },

  page_on_context: (isLost) => {
    if (isLost) Module['onContextLost']?.()
    else Module['onContextRestored']?.()
  },
})
