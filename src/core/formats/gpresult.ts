/**
 * gpresult /r, /v, /z: the policies that were applied, as text.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/gpresult
 *
 * Everything is in the language of Windows, its shape is not: a part's title stands at the margin above a line of dashes, a list's
 * title indented by four above its own dashes, its entries by eight. The first list of a part is what was applied, the second what
 * was filtered out (its entries have a reason below them), the third groups.
 */
import type { Head, Sample } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import { labelled } from './list/labels.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'

const DASHES = /^( *)-{6,}$/
/** `RSOP data for DOMAIN\user on PC-0231 : Logging Mode`: the words around are in every language others. */
const SUBJECT = /\S+\\[^\\\s]+.*[:：]/
const VERSION = /^\d+\.\d+\.\d{4,5}(?:\.\d+)?$/

export const gpresult = listFormat({
  id: 'gpresult',
  title: 'gpresult',
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/gpresult',
  names: [/gpresult.*\.(txt|log)$/i, /^rsop/i],
  samples: samples(),
  emits: ['machine.fact', 'machine.item'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  const lines = firstLines(head).slice(0, 80)
  const subject = lines.findIndex(
    (line, at) => SUBJECT.test(line) && DASHES.test(lines[at + 1] ?? ''),
  )
  if (subject < 0) return 0
  // The version of Windows stands among the first labels, then come parts with lists in them.
  const behind = lines.slice(subject + 2)
  const hasVersion = behind.slice(0, 8).some((line) => VERSION.test(labelled(line)?.value ?? ''))
  const hasParts = behind.some((line) => DASHES.test(line))
  return hasVersion && hasParts ? 0.9 : 0
}

class Reader implements ListReader {
  #above = ''
  /** Parts so far: 0 = the head, then the computer, then the user. */
  #part = 0
  /** Lists in this part. */
  #list = 0
  #isInList = false
  /** An entry whose next line may give a reason. */
  #entry = ''
  #hasVersion = false

  line(text: string, out: ListWriter): void {
    const indent = text.length - text.trimStart().length
    const dashes = DASHES.exec(text)
    if (text === '') this.#close(out)
    else if (dashes !== null && this.#above !== '') this.#title(indent, out)
    else if (this.#isInList && indent >= 8) this.#listed(text.trim(), indent, out)
    else this.#close(out)
    if (dashes === null && !this.#isInList) this.#head(text, out)
    this.#above = text
  }

  end(out: ListWriter): void {
    this.#close(out)
  }

  #title(indent: number, out: ListWriter): void {
    this.#close(out)
    if (indent === 0) {
      if (this.#hasVersion) this.#part++
      this.#list = 0
      this.#isInList = false
    } else {
      this.#list++
      this.#isInList = true
    }
  }

  /** An entry stands by eight, its reason deeper. */
  #listed(text: string, indent: number, out: ListWriter): void {
    if (this.#list > 2) return
    if (indent > 8) {
      const reason = labelled(text)?.value ?? text
      this.#tell(reason, out)
      return
    }
    this.#tell('', out)
    this.#entry = text
    out.record()
  }

  #head(text: string, out: ListWriter): void {
    const line = labelled(text)
    if (this.#hasVersion || line === null || !VERSION.test(line.value)) return
    this.#hasVersion = true
    out.record()
    out.fact('os-build', line.value)
  }

  /** The entry above is whole: `reason` '' = it gave none. */
  #tell(reason: string, out: ListWriter): void {
    const id = this.#entry
    this.#entry = ''
    if (id === '' || /^(?:N\/A|暂缺|不适用)$/i.test(id)) return
    const scope = this.#part <= 1 ? 'computer' : 'user'
    if (this.#list === 1) out.item({ item: 'policy', id, detail: `${scope}, applied` })
    // Where nothing was filtered out, the second list is one of groups, and has no reasons.
    else if (reason !== '')
      out.item({ item: 'policy', id, detail: `${scope}, not applied: ${reason}` })
  }

  #close(out: ListWriter): void {
    this.#tell('', out)
  }
}

function samples(): readonly Sample[] {
  const head = `Microsoft (R) Windows (R) Operating System Group Policy Result tool v2.0
© 2019 Microsoft Corporation. All rights reserved.

Created on 5/26/2023 at 9:12:40 AM


RSOP data for EXAMPLE\\user on PC-0231 : Logging Mode
-----------------------------------------------------

`
  const computer = `OS Version:                  10.0.19045
Site Name:                   N/A

COMPUTER SETTINGS
------------------

    Applied Group Policy Objects
    -----------------------------`
  const policy = {
    kind: 'machine.item',
    item: 'policy',
    name: '',
    provider: '',
    version: '',
  } as const
  return [
    {
      text: 'OS 版本:                     10.0.19045',
      time: null,
      level: 'info',
      signals: [{ kind: 'machine.fact', key: 'os-build', value: '10.0.19045', from: 'inventory' }],
      after: 'RSOP 数据，EXAMPLE\\user 在 PC-0231 上: 登录模式\n-----------------------------------------------\n',
    },
    {
      text: '        Default Domain Policy\n        Update Baseline\n\n    The following GPOs were not applied because they were filtered out\n    -------------------------------------------------------------------\n        Local Group Policy\n            Filtering:  Not Applied (Empty)',
      time: null,
      level: 'info',
      signals: [
        { ...policy, id: 'Default Domain Policy', detail: 'computer, applied' },
        { ...policy, id: 'Update Baseline', detail: 'computer, applied' },
        { ...policy, id: 'Local Group Policy', detail: 'computer, not applied: Not Applied (Empty)' },
      ],
      after: head + computer,
    },
  ] // prettier-ignore
}
