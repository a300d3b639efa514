/** The component store itself: files that SFC or RestoreHealth could not repair, and repairs without a source. */
import type { Timed } from '../derive/materials.ts'
import type { Facts } from './facts.ts'
import { say, type Rule } from './rule.ts'

const REPAIR_DOC =
  'https://learn.microsoft.com/windows-hardware/manufacture/desktop/repair-a-windows-image'

/** Names listed in the message; the rest is counted. */
const MOST_NAMES = 3

/** Files of components that SFC gave up; what it says of their copies elsewhere has no component. */
function givenUp(facts: Facts): readonly Timed<'cbs.corruption'>[] {
  return facts
    .signals('cbs.corruption')
    .filter(
      ({ signal }) => signal.by === 'sfc' && signal.repaired === false && signal.component !== '',
    )
}

/**
 * A corrupt copy in the store is at times replaced from its backup, right after it was given up: the last such line of each log
 * and file.
 */
function repairs(facts: Facts): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  for (const { signal, file, place } of facts.signals('cbs.corruption')) {
    if (signal.repaired === true && signal.component !== '')
      lines.set(`${file} ${signal.file}`, place.line)
  }
  return lines
}

/** CSI could not rebuild a file that it needed: `Hydration failed for component …`. */
function storeFailsServicing(facts: Facts): boolean {
  return facts.signals('cbs.failed').some(({ signal }) => signal.text.includes('Hydration failed'))
}

/** A path's file: whole paths of packaged apps make a sentence unreadable. */
function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('\\') + 1)
}

/** SFC says the same of a file in every pass: each file counts once, by its last word. */
const unrepairable: Rule = {
  id: 'store.unrepairable',
  title: say('Corrupt files that could not be repaired', '存在无法修复的损坏文件'),
  level: 'error',
  role: 'cause',
  docs: REPAIR_DOC,
  find(facts) {
    const byFile = new Map<string, Timed<'cbs.corruption'>>()
    for (const one of givenUp(facts)) byFile.set(one.signal.file, one)
    const repairedAt = repairs(facts)
    for (const [name, { file, place }] of byFile)
      if ((repairedAt.get(`${file} ${name}`) ?? 0) > place.line) byFile.delete(name)
    if (byFile.size === 0) return []
    const names = [...byFile.keys()]
    const listed = names.slice(0, MOST_NAMES)
    const inStore = [...byFile.values()].some(({ signal }) => signal.what === 'hash mismatch')
    const more = names.length - MOST_NAMES
    const last = [...byFile.values()]
    return [
      {
        // SFC counts files of packaged apps too, which it can never repair on some builds, while nothing on the machine
        // fails. Servicing itself says so where the store is broken for it.
        level: storeFailsServicing(facts) ? 'error' : 'warning',
        confidence: 'shown',
        message: say(
          `Corrupt files that SFC cannot repair: ${listed.join(', ')}${more > 0 ? ` and ${more} more` : ''}.${inStore ? ' Their copies in the component store are corrupt too.' : ''}`,
          `SFC 无法修复的损坏文件：${listed.join('、')}${more > 0 ? ` 等 ${names.length} 个` : ''}。${inStore ? '组件存储中的副本也已损坏。' : ''}`,
        ),
        clause: say(
          `${names.length} corrupt ${names.length === 1 ? 'file' : 'files'} could not be repaired (${listed.map(lastPart).join(', ')}${more > 0 ? ', …' : ''})`,
          `${names.length} 个损坏文件无法修复（${listed.map(lastPart).join('、')}${more > 0 ? '…' : ''}）`,
        ),
        subject: names[0] ?? '',
        at: (last[0] as Timed).at,
        evidence: last.map(({ place }) => place).slice(0, 8),
        advice: [
          say(
            'DISM /Online /Cleanup-Image /RestoreHealth with a source of the same build (/Source:…\\install.wim:index), then sfc /scannow again.',
            '使用同版本的源执行 DISM /Online /Cleanup-Image /RestoreHealth（/Source:…\\install.wim:索引），然后再次执行 sfc /scannow。',
          ),
        ],
      },
    ]
  },
}

const sourceMissing: Rule = {
  id: 'store.source-missing',
  title: say('No source for the repair', '修复缺少源文件'),
  level: 'error',
  role: 'cause',
  docs: REPAIR_DOC,
  find(facts) {
    const found = facts
      .signals('cbs.repair-result')
      .filter(({ signal }) => signal.what === 'source-missing' && signal.count > 0)
    const last = found.at(-1)
    if (!last) return []
    return [
      {
        confidence: 'shown',
        message: say(
          'No source was found for the files that the component store is to be repaired with.',
          '没有找到用于修复组件存储的源文件。',
        ),
        clause: say('no source for the repair was found', '找不到修复所需的源文件'),
        codes: [0x800f081f],
        at: last.at,
        evidence: found.map(({ place }) => place).slice(-4),
        advice: [
          say(
            'Give a source of exactly the installed build and edition: DISM … /RestoreHealth /Source:WIM:…\\install.wim:index /LimitAccess.',
            '请提供与已安装版本、版次完全一致的源：DISM … /RestoreHealth /Source:WIM:…\\install.wim:索引 /LimitAccess。',
          ),
        ],
      },
    ]
  },
}

export const storeRepairRules: readonly Rule[] = [unrepairable, sourceMissing]
