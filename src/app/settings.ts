/**
 * Small choices that outlive the page: language, theme, splits. Storage may be refused (private windows, policies,
 * file:// in some browsers); then a choice lasts as long as the page. The prefix keeps apart what all local pages
 * of one browser share.
 */
const PREFIX = 'setupscope.'

export function readSetting<Value>(
  name: string,
  isValid: (value: unknown) => value is Value,
): Value | null {
  try {
    const text = localStorage.getItem(PREFIX + name)
    if (text === null) return null
    const value: unknown = JSON.parse(text)
    return isValid(value) ? value : null
  } catch {
    return null
  }
}

export function writeSetting(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // The choice lasts as long as the page.
  }
}
