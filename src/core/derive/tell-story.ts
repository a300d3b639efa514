/** Events -> story: the only function that calls derive's parts, in the order in which one needs the other. */
import type { LogFile } from '../model/log-file.ts'
import type { Attempt, Boot, Crash, Story } from '../model/story.ts'
import { deriveBoots } from './boots.ts'
import type { ClockChoices } from '../model/choices.ts'
import { deriveClocks } from './clocks.ts'
import { deriveCrashes } from './crashes.ts'
import { deriveDriverAttempts } from './driver-attempts.ts'
import { deriveDrivers } from './drivers.ts'
import { deriveMachine } from './machine.ts'
import { byTime, type Materials } from './materials.ts'
import { derivePassAttempts } from './pass-attempts.ts'
import { deriveRollbacks } from './rollbacks.ts'
import { deriveSections } from './sections.ts'
import { deriveServicing } from './servicing.ts'
import { boundStage, deriveSetupAttempts, type SetupAttempt } from './setup-attempts.ts'
import { stageOfExtend } from './setup-phases.ts'
import { findTwins } from './twins.ts'
import { deriveUpdateAttempts } from './update-attempts.ts'

/**
 * Same files and choices in, same story out. `choices` are a user's clock offsets by path, in minutes.
 * The order of `files` does not matter to the story: parts are put in order of time.
 */
export function tellStory(files: readonly LogFile[], choices: ClockChoices = {}): Story {
  const materials: Materials = {
    files,
    clocks: deriveClocks(files, choices),
    twinOf: findTwins(files),
  }
  const crashes = deriveCrashes(materials)
  const boots = deriveBoots(materials, crashes)
  const servicing = deriveServicing(materials)
  const { sessions } = servicing
  const sections = deriveSections(materials)
  const drivers = deriveDrivers(materials, sections, sessions)
  const setup = deriveSetupAttempts(materials).map((attempt) => withCrash(attempt, crashes, boots))
  const whole = [...setup, ...derivePassAttempts(materials), ...deriveUpdateAttempts(servicing)]
  const attempts = [...whole, ...deriveDriverAttempts(sections, whole)]
  return {
    ...materials,
    attempts: numbered(attempts),
    sessions,
    sections,
    drivers,
    boots,
    crashes,
    rollbacks: deriveRollbacks(materials, setup, sessions),
    machine: deriveMachine(materials),
  }
}

/** In order of time; what has no time stands last. */
function numbered(attempts: readonly SetupAttempt[]): readonly Attempt[] {
  return [...attempts]
    .sort((a, b) => byTime(a.from, b.from))
    .map((attempt, index) => ({ ...attempt, id: `attempt-${index + 1}` }))
}

/**
 * A stage that ended in a crash has no last line of its own: the start of the machine before the crash and the crash
 * bound it. Only a crash between the attempt's begin and its rollback's end is the attempt's.
 */
function withCrash(
  attempt: SetupAttempt,
  crashes: readonly Crash[],
  boots: readonly Boot[],
): SetupAttempt {
  const stage = attempt.outcome === 'rolled-back' ? stageOfExtend(attempt.extend) : null
  const crash = crashes.findLast((one) => one.at >= attempt.from && one.at <= attempt.to)
  if (!stage || !crash || crash.dumpKind === 'none') return attempt
  const boot = boots.findLast((one) => one.at <= crash.at && one.at >= attempt.from)
  return boundStage(attempt, stage, boot?.at ?? crash.at, crash.at)
}
