/** Meanings of codes and states for a tooltip. The tables are large, so they are loaded at the first hover. */
import { formatCode, parseCode, parseResultPair } from '../../core/codes/code-value.ts'
import { loadCodeBook } from '../../app/code-book.ts'
import { t } from '../../app/i18n/text.svelte.ts'
import type { Language } from '../../app/i18n/language.ts'
import type { Meaning } from './tooltip.svelte.ts'

/** Loads all that a hover may ask for. */
export function loadMeanings(): Promise<unknown> {
  return Promise.all([
    import('../../core/codes/look-up.ts'),
    import('../../core/codes/extend.ts'),
    import('../../core/codes/terms.ts'),
    loadCodeBook(),
  ])
}

export async function meaningOfCode(text: string, language: Language): Promise<Meaning | null> {
  const [{ lookUp }] = await Promise.all([import('../../core/codes/look-up.ts'), loadCodeBook()])
  const found = lookUp(Number.parseInt(text, 16))
  if (found.name === null && found.text === null) return null
  const names = [found.name, ...found.aliases].filter((name) => name !== null).join(', ')
  const same = found.canonical === found.value ? '' : ` = ${formatCode(found.canonical)}`
  return { title: `${found.hex}${same} ${names}`.trim(), body: found.text?.[language] ?? '' }
}

export async function meaningOfExtend(text: string, language: Language): Promise<Meaning | null> {
  const { explainExtend } = await import('../../core/codes/extend.ts')
  const found = explainExtend(Number.parseInt(text, 16))
  const caution = found.caution?.[language]
  const comma = language === 'zh' ? '，' : '; '
  const body = `${found.phaseText[language]}${comma}${found.operationText[language]}`
  return {
    title: `${found.hex} ${[found.phase, found.operation].filter((name) => name !== null).join(' / ')}`,
    body: caution === undefined ? body : `${body}${language === 'zh' ? '。' : '. '}${caution}`,
  }
}

export async function meaningOfState(text: string, language: Language): Promise<Meaning | null> {
  const { explainTerm } = await import('../../core/codes/terms.ts')
  const found = explainTerm(text)
  return found === null ? null : { title: text, body: found[language] }
}

/** What a reader pasted into the search box, where it is a code in any spelling or a `result - extend` pair. */
export async function meaningOfPasted(text: string, language: Language): Promise<Meaning | null> {
  const pair = parseResultPair(text)
  if (pair !== null) {
    const [result, extend] = await Promise.all([
      meaningOfCode(formatCode(pair.result), language),
      meaningOfExtend(pair.extend.toString(16), language),
    ])
    return joined([result, extend].filter((part) => part !== null))
  }
  // A short bare number is searched for as text far more often than it is a code.
  if (/^\d{1,3}$/.test(text)) return null
  const code = parseCode(text)
  if (code === null) return null
  const [own, stop] = await Promise.all([
    meaningOfCode(formatCode(code.value), language),
    code.spelling === 'hex' ? meaningOfBugCheck(code.value, language) : null,
  ])
  return own === null || stop === null ? (own ?? stop) : joined([own, stop])
}

/** 0x7E on a blue screen is another thing than 0x7E from a program: both are told. */
async function meaningOfBugCheck(value: number, language: Language): Promise<Meaning | null> {
  const [{ lookUp }] = await Promise.all([import('../../core/codes/look-up.ts'), loadCodeBook()])
  const found = lookUp(value, { family: 'bugcheck' })
  // Numbers that only stop codes use are looked up as such without being asked.
  if (found.name === null || lookUp(value).family === 'bugcheck') return null
  return {
    title: t('shell.bugCheckOf', { code: `${found.hex} ${found.name}` }),
    body: found.text?.[language] ?? '',
  }
}

function joined(parts: readonly Meaning[]): Meaning {
  return {
    title: parts.map((part) => part.title).join(' — '),
    body: parts.map((part) => part.body).join(' '),
  }
}
