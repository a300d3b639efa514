import type { Localized } from '../model/units.ts'
import { formats } from './index.ts'

const UNNAMED: Readonly<Record<string, Localized>> = {
  text: { en: 'text of no known format', zh: '未知格式的文本' },
  binary: { en: 'binary', zh: '二进制文件' },
}

const titles = new Map(formats.map(({ id, title }) => [id, title]))

/** What people call the format of that id; the id itself where nobody knows it. */
export function formatTitle(id: string): Localized {
  const title = titles.get(id) ?? (Object.hasOwn(UNNAMED, id) ? UNNAMED[id] : undefined) ?? id
  return typeof title === 'string' ? { en: title, zh: title } : title
}
