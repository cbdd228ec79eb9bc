// Components where there is no browser: they say what will be there, and load nothing.
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import { Belfry, ImageProcessor, PhysicsCanvas } from '../dist/react/index.js'

describe('on a server', () => {
  it.each([
    ['a game', () => createElement(Belfry), /Winding up the bells.*The game is loading\./s],
    [
      'a canvas',
      () => createElement(PhysicsCanvas, { label: 'A box', physics: {} }),
      /<canvas role="application" aria-label="A box"/,
    ],
    ['pictures', () => createElement(ImageProcessor), /Choose a picture/],
  ])('%s is rendered as what shows first', (_, make, text) => {
    const asked = vi.spyOn(globalThis, 'fetch')
    expect(renderToString(make())).toMatch(text)
    expect(asked).not.toHaveBeenCalled()
    asked.mockRestore()
  })

  it('a game needs no style that a strict policy would refuse', () => {
    expect(renderToString(createElement(Belfry))).not.toMatch(/\sstyle=/)
    const canvas = createElement(PhysicsCanvas, { label: 'A box', world: undefined })
    expect(renderToString(canvas)).not.toMatch(/\sstyle=/)
  })
})
