/**
 * Logs as texts in, story and judgement out: the whole way from bytes to verdict without a bundle around it.
 * A text is written as one sees it; dumps come as bytes.
 */
import { ruleSignatures } from '../../src/core/rules/index.ts'
import { formats } from '../../src/core/formats/index.ts'
import { parseEntry } from '../../src/core/formats/parse-entry.ts'
import type { ClockChoices } from '../../src/core/model/choices.ts'
import { tellStory } from '../../src/core/derive/tell-story.ts'
import type { LogFile } from '../../src/core/model/log-file.ts'
import type { Place, Story } from '../../src/core/model/story.ts'
import { judge, type Judgement } from '../../src/core/rules/judge.ts'

/** Path in the bundle -> what the file holds. */
export type Texts = Readonly<Record<string, string | Uint8Array>>

export interface Told {
  readonly files: readonly LogFile[]
  readonly story: Story
  readonly judgement: Judgement
}

export async function tell(texts: Texts, choices: ClockChoices = {}): Promise<Told> {
  const files = await parseTexts(texts)
  const story = tellStory(files, choices)
  return { files, story, judgement: judge(story) }
}

export async function storyOf(texts: Texts, choices: ClockChoices = {}): Promise<Story> {
  return tellStory(await parseTexts(texts), choices)
}

export function parseTexts(texts: Texts): Promise<readonly LogFile[]> {
  return Promise.all(
    Object.entries(texts).map(async ([path, content]) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      const { file } = await parseEntry({
        path,
        bytes: bytes.length,
        chunks: once(bytes),
        signatures: ruleSignatures,
        formats,
      })
      return file
    }),
  )
}

/** Lines of one file, with CRLF as Windows writes them. Blank lines at both ends and the common indent go. */
export function log(text: string): string {
  const lines = text.replace(/^\n+|\s+$/g, '').split('\n')
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length)
  const indent = Math.min(...indents)
  return lines.map((line) => `${line.slice(indent)}\r\n`).join('')
}

/**
 * Lines of setupact.log, CBS.log and dism.log without the padding that hides them in a test:
 * `2022-10-10 15:33:51 CBS text`, with ` ! ` for Error and ` ? ` for Warning before the component.
 * A line without a stamp stays as it is and belongs to the record above.
 */
export function stamped(text: string): string {
  return log(text).replace(
    /^ *(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?:([!?]) )?(\S+) ?(.*)$/gm,
    (_, time: string, mark: string | undefined, component: string, message: string) => {
      const level = LEVELS[mark ?? ''] ?? 'Info'
      const source = component === '-' ? '' : component
      return `${time}, ${level.padEnd(22)}${source.padEnd(7)}${message}`
    },
  )
}

const LEVELS: Readonly<Record<string, string>> = { '!': 'Error', '?': 'Warning' }

/** `logs/CBS.log:12`, as a test names a line. */
export function placeText(story: Pick<Story, 'files'>, place: Place | null): string {
  return place ? `${story.files[place.file]?.path}:${place.line}` : '-'
}

/** `2022-10-10 07:33:51`, `-` where the time is not known. */
export function utcText(time: number): string {
  return Number.isNaN(time) ? '-' : new Date(time).toISOString().slice(0, 19).replace('T', ' ')
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}
