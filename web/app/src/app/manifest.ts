import type { MetadataRoute } from 'next'

export const dynamic = 'force-static'

const base = process.env.BASE_PATH

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: `${base}/`,
    name: 'Belfry',
    short_name: 'Belfry',
    description: 'Ring the bell: a small game of slings and towers on a deterministic 2D engine.',
    start_url: `${base}/`,
    scope: `${base}/`,
    display: 'standalone',
    background_color: '#1b1533',
    theme_color: '#1b1533',
    categories: ['games'],
    icons: [
      { src: `${base}/icons/icon-192.png`, sizes: '192x192', type: 'image/png' },
      { src: `${base}/icons/icon-512.png`, sizes: '512x512', type: 'image/png' },
      {
        src: `${base}/icons/maskable-512.png`,
        sizes: '512x512',
        type: 'image/png',
        purpose: 'maskable',
      },
    ],
  }
}
