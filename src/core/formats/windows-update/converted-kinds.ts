/**
 * What lines of a converted WindowsUpdate.log mean. Searches and calls are of a client and name no update; jobs and
 * deployments name one update each. Up to Windows 10 1809 installs show in CBS's lines alone.
 */
import type { KindPattern } from '../line-format.ts'
import { sharedKinds, type UpdateMemory } from './shared-kinds.ts'
import { GUID, UpdateNames, updateStep } from './update-names.ts'

export interface ConvertedMemory extends UpdateMemory {
  /** Client by the GUID of its download call; the oldest are forgotten. */
  readonly callers: Map<string, string>
  /** Client of the install that runs, '' = none known. */
  installer: string
  /** Facts of the machine that have been told. */
  readonly told: Set<string>
}

const MOST_CALLS = 1000

export function newConvertedMemory(): ConvertedMemory {
  return {
    names: new UpdateNames(),
    serviced: { id: '', kb: '' },
    tellsInstalls: false,
    callers: new Map(),
    installer: '',
    told: new Set(),
  }
}

const searchKinds: readonly KindPattern<ConvertedMemory>[] = [
  {
    kind: 'update.step',
    needle: 'Finding updates ',
    pattern: /^\* ?START ?\* +Finding updates \[?CallerId = (.{0,200}?) {2}Id = \d/,
    read: ([, client = '']) => updateStep('scan', 'begin', { client }),
  },
  {
    kind: 'update.step',
    needle: 'Finding updates ',
    pattern:
      /^\* ?END ?\* +Finding updates \[?CallerId = (.{0,200}?), Id = \d+, Exit code = 0x([0-9a-f]{8})/i,
    read: ([, client = '', exit = '']) => {
      const code = Number.parseInt(exit, 16)
      const ok = code < 0x80000000
      return updateStep('scan', 'end', { client, ok, code: ok ? 0 : code })
    },
  },
]

const nameKind: KindPattern<ConvertedMemory> = {
  kind: 'update.step',
  needle: 'Deserialized installable update ',
  pattern: new RegExp(`^Deserialized installable update (.{1,400}), UpdateID = \\{(${GUID})\\.`),
  read: ([, title = '', guid = ''], { state }) => {
    state.names.name(guid, title)
    return null
  },
}

const downloadKinds: readonly KindPattern<ConvertedMemory>[] = [
  {
    kind: 'update.step',
    needle: 'Begin Downloading Updates ',
    pattern: new RegExp(
      `^\\* ?START ?\\* +Begin Downloading Updates \\[CallerId = (.{0,200}?)\\] \\[Call ID = \\{(${GUID})\\}`,
    ),
    read: ([, client = '', call = ''], { state }) => {
      if (state.callers.size >= MOST_CALLS) state.callers.clear()
      state.callers.set(call.toUpperCase(), client)
      return updateStep('download', 'begin', { client })
    },
  },
  {
    kind: 'update.step',
    needle: 'New download job {',
    pattern: new RegExp(`^New download job \\{${GUID}\\} for UpdateId (${GUID})`),
    read: ([, guid = ''], { state }) => updateStep('download', 'begin', state.names.of(guid)),
  },
  {
    kind: 'update.step',
    needle: ' completed successfully, updateId = ',
    pattern: new RegExp(
      `^(?:DO|BITS) job \\{${GUID}\\} completed successfully, updateId = (${GUID})`,
    ),
    read: ([, guid = ''], { state }) => updateStep('download', 'end', state.names.of(guid)),
  },
  {
    kind: 'update.step',
    needle: 'Error occurred while downloading update ',
    pattern: new RegExp(
      `^\\*FAILED\\* \\[([0-9A-Fa-f]{8})\\] Error occurred while downloading update (${GUID})`,
    ),
    read: ([, code = '', guid = ''], { state }) =>
      updateStep('download', 'end', {
        ...state.names.of(guid),
        ok: false,
        code: Number.parseInt(code, 16),
      }),
  },
]

const installKinds: readonly KindPattern<ConvertedMemory>[] = [
  {
    kind: 'update.step',
    needle: ' Installing updates ',
    pattern: /^\* ?START ?\* +Installing updates \[?CallerId = ([^\]\r\n]{0,200})/,
    read: ([, client = ''], { state }) => {
      state.installer = client.trim()
      return updateStep('install', 'begin', { client: state.installer })
    },
  },
  {
    kind: 'update.step',
    needle: 'with code Call complete and error ',
    pattern: new RegExp(
      `^WU client calls back to (download|install|deploy) call \\{(${GUID})\\} with code Call complete and error (?:0x)?([0-9a-fA-F]{1,8})`,
    ),
    read: ([, what = '', call = '', error = ''], { state }) => {
      const code = Number.parseInt(error, 16)
      const isDownload = what === 'download'
      const client = isDownload ? state.callers.get(call.toUpperCase()) : state.installer
      return updateStep(isDownload ? 'download' : 'install', 'end', {
        client: client ?? '',
        ok: code < 0x80000000,
        code: code < 0x80000000 ? 0 : code,
      })
    },
  },
  {
    kind: 'update.step',
    needle: 'nstalling starting for update ',
    pattern: new RegExp(`: (Ins|Unins)talling starting for update (${GUID})`),
    read: ([, what = '', guid = ''], { state }) => {
      state.tellsInstalls = true
      return updateStep(what === 'Ins' ? 'install' : 'uninstall', 'begin', {
        ...state.names.of(guid),
        client: state.installer,
      })
    },
  },
  {
    kind: 'update.step',
    needle: ', hrDeploy = 0x',
    pattern: new RegExp(
      `: Method \\w+ for update (${GUID})\\.\\d+, hrDeploy = 0x([0-9a-f]{1,8})`,
      'i',
    ),
    read: ([, guid = '', hr = ''], { state }) => {
      const code = Number.parseInt(hr, 16)
      const ok = code < 0x80000000
      return updateStep('install', 'end', {
        ...state.names.of(guid),
        client: state.installer,
        ok,
        code: ok ? 0 : code,
      })
    },
  },
  {
    kind: 'update.failed',
    needle: 'Error Installing PnP Driver',
    pattern: /^\*FAILED\* \[([0-9A-Fa-f]{8})\] (Error Installing PnP Driver.*)/,
    read: ([, code = '', text = '']) => ({ code: Number.parseInt(code, 16), text: text.trim() }),
  },
]

/** The client asks its services with what it is: `…/x64/10.0.22631.3235/0?CH=12&L=zh-CN&P=…&MK=…&MD=…`. */
function machineKind(
  key: 'architecture' | 'language' | 'manufacturer' | 'model',
  pattern: RegExp,
): KindPattern<ConvertedMemory> {
  return {
    kind: 'machine.fact',
    needle: 'path used for cache lookup: /SLS/',
    pattern,
    read: ([, value = ''], { state }) => {
      if (state.told.has(key)) return null
      state.told.add(key)
      return { key, value: unescaped(value) }
    },
  }
}

/** `X570%20ULTRA` -> `X570 ULTRA`; a text that is no escape stays as it is. */
function unescaped(text: string): string {
  return text
    .replaceAll(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .trim()
}

export const convertedKinds: readonly KindPattern<ConvertedMemory>[] = [
  ...searchKinds,
  ...sharedKinds,
  nameKind,
  ...downloadKinds,
  ...installKinds,
  machineKind('architecture', /cache lookup: \/SLS\/\{[^}]*\}\/(\w+)\//),
  machineKind('language', /cache lookup: \/SLS\/[^?]*\?(?:[^&]*&){0,8}L=([\w-]+)/),
  machineKind('manufacturer', /cache lookup: \/SLS\/[^?]*\?(?:[^&]*&){0,20}MK=([^&]+)/),
  machineKind('model', /cache lookup: \/SLS\/[^?]*\?(?:[^&]*&){0,20}MD=([^&\s]+)/),
]
