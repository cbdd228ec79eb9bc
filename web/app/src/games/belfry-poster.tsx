// The first level before it runs, by day and by night, upright and wide. tools/draw-posters.mjs draws it.
import uprightDay from './posters/upright-day.jpg'
import uprightNight from './posters/upright-night.jpg'
import wideDay from './posters/wide-day.jpg'
import wideNight from './posters/wide-night.jpg'

const UPRIGHT = '(max-width: 640px) and (orientation: portrait)'
const NIGHT = '(prefers-color-scheme: dark)'

export function BelfryPoster() {
  return (
    <picture>
      <source media={`${UPRIGHT} and ${NIGHT}`} srcSet={uprightNight.src} />
      <source media={UPRIGHT} srcSet={uprightDay.src} />
      <source media={NIGHT} srcSet={wideNight.src} />
      <img
        src={wideDay.src}
        width={wideDay.width}
        height={wideDay.height}
        alt=""
        fetchPriority="high"
      />
    </picture>
  )
}
