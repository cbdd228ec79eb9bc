'use client'

// What a player can set: sound, motion, speed, what every action is bound to; and the picture and the
// save as files. The game keeps all of it; this only asks and shows.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { errorCodeOf } from '../../errors.js'
import { download, timeInName } from '../../game/download.js'
import type { ActionBinding } from '../../game/game-module.js'
import type { GameSession } from '../../game/game-session.js'
import { listenForSource } from '../../game/listen-for-source.js'
import { sourceLabel } from '../../game/source-label.js'

export interface OptionsPanelProps {
  readonly game: string
  readonly session: GameSession
  /** As the speaker beside the picture says, which sets it too. */
  readonly muted: boolean
  /** A save from a file is in the store: begin anew with it. */
  readonly onImported: () => void
}

const VOLUMES = [
  { name: 'volume', label: 'Volume' },
  { name: 'effects-volume', label: 'Effects' },
  { name: 'music-volume', label: 'Music' },
] as const

const CHOICES = ['As the system says', 'On', 'Off'] as const

export function OptionsPanel(props: OptionsPanelProps): ReactNode {
  const { game, session, muted, onImported } = props
  const [settings, setSettings] = useState(() => session.settings())
  const [bindings, setBindings] = useState(() => session.bindings())
  const set = (name: string, value: number) => {
    session.setSetting(name, value)
    setSettings(session.settings())
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the speaker changed a setting
  useEffect(() => setSettings(session.settings()), [session, muted])
  const refresh = () => setBindings(session.bindings())

  return (
    <div className="quoin-options" data-testid="options">
      <fieldset>
        <legend>Sound and motion</legend>
        <Check label="Mute" name="muted" settings={settings} set={set} />
        {VOLUMES.map(({ name, label }) => (
          <label key={name}>
            {label}
            <input
              type="range"
              min={0}
              max={100}
              value={settings[name] ?? 0}
              onChange={(event) => set(name, event.target.valueAsNumber)}
            />
          </label>
        ))}
        <Check label="Rumble" name="rumble" settings={settings} set={set} />
        <Choice label="Reduced motion" name="reduced-motion" settings={settings} set={set} />
        <Choice label="High contrast" name="high-contrast" settings={settings} set={set} />
        <label>
          Speed
          <select
            value={settings.speed ?? 100}
            onChange={(event) => set('speed', Number(event.target.value))}
          >
            {[100, 75, 50, 25].map((percent) => (
              <option key={percent} value={percent}>
                {percent} %
              </option>
            ))}
          </select>
        </label>
      </fieldset>
      <Bindings session={session} bindings={bindings} onChanged={refresh} />
      <Picture game={game} session={session} />
      <SaveFile game={game} session={session} onImported={onImported} />
    </div>
  )
}

interface SettingProps {
  readonly label: string
  readonly name: string
  readonly settings: Readonly<Record<string, number>>
  readonly set: (name: string, value: number) => void
}

function Check({ label, name, settings, set }: SettingProps) {
  return (
    <label>
      <input
        type="checkbox"
        checked={settings[name] === 1}
        onChange={(event) => set(name, event.target.checked ? 1 : 0)}
      />
      {label}
    </label>
  )
}

function Choice({ label, name, settings, set }: SettingProps) {
  return (
    <label>
      {label}
      <select
        value={settings[name] ?? 0}
        onChange={(event) => set(name, Number(event.target.value))}
      >
        {CHOICES.map((choice, value) => (
          <option key={choice} value={value}>
            {choice}
          </option>
        ))}
      </select>
    </label>
  )
}

interface BindingsProps {
  readonly session: GameSession
  readonly bindings: readonly ActionBinding[]
  readonly onChanged: () => void
}

function Bindings({ session, bindings, onChanged }: BindingsProps) {
  /** `action place` while its new source is waited for. */
  const [waiting, setWaiting] = useState('')
  const [trouble, setTrouble] = useState('')
  const ending = useRef<AbortController>(undefined)
  useEffect(() => () => ending.current?.abort(), [])

  const rebind = async (action: string, place: number) => {
    ending.current?.abort()
    const own = new AbortController()
    ending.current = own
    setWaiting(`${action} ${place}`)
    const source = await listenForSource(own.signal)
    if (own.signal.aborted) return
    setWaiting('')
    if (source === undefined) return
    const error = session.bind(action, place, source)
    setTrouble(error === 0 ? '' : `${sourceLabel(source)} stays with the browser.`)
    onChanged()
  }

  return (
    <fieldset>
      <legend>Controls</legend>
      <table>
        <tbody>
          {bindings.map(({ name, label, sources, toggle }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              {sources.map((source, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the places of an action are numbered
                <td key={place}>
                  <button
                    type="button"
                    aria-label={`${label}, place ${place + 1}: ${sourceLabel(source) || 'nothing'}`}
                    onClick={() => rebind(name, place)}
                  >
                    {waiting === `${name} ${place}` ? 'Press…' : sourceLabel(source) || '–'}
                  </button>
                </td>
              ))}
              <td>
                <label>
                  <input
                    type="checkbox"
                    checked={toggle}
                    onChange={(event) => {
                      session.setToggle(name, event.target.checked)
                      onChanged()
                    }}
                  />
                  toggle
                </label>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status">{trouble}</p>
      <button
        type="button"
        onClick={() => {
          session.resetBindings()
          onChanged()
        }}
      >
        Usual controls
      </button>
    </fieldset>
  )
}

function Picture({ game, session }: Pick<OptionsPanelProps, 'game' | 'session'>) {
  const [trouble, setTrouble] = useState('')

  const save = async () => {
    const picture = await session.screenshot()
    setTrouble(picture ? '' : 'There is no picture just now.')
    if (picture) download(picture, `${game}-${timeInName(new Date())}.png`)
  }

  return (
    <fieldset>
      <legend>Picture</legend>
      <button type="button" onClick={save}>
        Save a picture
      </button>
      <p role="status">{trouble}</p>
    </fieldset>
  )
}

function SaveFile({ game, session, onImported }: Omit<OptionsPanelProps, 'muted'>) {
  const [trouble, setTrouble] = useState('')

  const keep = () => {
    const bytes = session.exportSave()
    if (bytes) download(new Blob([bytes.slice()]), `${game}.save`)
  }

  const upload = async (file: File | undefined) => {
    if (!file) return
    try {
      const error = await session.importSave(new Uint8Array(await file.arrayBuffer()))
      setTrouble(error === 0 ? '' : `This is no saved game (${errorCodeOf(error)}).`)
      if (error === 0) onImported()
    } catch {
      setTrouble('The saved game could not be stored.')
    }
  }

  return (
    <fieldset>
      <legend>Saved game</legend>
      <button type="button" onClick={keep}>
        Keep in a file
      </button>
      <label>
        Take from a file
        <input type="file" onChange={(event) => upload(event.target.files?.[0])} />
      </label>
      <p role="status">{trouble}</p>
    </fieldset>
  )
}
