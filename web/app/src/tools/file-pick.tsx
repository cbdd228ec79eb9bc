'use client'

// A place to drop a file on, with a button that does the same by mouse, finger and keyboard.
import { type ReactNode, useRef, useState } from 'react'

interface FilePickProps {
  /** What to do, in one sentence. */
  readonly hint: string
  readonly label: string
  readonly accept?: string
  readonly disabled: boolean
  readonly onFile: (file: File) => void
  /** Further buttons. */
  readonly children?: ReactNode
}

export function FilePick({ hint, label, accept, disabled, onFile, children }: FilePickProps) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut for the button
    <div
      className="drop"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(!disabled)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        const file = event.dataTransfer.files[0]
        if (file && !disabled) onFile(file)
      }}
    >
      <p>{hint}</p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept={accept}
        disabled={disabled}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <div className="controls">
        <button type="button" disabled={disabled} onClick={() => input.current?.click()}>
          {label}
        </button>
        {children}
      </div>
    </div>
  )
}
