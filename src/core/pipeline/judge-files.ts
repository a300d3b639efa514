/** Parsed files -> story -> findings: the part of the pipeline that is run again whenever files or clocks change. */
import type { ClockChoices } from '../model/choices.ts'
import { tellStory } from '../derive/tell-story.ts'
import type { LogFile } from '../model/log-file.ts'
import type { Story } from '../model/story.ts'
import { judge } from '../rules/judge.ts'
import type { Judgement } from './describe-analysis.ts'

export interface JudgedFiles {
  readonly story: Story
  readonly judgement: Judgement
}

export function judgeFiles(files: readonly LogFile[], choices: ClockChoices = {}): JudgedFiles {
  const story = tellStory(files, choices)
  return { story, judgement: judge(story) }
}
