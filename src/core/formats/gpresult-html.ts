/**
 * gpresult /h: the same report as HTML, UTF-16, whole tables on one line.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/gpresult
 *
 * No document is built: rows `<tr><td>…</td><td>…</td></tr>` are found line by line, and their text is taken without tags. Titles
 * are in the language of Windows; classes of elements are not.
 */
import type { Head, Sample } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'

/** Classes that the report's style sheet and body use. */
const MARKS = ['rsopheader', 'rsopname', 'rsopsettings', 'gposummary'] as const
/** `Default Domain Policy [{31B2F340-016D-11D2-945F-00C04FB984F9}]` */
const POLICY = /^(.{1,200}) \[\{[\da-f-]{36}\}\]$/i
const SCOPES = [
  [/^(?:user|用户)/i, 'user'],
  [/^(?:computer|计算机)/i, 'computer'],
] as const
const STATES = [
  [/^(?:applied gpos|已?应用的 ?gpo)/i, 'applied'],
  [/^(?:denied gpos|已?拒绝的 ?gpo)/i, 'denied'],
] as const

const MOST_ROWS = 200
const LONGEST_CELL = 400

export const gpresultHtml = listFormat({
  id: 'gpresult-html',
  title: { en: 'gpresult (HTML)', zh: 'gpresult（HTML）' },
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/gpresult',
  names: [/(gp(result|report|o)?|rsop).*\.html?$/i],
  samples: samples(),
  emits: ['machine.fact', 'machine.item'],
  sniff,
  newReader: () => new Reader(),
})

function sniff(head: Head): number {
  const [first = ''] = firstLines(head)
  if (!/^\s*<(?:!doctype html|html|\?xml)/i.test(first)) return 0
  const found = MARKS.filter((mark) => head.text.includes(mark)).length
  return found >= 2 ? 0.9 : 0
}

class Reader implements ListReader {
  /** What the section at hand lists; '' = no policies, or a title in another language. */
  #state: 'applied' | 'denied' | '' = ''
  #scope = 'computer'
  #hasName = false

  line(text: string, out: ListWriter): void {
    if (!text.includes('<')) return
    const title = /class="rsopname"[^>]{0,40}>([^<]{1,400})</.exec(text)?.[1]
    if (title !== undefined && !this.#hasName) this.#name(plain(title), out)
    let at = 0
    for (let rows = 0; rows < MOST_ROWS; rows++) {
      const next = nextPart(text, at)
      if (next === null) return
      at = next.end
      if (next.kind === 'title') this.#title(plain(next.text), out)
      else this.#row(next.text, out)
    }
  }

  /** `DOMAIN\user on DOMAIN\PC-0231`. */
  #name(text: string, out: ListWriter): void {
    const name = /\\([\w-]{1,63})\W*$/.exec(text)?.[1]
    if (name === undefined) return
    this.#hasName = true
    out.record()
    out.fact('name', name)
  }

  /** Windows 8 and later give each policy a section of its own, named with its id. */
  #title(title: string, out: ListWriter): void {
    const policy = POLICY.exec(title)?.[1]
    if (policy !== undefined) {
      if (this.#state !== '') this.#tell(policy, [], out)
      return
    }
    const scope = SCOPES.find(([pattern]) => pattern.test(title))?.[1]
    if (scope !== undefined) this.#scope = scope
    this.#state = STATES.find(([pattern]) => pattern.test(title))?.[1] ?? ''
  }

  /** Windows 7 lists them as rows. */
  #row(row: string, out: ListWriter): void {
    if (this.#state === '' || row.includes('<th')) return
    const cells = row.split(/<\/td>/i).map(plain)
    const [id = '', ...rest] = cells.filter((cell) => cell !== '')
    if (rest.length >= 2) this.#tell(id, rest.slice(0, 2), out)
  }

  #tell(id: string, more: readonly string[], out: ListWriter): void {
    out.record()
    out.item({ item: 'policy', id, detail: [this.#scope, this.#state, ...more].join(', ') })
  }
}

interface Part {
  readonly kind: 'title' | 'row'
  readonly text: string
  readonly end: number
}

/** The next title or row of the line, from `at`. Searches are for literals, so that a line is read once. */
function nextPart(text: string, at: number): Part | null {
  const title = text.indexOf('class="sectionTitle"', at)
  const row = text.indexOf('<tr', at)
  if (title < 0 && row < 0) return null
  const isTitle = title >= 0 && (row < 0 || title < row)
  const from = text.indexOf('>', isTitle ? title : row)
  if (from < 0) return null
  const closing = text.indexOf(isTitle ? '</span>' : '</tr>', from)
  const end = closing < 0 ? text.length : closing
  return { kind: isTitle ? 'title' : 'row', text: text.slice(from + 1, end), end }
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
}

/** Without tags, with the few entities that the report uses. */
function plain(html: string): string {
  let text = ''
  let at = 0
  while (at < html.length && text.length < LONGEST_CELL) {
    const open = html.indexOf('<', at)
    text += html.slice(at, open < 0 ? html.length : open)
    const close = open < 0 ? -1 : html.indexOf('>', open)
    at = close < 0 ? html.length : close + 1
  }
  return text
    .replaceAll(/&(amp|lt|gt|quot|nbsp);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .trim()
}

function samples(): readonly Sample[] {
  const start = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html dir="ltr" xmlns:v="urn:schemas-microsoft-com:vml" gpmc_reportInitialized="false">
<head><style type="text/css">
.rsopsettings { background:transparent; }
</style></head><body>
<table class="title" ><tr><td colspan="2" class="rsopheader">Group Policy Results</td></tr>`
  return [
    {
      text: '<tr><td colspan="2" class="rsopname">EXAMPLE\\user on EXAMPLE\\PC-0231</td></tr>',
      time: null,
      level: 'info',
      signals: [{ kind: 'machine.fact', key: 'name', value: 'PC-0231', from: 'inventory' }],
      after: start,
    },
    {
      text: '<tr><td>Update &amp; Driver Baseline</td><td>example.test/Workstations</td><td>AD (17), Sysvol (17)</td></tr>',
      time: null,
      level: 'info',
      signals: [
        { kind: 'machine.item', item: 'policy', id: 'Update & Driver Baseline', name: '', provider: '', version: '', detail: 'computer, applied, example.test/Workstations, AD (17), Sysvol (17)' },
      ],
      after: `${start}\n<div class="he2"><span class="sectionTitle" tabindex="0">Applied GPOs</span></div><table class="info" >`,
    },
  ] // prettier-ignore
}
