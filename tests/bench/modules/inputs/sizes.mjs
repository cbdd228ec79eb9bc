// The sizes of the pictures, in pixels, and how much the small one is blurred.

export const LARGE = { width: 4000, height: 3000 }
export const SMALL = { width: 1440, height: 1080 }
export const BLUR_SIGMA = 3
