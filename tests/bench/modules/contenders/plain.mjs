// What anyone writes first: a loop over the bytes, in place.

export async function load() {
  return {
    grayscale: ({ width, height, data }) => {
      const own = Uint8ClampedArray.from(data)
      return () => {
        for (let at = 0; at < own.length; at += 4) {
          const light = 0.2126 * own[at] + 0.7152 * own[at + 1] + 0.0722 * own[at + 2]
          own[at] = light
          own[at + 1] = light
          own[at + 2] = light
        }
        return { width, height, data: own }
      }
    },
  }
}
