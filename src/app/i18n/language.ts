/** The page speaks two languages; which one at the start is decided here. */
export type Language = 'en' | 'zh'

export const LANGUAGES: readonly { readonly id: Language; readonly name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'zh', name: '中文' },
]

/** What `document.documentElement.lang` says: fonts and screen readers choose by it. */
export function htmlLang(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en'
}

export function isLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'zh'
}

/** `?lang=` before an earlier choice before what the browser prefers. */
export function chooseLanguage(
  search: string,
  remembered: unknown,
  preferred: readonly string[],
): Language {
  const asked = new URLSearchParams(search).get('lang')
  if (isLanguage(asked)) return asked
  if (isLanguage(remembered)) return remembered
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}
