// The editor of a visitor's code, in a tree of its own below an element of the page: its styles are then
// sheets that scripts made, which the policy of the page allows, and not elements of style.
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Fault } from './protocol'

export interface CodeEditorOptions {
  readonly code: string
  readonly label: string
  /** The id of what describes the editor, outside of it; screen readers are told its text. */
  readonly description: string
  readonly onRun: () => void
}

// The colours are the page's, which knows day and night.
const COLORS = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--code-comment)' },
  { tag: [tags.keyword, tags.bool, tags.null], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.regexp], color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.function(tags.variableName), tags.propertyName], color: 'var(--code-name)' },
])

const LOOK = EditorView.theme({
  '&': { height: '100%', fontSize: '14px', color: 'var(--ink)', backgroundColor: 'var(--solid)' },
  '&.cm-focused': { outline: '3px solid var(--ember)', outlineOffset: '-3px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, monospace', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { color: 'var(--ink-soft)', backgroundColor: 'transparent', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--ink) 7%, transparent)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'color-mix(in srgb, var(--ember) 35%, transparent)' },
  // Without the pictures that the package has in its addresses, which the policy of the page forbids.
  '.cm-lint-marker-error': {
    content: 'normal',
    width: '0.75em',
    height: '0.75em',
    margin: '0.2em',
    borderRadius: '50%',
    backgroundColor: 'var(--code-fault)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--code-fault)',
  },
  '.cm-tooltip': { color: 'var(--ink)', backgroundColor: 'var(--solid-marked)' },
})

function extensions({ label, description, onRun }: CodeEditorOptions): Extension {
  const run = () => {
    onRun()
    return true
  }
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    javascript(),
    syntaxHighlighting(COLORS),
    LOOK,
    plainReplacement,
    // Escape and then Tab leaves, which the editor brings along.
    keymap.of([{ key: 'Mod-Enter', run }, indentWithTab, ...defaultKeymap, ...historyKeymap]),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-description': description,
      tabindex: '0', // what scrolls has to be seen to be reached by the keyboard
    }),
  ]
}

// What is typed over a selection goes in as plain text. Left to the browser, it would wear the style of
// what it replaces as an attribute, which the policy of the page forbids.
const plainReplacement = EditorView.domEventHandlers({
  beforeinput: ({ inputType, data }, view) => {
    if (inputType !== 'insertText' || !data || view.state.selection.main.empty) return false
    view.dispatch(view.state.replaceSelection(data), { userEvent: 'input.type' })
    return true
  },
})

export class CodeEditor {
  readonly #view: EditorView

  constructor(host: HTMLElement, options: CodeEditorOptions) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
    const state = EditorState.create({ doc: options.code, extensions: extensions(options) })
    this.#view = new EditorView({ state, parent: root, root })
  }

  get code(): string {
    return this.#view.state.doc.toString()
  }

  set code(code: string) {
    const { length } = this.#view.state.doc
    this.#view.dispatch({ changes: { from: 0, to: length, insert: code } })
  }

  /** Marks the line of a fault; undefined takes the mark away. */
  showFault(fault: Fault | undefined): void {
    const { state } = this.#view
    const { message, line } = fault ?? {}
    const at = line && line <= state.doc.lines ? state.doc.line(line) : undefined
    const marks = at && message ? [{ from: at.from, to: at.to, severity: 'error', message }] : []
    this.#view.dispatch(setDiagnostics(state, marks as Parameters<typeof setDiagnostics>[1]))
  }

  destroy(): void {
    this.#view.destroy()
  }
}
