import type { Language } from './language.ts'
import { formatNumber } from './formats.ts'

export type TextParams = Readonly<Record<string, string | number>>

/** `{name}` stands for a value, `{name|line|lines}` for the word that fits the number `name`. */
const SLOT = /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g

/** Puts values into a text. A name that is not given stays as it stands, so that the slip is seen. */
export function fillText(text: string, params: TextParams, language: Language): string {
  return text.replace(SLOT, (slot, name: string, one?: string, other?: string) => {
    const value = params[name]
    if (value === undefined) return slot
    if (one !== undefined && other !== undefined) return value === 1 ? one : other
    return typeof value === 'number' ? formatNumber(value, language) : value
  })
}
