import type { Localized } from '../model/units.ts'
import { bugCheckMeaning } from './bug-check.ts'
import { explanationsOf, namesOf } from './code-book.ts'
import { canonicalCode, formatCode, win32Of, win32ToHresult } from './code-value.ts'
import { explainExtend } from './extend.ts'

/*
 * What a number means. The names and texts come from the code book, which whoever starts the program
 * opens (openCodeBook); without it every name is null. A CodeMeaning is plain data.
 */

export type CodeFamily =
  | 'win32'
  | 'hresult'
  | 'ntstatus'
  | 'cbs'
  | 'spapi'
  | 'mosetup'
  | 'windows-update'
  | 'setup'
  | 'wim'
  | 'bugcheck'
  | 'extend'
  | 'cm-prob'
  | 'unknown'

export type CodeMeaning = {
  /** As given, unsigned. */
  readonly value: number
  /** Of the value, 0x and eight digits; for an extend code as the field writes it (0x40017). */
  readonly hex: string
  readonly family: CodeFamily
  /** The vendor's constant, for an extend code both joined by " / "; null where no table has it. */
  readonly name: string | null
  /** Other names that logs print for the same number: E_ACCESSDENIED beside ERROR_ACCESS_DENIED. */
  readonly aliases: readonly string[]
  /**
   * What all spellings of the code share, see canonicalCode. Bug checks, extend codes and device
   * problems: the value.
   */
  readonly canonical: number
  /** The project's own explanation; null for the many codes that have a name only. */
  readonly text: Localized | null
}

export type CodeHint = {
  /**
   * What the line says the number is. Needed for numbers that several families share: 0x7E, 0xA,
   * 0x1F.
   */
  readonly family?: 'win32' | 'hresult' | 'ntstatus' | 'bugcheck' | 'extend' | 'cm-prob'
  /** Which program printed it; settles the facility 0x30, see isSetupFacility. */
  readonly source?: 'audit' | 'setup'
}

const SUCCESS: Localized = { en: 'Success.', zh: '成功。' }

/** Keyed by the canonical number. */
function textOf(canonical: number): Localized | null {
  return explanationsOf('code').get(canonical) ?? null
}

/**
 * Number -> meaning. The order matters, for the ranges overlap: exact ranges of setup, servicing
 * and update first, then Win32 in its wrappings, SPAPI, HRESULT, NTSTATUS. What nothing knows comes
 * back as family 'unknown', name null.
 */
export function lookUp(value: number, hint: CodeHint = {}): CodeMeaning {
  const code = value >>> 0
  switch (hint.family) {
    case 'bugcheck':
      return bugCheck(code)
    case 'extend':
      return extend(code)
    case 'cm-prob':
      return deviceProblem(code)
    case 'ntstatus':
      // 0xC190nnnn is never a status, whatever the line calls it: a log that prints "NTSTATUS" got
      // it from setup.
      return status(code) ?? ownRange(code, hint) ?? general(code)
    case 'hresult':
      // 0 and 1 are S_OK and S_FALSE here, not ERROR_SUCCESS and ERROR_INVALID_FUNCTION.
      if (code === 0) return meaning(code, 'hresult', 'S_OK', { text: SUCCESS })
      if (code === 1) return meaning(code, 'hresult', 'S_FALSE', { canonical: 1 })
      return ownRange(code, hint) ?? general(code)
    case 'win32':
      return code <= 0xffff ? win32(code) : (ownRange(code, hint) ?? general(code))
    default:
      return ownRange(code, hint) ?? general(code)
  }
}

/** Ranges that one component owns whatever their bits look like. */
function ownRange(code: number, hint: CodeHint): CodeMeaning | null {
  const high = code >>> 16
  switch (high) {
    case 0xc190:
      // Shaped like an NTSTATUS, and the vendor's own example once read 0xC1900107 as
      // STATUS_SOME_NOT_MAPPED. It is MOSETUP_E_CLEANUP_PENDING: the whole facility belongs to
      // Windows Setup.
      return meaning(code, 'mosetup', namesOf('mosetup').nameOf(code))
    case 0xc180:
      return meaning(code, 'setup', null)
    case 0xc770:
      return meaning(code, 'setup', null)
    case 0x8030:
      return isSetupFacility(code, hint)
        ? meaning(code, 'setup', null)
        : meaning(code, 'hresult', namesOf('hresult').nameOf(code))
    case 0x8024:
    case 0x0024:
      return meaning(code, 'windows-update', namesOf('windowsUpdate').nameOf(code))
    case 0xc142:
    case 0xc151:
      return meaning(code, 'wim', null)
    case 0x000f:
      return servicing(code)
    case 0x800f:
      return servicing(code) ?? spapi(code)
    case 0xe000: {
      const canonical = canonicalCode(code)
      return canonical === code ? null : (spapi(canonical, code) ?? null)
    }
    default:
      return null
  }
}

/**
 * 0x8030nnnn: facility 0x30 is registered for Performance Logs and Alerts (PLA_E_*), and a look-up
 * by facility alone would print that. Windows Setup returns numbers of its own in it, 0x8030000C
 * from audit.exe among them. So what audit or setup printed is theirs, and so is what PLA has no
 * name for.
 */
function isSetupFacility(code: number, hint: CodeHint): boolean {
  return hint.source !== undefined || namesOf('hresult').nameOf(code) === null
}

/** CBS and PSFX lie between 0x0800 and 0x0FFF of facility 0xF; below and above it is SetupAPI's. */
function servicing(code: number): CodeMeaning | null {
  const low = code & 0xffff
  if (low < 0x800 || low > 0xfff) return null
  const aliases = code === 0x800f0825 ? ['CBS_E_CANNOT_UNINSTALL'] : []
  return meaning(code, 'cbs', namesOf('cbs').nameOf(code), { aliases })
}

function spapi(canonical: number, code = canonical): CodeMeaning {
  return meaning(code, 'spapi', namesOf('hresult').nameOf(canonical))
}

/** What no component owns: by the shape of the number. */
function general(code: number): CodeMeaning {
  const number = win32Of(code)
  if (number !== null) return win32(number, code)

  const severity = code >>> 30
  const inOrder = severity === 3 ? [status, hresult] : [hresult, status]
  for (const find of inOrder) {
    const found = find(code)
    if (found !== null) return found
  }
  const stop = bugCheck(code)
  if (stop.name !== null) return stop
  return meaning(code, textOf(code) === null ? 'unknown' : 'hresult', null)
}

function win32(number: number, code = number): CodeMeaning {
  const asHresult = win32ToHresult(number)
  const alias = namesOf('hresult').nameOf(asHresult)
  return meaning(
    code,
    'win32',
    namesOf('win32').nameOf(number) ?? namesOf('supplement').nameOf(asHresult),
    {
      aliases: alias === null ? [] : [alias],
    },
  )
}

function hresult(code: number): CodeMeaning | null {
  const name = namesOf('hresult').nameOf(code) ?? namesOf('supplement').nameOf(code)
  return name === null ? null : meaning(code, 'hresult', name)
}

function status(code: number): CodeMeaning | null {
  // Also takes the small success values (0x103 STATUS_PENDING), so the canonical number must not
  // turn them into Win32.
  const canonical = code > 0xffff ? canonicalCode(code) : code
  const name = namesOf('ntstatus').nameOf(canonical)
  if (name === null) return null
  const text = canonical > 0xffff ? textOf(canonical) : null
  return meaning(code, 'ntstatus', name, { canonical, text: canonical === 0 ? SUCCESS : text })
}

function bugCheck(code: number): CodeMeaning {
  const { name, text } = bugCheckMeaning(code)
  return meaning(code, 'bugcheck', name, { canonical: code, text })
}

function extend(code: number): CodeMeaning {
  const parts = explainExtend(code)
  const names = [parts.phase, parts.operation].filter((name) => name !== null)
  return {
    ...meaning(code, 'extend', names.length === 0 ? null : names.join(' / '), {
      canonical: code,
      text: {
        en: `${parts.phaseText.en}; ${parts.operationText.en}.`,
        zh: `${parts.phaseText.zh}；${parts.operationText.zh}。`,
      },
    }),
    hex: parts.hex,
  }
}

function deviceProblem(code: number): CodeMeaning {
  return meaning(code, 'cm-prob', namesOf('deviceProblem').nameOf(code), {
    canonical: code,
    text: explanationsOf('deviceProblem').get(code) ?? null,
  })
}

function meaning(
  value: number,
  family: CodeFamily,
  name: string | null,
  more: {
    readonly aliases?: readonly string[]
    readonly canonical?: number
    readonly text?: Localized | null
  } = {},
): CodeMeaning {
  const canonical = more.canonical ?? canonicalCode(value)
  return {
    value,
    hex: formatCode(value),
    family,
    name,
    aliases: more.aliases ?? [],
    canonical,
    text: more.text === undefined ? textOf(canonical) : more.text,
  }
}
