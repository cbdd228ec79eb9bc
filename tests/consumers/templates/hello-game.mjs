// Belfry as the package brings it, up to its first picture.

export async function helloGame({ createElement }, { createRoot }, { Belfry }) {
  const host = document.body.appendChild(document.createElement('div'))
  const root = createRoot(host)
  try {
    await new Promise((resolve, reject) => {
      root.render(createElement(Belfry, { onReady: resolve, onError: reject }))
    })
    const picture = host.querySelector('canvas')
    return picture.width > 0 ? 'a game' : 'no picture'
  } finally {
    root.unmount()
    host.remove()
  }
}
