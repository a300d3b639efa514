/**
 * The page's language and its texts. `t` reads the language by a rune, so what calls it in a template changes
 * at once when the reader switches.
 */
import type { Localized } from '../../core/model/units.ts'
import { readSetting, writeSetting } from '../settings.ts'
import { texts, type TextKey } from './catalogue.ts'
import { fillText, type TextParams } from './fill.ts'
import * as formats from './formats.ts'
import { chooseLanguage, htmlLang, isLanguage, type Language } from './language.ts'

const SETTING = 'language'

let current = $state<Language>('en')

/** Chooses the language at start and tells the document. */
export function startLanguage(): void {
  current = chooseLanguage(location.search, readSetting(SETTING, isLanguage), navigator.languages)
  document.documentElement.lang = htmlLang(current)
}

export function setLanguage(language: Language): void {
  current = language
  document.documentElement.lang = htmlLang(language)
  writeSetting(SETTING, language)
}

export function language(): Language {
  return current
}

/** A text of the page, `area.key`, in the reader's language. */
export function t(key: TextKey, params: TextParams = {}): string {
  return fillText(texts[current].get(key) ?? key, params, current)
}

/** The reader's half of a text that the analysis brings in both languages. */
export function inLanguage(text: Localized): string {
  return text[current]
}

export const number = (value: number): string => formats.formatNumber(value, current)
export const share = formats.formatShare
export const bytes = (value: number): string => formats.formatBytes(value, current)
export const duration = (ms: number): string => formats.formatDuration(ms, current)
export const here = (ms: number): string => formats.formatHere(ms, current)
