/** A session to keep, made of real logs read by the pipeline. */
import { NO_CHOICES } from '../../src/core/model/choices.ts'
import { analyzeBundle } from '../../src/core/pipeline/analyze.ts'
import { buildTimeline } from '../../src/core/timeline/build-timeline.ts'
import type { KeptSession } from '../../src/store/keep-session.ts'
import { CBS_LINES, looseLog, SETUP_LINES } from '../workers/log-bundle.ts'

export async function keptSession(name = 'PC-0231.zip'): Promise<KeptSession> {
  const first = [looseLog('CBS.log', CBS_LINES)]
  const second = [looseLog('setupact.log', SETUP_LINES)]
  const { story, analysis } = await analyzeBundle([...first, ...second])
  return {
    name,
    batches: [first, second],
    story,
    analysis,
    timeline: buildTimeline(story, []),
    choices: { ...NO_CHOICES, clocks: { 'CBS.log': 480 } },
    locked: [],
    listProblems: [],
    entryProblems: [],
  }
}
