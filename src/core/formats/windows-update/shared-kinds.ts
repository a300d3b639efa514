/** Lines that both grammars of WindowsUpdate.log print with the same words. */
import { kbOf } from '../event-log/update-client-meanings.ts'
import type { KindPattern } from '../line-format.ts'
import { GUID, updateStep, type UpdateNames } from './update-names.ts'

/** What every log of an update client remembers. */
export interface UpdateMemory {
  readonly names: UpdateNames
  /** The update that the servicing handler has in work: its GUID, and the KB of its package. */
  serviced: { id: string; kb: string }
  /** A deployment job tells the installs of each update itself, with the GUID that people know. */
  tellsInstalls: boolean
}

/** The first result code in a text, with or without 0x; 0 = none. */
export function codeIn(text: string): number {
  const match = /\b(?:0x)?([89c][0-9a-f]{7})\b/i.exec(text)
  return match === null ? 0 : Number.parseInt(match[1] ?? '', 16)
}

const UPDATE_ID = new RegExp(`^[ *-]*UpdateId = \\{?(${GUID})\\}?\\.\\d`)

/** Kinds that only remember: their needle leads to lines whose words later lines lack. */
const namingKinds: readonly KindPattern<UpdateMemory>[] = [
  {
    kind: 'update.step',
    needle: 'Title = ',
    pattern: /^[ *-]*Title = (.+)$/,
    read: ([, title = ''], { state }) => {
      state.names.setTitle(title)
      return null
    },
  },
  {
    kind: 'update.step',
    needle: 'UpdateId = ',
    pattern: UPDATE_ID,
    read: ([, guid = ''], { state }) => {
      state.names.setId(guid)
      return null
    },
  },
]

/** Servicing of one package by CBS: the GUID is that of a part of the update, the KB that of the package. */
const servicingKinds: readonly KindPattern<UpdateMemory>[] = [
  {
    kind: 'update.step',
    needle: 'Starting install of CBS update ',
    pattern: new RegExp(`^Starting install of CBS update (${GUID})`),
    read: ([, guid = ''], { state }) => {
      state.serviced = { id: guid.toUpperCase(), kb: '' }
      return null
    },
  },
  {
    kind: 'update.step',
    needle: 'CBS package identity: ',
    pattern: /^CBS package identity: (\S+)/,
    read: ([, identity = ''], { state }) => {
      const kb = kbOf(identity.replaceAll('_', ' '))
      state.serviced.kb = kb
      if (state.tellsInstalls) return null
      return updateStep('install', 'begin', { id: state.serviced.id, title: identity, kb })
    },
  },
  {
    kind: 'update.step',
    needle: 'Completed install of CBS update with ',
    pattern: /^(?:FATAL: )?Completed install of CBS update with .*\bhr=0x([0-9a-f]{8})/i,
    read: ([, hr = ''], { state }) => {
      if (state.tellsInstalls) return null
      const code = Number.parseInt(hr, 16)
      const ok = code < 0x80000000
      return updateStep('install', 'end', { ...state.serviced, ok, code: ok ? 0 : code })
    },
  },
]

/** What the log itself calls fatal. The end of a package's installation is a step of its own. */
const fatalKind: KindPattern<UpdateMemory> = {
  kind: 'update.failed',
  needle: 'FATAL: ',
  pattern: /FATAL: (?!Completed install of )(.+)/,
  read: ([, text = '']) => {
    const code = codeIn(text)
    return code === 0 ? null : { code, text: text.replace(/[, ]+$/, '') }
  },
}

export const sharedKinds: readonly KindPattern<UpdateMemory>[] = [
  ...namingKinds,
  ...servicingKinds,
  fatalKind,
]
