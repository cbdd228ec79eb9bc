import type { Metadata } from 'next'
import { Toybox } from '../../toybox/toybox'
import './toybox.css'

export const metadata: Metadata = {
  title: 'Toy box',
  description: 'Thousands of sprites and bodies, and how many of them your machine bears.',
}

export default function ToyboxPage() {
  return (
    <>
      <div className="intro">
        <h1>Toy box</h1>
        <p>
          Hold anywhere to pour out sprites and bodies, or let the page find how many hold 60 frames
          a second.
        </p>
      </div>
      <Toybox />
    </>
  )
}
