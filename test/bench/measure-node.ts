/** The stages one by one in Node, on one core: where the time goes. */
import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { listBundle } from '../../src/core/bundle/list-bundle.ts'
import { openEntry } from '../../src/core/bundle/open-entry.ts'
import { judge } from '../../src/core/rules/judge.ts'
import { tellStory } from '../../src/core/derive/tell-story.ts'
import type { LogFile } from '../../src/core/model/log-file.ts'
import { parseOne } from '../../src/core/pipeline/parse-one.ts'
import { buildTimeline } from '../../src/core/timeline/build-timeline.ts'

export interface Stage {
  readonly name: string
  readonly ms: number
  /** Bytes of logs that the stage went through; 0 = it works on columns. */
  readonly bytes: number
}

export interface NodeFigures {
  readonly stages: readonly Stage[]
  readonly rows: number
  readonly signals: number
}

export async function measureNode(zip: string): Promise<NodeFigures> {
  const stages: Stage[] = []
  const time = async <T>(name: string, bytes: number, work: () => Promise<T> | T): Promise<T> => {
    const started = performance.now()
    const result = await work()
    stages.push({ name, ms: performance.now() - started, bytes })
    return result
  }
  const blob = await openAsBlob(zip)
  const dropped = [{ path: basename(zip), blob }]
  const { entries } = await time('list', 0, () => listBundle(dropped, { passwords: new Map() }))
  const bytes = entries.reduce((sum, entry) => sum + (entry.bytes ?? 0), 0)
  await time('inflate', bytes, async () => {
    for (const { source, path } of entries) {
      for await (const _ of openEntry(source, path).chunks) continue
    }
  })
  const files: LogFile[] = []
  await time('inflate and parse', bytes, async () => {
    for (const entry of entries) {
      const { file } = await parseOne(entry)
      if (file !== null) files.push(file)
    }
  })
  const story = await time('story', 0, () => tellStory(files))
  await time('findings', 0, () => judge(story))
  await time('timeline', 0, () => buildTimeline(story, []))
  return {
    stages,
    rows: files.reduce((sum, { table }) => sum + table.length, 0),
    signals: files.reduce((sum, { signals }) => sum + signals.length, 0),
  }
}
