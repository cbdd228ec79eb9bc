// A frame in which nothing is drawn: what is measured of it is the browser's and this benchmark's own.

export const open = () => ({ frame: () => {} })
