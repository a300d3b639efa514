/** Numbers, sizes, spans and times as their reader writes them. Plain functions: the language is given. */
import type { Language } from './language.ts'

const TAGS: Readonly<Record<Language, string>> = { en: 'en-US', zh: 'zh-CN' }

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language}${digits}`
  let format = numberFormats.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(TAGS[language], { maximumFractionDigits: digits })
    numberFormats.set(key, format)
  }
  return format
}

/** 12,345 */
export function formatNumber(value: number, language: Language): string {
  return numberFormat(language, 1).format(value)
}

/** 82 % of a share of 1. Never rounded up to all of it. */
export function formatShare(share: number): string {
  return `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`
}

const SIZE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** 1.2 GB, in steps of 1024 as the file manager counts. */
export function formatBytes(bytes: number, language: Language): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < SIZE_UNITS.length - 1) {
    value /= 1024
    unit++
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1
  return `${numberFormat(language, digits).format(value)} ${SIZE_UNITS[unit]}`
}

/** 3 min 12 s; the two largest units are enough to plan by. */
export function formatDuration(ms: number, language: Language): string {
  const units =
    language === 'zh' ? ['天', '小时', '分', '秒', '毫秒'] : ['d', 'h', 'min', 's', 'ms']
  if (ms < 1000) return `${Math.round(ms)} ${units[4]}`
  const seconds = Math.round(ms / 1000)
  const parts = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ]
  const first = parts.findIndex((part) => part > 0)
  return parts
    .map((part, at) => (part === 0 ? '' : `${part} ${units[at]}`))
    .slice(first, first + 2)
    .filter((part) => part !== '')
    .join(' ')
}

/** UTC+08:00, UTC-03:30, UTC */
export function formatOffset(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const hours = String(Math.floor(size / 60)).padStart(2, '0')
  const rest = String(size % 60).padStart(2, '0')
  return `UTC${minutes < 0 ? '-' : '+'}${hours}:${rest}`
}

/**
 * The date that a log with this offset prints at a moment: 2022-10-10. Logs of both languages write it so,
 * and the page writes what can be found again in them.
 */
export function formatWallDate(utc: number, offsetMinutes: number): string {
  if (!Number.isFinite(utc)) return ''
  return new Date(utc + offsetMinutes * 60_000).toISOString().slice(0, 10)
}

/** 15:33:51 on a clock with this offset. */
export function formatWallTime(utc: number, offsetMinutes: number): string {
  if (!Number.isFinite(utc)) return ''
  return new Date(utc + offsetMinutes * 60_000).toISOString().slice(11, 19)
}

/** The reader's own clock: for things that happened on this computer, never for log times. */
export function formatHere(ms: number, language: Language): string {
  return new Intl.DateTimeFormat(TAGS[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(ms)
}
