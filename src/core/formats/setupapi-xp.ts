/**
 * setupapi.log of Windows 2000, XP and Server 2003: one log for device, class, hotfix and service pack installation.
 * https://learn.microsoft.com/windows-hardware/drivers/install/interpreting-a-sample-setupapi-log-file
 *
 * Blocks begin with a stamp and end nowhere. Only messages of XP are marked with a severity.
 */
import type { Head } from './format.ts'
import { lineFormat } from './line-format.ts'
import { firstLines } from './list/first-lines.ts'
import { setupapiCode } from './setupapi/line-code.ts'
import { blockHead } from './setupapi-xp/block-head.ts'
import { setupapiXpKinds } from './setupapi-xp/kinds.ts'
import { setupapiXpSamples } from './setupapi-xp/samples.ts'

const BLOCK = /^\[\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \d{1,10}\.\d{1,10}(?: [^\]]{1,80})?\]$/
const TITLE = '[SetupAPI Log]'
const MARKED = /^(?:@ \d\d:\d\d:\d\d\.\d{3} )?#[-EWITV]\d{3} /
/** How messages of Windows 2000 begin, which have no mark. */
const KNOWN =
  /^(?:Munged cmdline: |EXE name: |Installing |Class install |Device install|Doing |Searching for |Enumerating files |Set selected driver|Selected |Selecting |Changed class GUID|Found |Decorated section|Co-Installers |Interfaces |Completed |Processing |Query-removal |Device required )/
/** Blocks of an installation are at most this many lines long, so that a text which quotes one is none. */
const LEAST_BLOCKS = 0.02

function sniff(head: Head): number {
  const lines = firstLines(head)
  const share = (isOne: (line: string) => boolean): number =>
    lines.length === 0 ? 0 : lines.filter(isOne).length / lines.length
  const marked = share((line) => MARKED.test(line))
  const blocks = share((line) => line === TITLE || BLOCK.test(line))
  if (blocks < LEAST_BLOCKS) return marked > 0.8 ? marked * 0.9 : 0
  const known = marked + blocks + share((line) => KNOWN.test(line))
  return known > 0.5 ? 1 : known
}

export const setupapiXp = lineFormat({
  id: 'setupapi-xp',
  title: { en: 'SetupAPI log (Windows 2000, XP)', zh: 'SetupAPI 日志（Windows 2000、XP）' },
  docs: 'https://learn.microsoft.com/windows-hardware/drivers/install/setupapi-logging--windows-server-2003--windows-xp--and-windows-2000-',
  names: [/\bsetupapi\.log(?:\.\w+)?$/i],
  samples: setupapiXpSamples,
  newHead: blockHead,
  kinds: setupapiXpKinds,
  sniff,
  codeOf: setupapiCode,
})
