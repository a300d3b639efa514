/** All texts of the page under `area.key`, one map per language. A new area is one line here. */
import type { Language } from './language.ts'
import { crash } from './catalogue/crash.ts'
import { drop } from './catalogue/drop.ts'
import { fileFacts } from './catalogue/file-facts.ts'
import { files } from './catalogue/files.ts'
import { log } from './catalogue/log.ts'
import { machine } from './catalogue/machine.ts'
import { problems } from './catalogue/problems.ts'
import { sessions } from './catalogue/sessions.ts'
import { shell } from './catalogue/shell.ts'
import { terms } from './catalogue/terms.ts'
import { timeline } from './catalogue/timeline.ts'
import { verdict } from './catalogue/verdict.ts'

const areas = {
  crash,
  drop,
  fileFacts,
  files,
  log,
  machine,
  problems,
  sessions,
  shell,
  terms,
  timeline,
  verdict,
}

type Areas = typeof areas
export type TextKey = {
  [Area in keyof Areas]: `${Area}.${keyof Areas[Area]['en'] & string}`
}[keyof Areas]

function flat(language: Language): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  for (const [area, texts] of Object.entries(areas)) {
    for (const [key, text] of Object.entries(texts[language])) map.set(`${area}.${key}`, text)
  }
  return map
}

export const texts: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  en: flat('en'),
  zh: flat('zh'),
}
