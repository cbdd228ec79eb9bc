// The page's side of shell/audio_page.h. Every game of a page has buses of its own; the context is
// one for all of them: made by the first that is touched, paused when none plays, closed with the
// last. One AbortController holds every listener that is added here.
addToLibrary({
  $audio: {
    listeners: null,
    graph: null, // this module's nodes, from its first touch or key on
    isPaused: false,
    gains: [1, 1, 1, 1], // of the buses, as last ordered
    // Maps of what a sound was uploaded to, and of who sounds in which place; made when it opens.
    buffers: null,
    places: null,

    // { context, users } of the page.
    shared: () => globalThis[Symbol.for('quoin.audio')],

    // A context runs when a module of the page does, and the page is seen.
    settle: () => {
      const shared = audio.shared()
      if (!shared) return
      const runs = !document.hidden && [...shared.users].some((user) => !user.isPaused)
      if (runs && shared.context.state !== 'running') shared.context.resume().catch(() => {})
      if (!runs && shared.context.state === 'running') shared.context.suspend().catch(() => {})
    },

    // From a touch or a key, which is when a browser lets a context run.
    unlock: () => {
      if (audio.graph) return audio.settle()
      const key = Symbol.for('quoin.audio')
      globalThis[key] ??= { context: new AudioContext(), users: new Set() }
      globalThis[key].users.add(audio)
      audio.graph = audio.connect(audio.shared().context)
      audio.settle()
      // Whoever shows a speaker may want to know.
      audio.shared().context.addEventListener('statechange', () => Module['onAudio']?.(), {
        signal: audio.listeners.signal,
      })
      Module['onAudio']?.()
    },

    // Each bus is its gain and, after it, what ducks it. All others go into the first, the master,
    // and that into the level and the limiter.
    connect: (context) => {
      const buses = audio.gains.map((gain) => {
        const node = new GainNode(context, { gain })
        const duck = new GainNode(context)
        node.connect(duck)
        return { node, duck }
      })
      for (const { duck } of buses.slice(1)) duck.connect(buses[0].node)
      const level = new GainNode(context, { gain: audio.isPaused ? 0 : 1 })
      const limiter = new DynamicsCompressorNode(context, {
        threshold: -1,
        knee: 0,
        ratio: 20,
        attack: 0.002,
        release: 0.12,
      })
      buses[0].duck.connect(level).connect(limiter).connect(context.destination)
      return { context, buses, level, limiter }
    },

    // What is to change must lie ahead of what is being rendered, or it would be a jump.
    soon: () => audio.graph.context.currentTime + 0.01,

    // From wherever a parameter is; after `seconds` all but a fiftieth of the way is done.
    glide: (param, to, seconds, at) =>
      param.setTargetAtTime(to, at ?? audio.soon(), Math.max(seconds, 0.01) / 4),

    bufferOf: (sound, isReversed) => {
      const kept = audio.buffers.get(sound)
      if (!isReversed) return kept.forwards
      if (!kept.backwards) {
        const { length, sampleRate } = kept.forwards
        kept.backwards = new AudioBuffer({ length, sampleRate, numberOfChannels: 1 })
        kept.backwards.copyToChannel(kept.forwards.getChannelData(0).slice().reverse(), 0)
      }
      return kept.backwards
    },

    // In a straight line to silence, from a fade that may be under way.
    fadeOut: (voice, seconds) => {
      const from = Math.max(audio.soon(), voice.when)
      const to = voice.when > audio.soon() ? voice.when : from + seconds
      if (voice.fadesTo !== undefined && voice.fadesTo <= to) return
      const left = (voice.fadesTo - from) / (voice.fadesTo - voice.fadesFrom)
      voice.end.gain.cancelScheduledValues(from)
      voice.end.gain.setValueAtTime(voice.fadesTo === undefined ? 1 : left, from)
      voice.end.gain.linearRampToValueAtTime(0, to)
      voice.source.stop(to)
      Object.assign(voice, { fadesFrom: from, fadesTo: to })
    },

    // A voice that is over lets go of its nodes.
    drop: (place, voice) => {
      voice.pan.disconnect()
      if (audio.places.get(place) === voice) audio.places.delete(place)
    },
  },

  audio_page_open__deps: ['$audio'],
  audio_page_open: () => {
    const canvas = Module['canvas']
    if (!canvas || typeof AudioContext === 'undefined') return false
    audio.listeners = new AbortController()
    audio.buffers = new Map()
    audio.places = new Map()
    const { signal } = audio.listeners
    for (const type of ['pointerup', 'keydown'])
      canvas.addEventListener(type, audio.unlock, { capture: true, passive: true, signal })
    document.addEventListener('visibilitychange', audio.settle, { signal })
    return true
  },

  audio_page_close__deps: ['$audio'],
  audio_page_close: () => {
    audio.listeners?.abort()
    audio.listeners = null
    for (const voice of audio.places.values()) {
      voice.source.onended = null
      voice.source.stop()
      voice.pan.disconnect()
    }
    audio.graph?.limiter.disconnect()
    audio.graph = null
    audio.places.clear()
    audio.buffers.clear()
    const shared = audio.shared()
    if (shared?.users.delete(audio) && shared.users.size === 0) {
      delete globalThis[Symbol.for('quoin.audio')]
      shared.context.close().catch(() => {})
    } else {
      audio.settle()
    }
  },

  // The numbers of audio_state.
  audio_page_state__deps: ['$audio'],
  audio_page_state: () => {
    if (!audio.graph) return 1
    if (audio.graph.context.state === 'running') return audio.isPaused ? 2 : 3
    return audio.isPaused || document.hidden ? 2 : 1
  },

  audio_page_now__deps: ['$audio'],
  audio_page_now: () => audio.graph?.context.currentTime ?? 0,

  audio_page_set_paused__deps: ['$audio'],
  audio_page_set_paused: (isPaused) => {
    audio.isPaused = !!isPaused
    if (audio.graph) audio.glide(audio.graph.level.gain, isPaused ? 0 : 1, 0.02)
    audio.settle()
  },

  audio_page_upload__deps: ['$audio'],
  audio_page_upload: (sound, length, samples, at, count) => {
    if (at === 0) {
      const forwards = new AudioBuffer({ length, sampleRate: 48000, numberOfChannels: 1 })
      audio.buffers.set(sound, { forwards, backwards: null })
    }
    const piece = new Float32Array(count)
    const first = samples >> 1
    for (let i = 0; i < count; i += 1) piece[i] = HEAP16[first + i] / 32768
    audio.buffers.get(sound).forwards.copyToChannel(piece, 0, at)
  },

  audio_page_play__deps: ['$audio'],
  audio_page_play: (place, start) => {
    const [sound, bus] = HEAPU32.subarray(start >> 2, (start >> 2) + 2)
    const floats = HEAPF32.subarray((start >> 2) + 2, (start >> 2) + 8)
    const [gain, pitch, pan, delay, fadeIn, offset] = floats
    const [isReversed, loops] = HEAPU32.subarray((start >> 2) + 8, (start >> 2) + 10)
    const { context, buses } = audio.graph
    const when = (fadeIn > 0 ? audio.soon() : context.currentTime) + delay
    const voice = {
      source: new AudioBufferSourceNode(context, {
        buffer: audio.bufferOf(sound, isReversed),
        playbackRate: pitch,
        loop: !!loops,
      }),
      start: new GainNode(context),
      end: new GainNode(context),
      gain: new GainNode(context, { gain }),
      pan: new StereoPannerNode(context, { pan }),
      when,
    }
    if (fadeIn > 0) {
      voice.start.gain.value = 0
      voice.start.gain.setValueAtTime(0, when)
      voice.start.gain.linearRampToValueAtTime(1, when + fadeIn)
    }
    voice.source.connect(voice.start).connect(voice.end).connect(voice.gain).connect(voice.pan)
    voice.pan.connect(buses[bus].node)
    voice.source.onended = () => audio.drop(place, voice)
    voice.source.start(when, offset)
    audio.places.set(place, voice)
  },

  audio_page_stop__deps: ['$audio'],
  audio_page_stop: (place, fade) => {
    const voice = audio.places.get(place)
    if (voice) audio.fadeOut(voice, fade)
  },

  audio_page_change__deps: ['$audio'],
  audio_page_change: (place, gain, pitch, pan) => {
    const voice = audio.places.get(place)
    if (!voice) return
    audio.glide(voice.gain.gain, gain, 0.02)
    audio.glide(voice.source.playbackRate, pitch, 0.02)
    audio.glide(voice.pan.pan, pan, 0.02)
  },

  audio_page_bus_gain__deps: ['$audio'],
  audio_page_bus_gain: (bus, gain, seconds) => {
    audio.gains[bus] = gain
    if (audio.graph) audio.glide(audio.graph.buses[bus].node.gain, gain, seconds)
  },

  audio_page_duck__deps: ['$audio'],
  audio_page_duck: (bus, gain, attack, hold, release) => {
    if (!audio.graph) return
    const param = audio.graph.buses[bus].duck.gain
    const from = audio.soon()
    param.cancelScheduledValues(from)
    audio.glide(param, gain, attack, from)
    audio.glide(param, 1, release, from + attack + hold)
  },
})
