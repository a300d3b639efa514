/**
 * Story and findings -> the contract's JSON (model/analysis.ts). Text is decoded here for the last time, and only
 * for evidence: `lineText` reads one line of one file.
 */
import { explainBugCheck } from '../codes/bug-check.ts'
import type { Analysis, AnalysisEvidence, AnalysisFinding } from '../model/analysis.ts'
import { chosenFor, type PinChoices } from '../model/choices.ts'
import type { Finding, MissingEvidence, Verdict } from '../model/finding.ts'
import type { Problem } from '../model/problem.ts'
import type { Attempt, Crash, DriverStaging, Place, Rollback, Story } from '../model/story.ts'
import type { ServicingSession } from '../model/story.ts'
import { utcMs, type UtcMs } from '../model/units.ts'
import { describeEntry } from './describe-entry.ts'
import { describeMachine } from './describe-machine.ts'
import { codeText, extendText, textOrNull, utcText } from './notation.ts'

export interface Judgement {
  readonly findings: readonly Finding[]
  readonly verdict: Verdict
  readonly missing: readonly MissingEvidence[]
}

/** Text of a 1-based line of the story's file with that index; '' where it cannot be read any more. */
export type LineText = (file: number, line: number) => Promise<string>

/** A line of evidence may be a whole XML document; more than this helps no reader. In UTF-16 units. */
const EVIDENCE_LIMIT = 4096

export async function describeAnalysis(
  bundle: Analysis['bundle'],
  story: Story,
  judgement: Judgement,
  problems: readonly Problem[],
  lineText: LineText,
  pins: PinChoices,
): Promise<Analysis> {
  const cite = (places: readonly Place[]): Promise<AnalysisEvidence[]> =>
    Promise.all(places.map((place) => citeLine(story, place, lineText)))
  const { verdict } = judgement
  return {
    format: 'setupscope-analysis',
    version: 1,
    bundle,
    entries: story.files.map((file, index) =>
      describeEntry(file, story.clocks[index] ?? { segments: [] }, pinOf(pins, file.path)),
    ),
    machine: await describeMachine(
      story.machine,
      ({ file }) => story.files[file]?.path ?? '',
      cite,
    ),
    attempts: story.attempts.map(describeAttempt),
    servicing: story.sessions.map(describeSession),
    boots: story.boots.map(({ at, source }) => ({ at: utcText(at), source })),
    rollbacks: await Promise.all(story.rollbacks.map((one) => describeRollback(one, cite))),
    drivers: await Promise.all(story.drivers.map((one) => describeDriver(one, cite))),
    crashes: story.crashes.map((crash) => describeCrash(crash, story)),
    verdict: {
      failed: verdict.failed,
      sentence: verdict.sentence,
      chain: verdict.chain,
      result: codeText(verdict.result),
      extend: extendText(verdict.extend),
      attempt: textOrNull(verdict.attempt),
    },
    findings: await Promise.all(judgement.findings.map((one) => describeFinding(one, cite))),
    missing: judgement.missing,
    problems: [...problems, ...story.files.flatMap((file) => file.problems)],
  }
}

function pinOf(pins: PinChoices, path: string): UtcMs {
  return utcMs(chosenFor(pins, path) ?? NaN)
}

type Cite = (places: readonly Place[]) => Promise<AnalysisEvidence[]>

async function citeLine(story: Story, place: Place, lineText: LineText): Promise<AnalysisEvidence> {
  const text = await lineText(place.file, place.line)
  return {
    path: story.files[place.file]?.path ?? '',
    line: place.line,
    text: text.length > EVIDENCE_LIMIT ? `${text.slice(0, EVIDENCE_LIMIT)}…` : text,
  }
}

function describeAttempt(attempt: Attempt): Analysis['attempts'][number] {
  return {
    id: attempt.id,
    kind: attempt.kind,
    subject: textOrNull(attempt.subject),
    from: utcText(attempt.from),
    to: utcText(attempt.to),
    outcome: attempt.outcome,
    result: codeText(attempt.result),
    extend: extendText(attempt.extend),
    phases: attempt.phases.map(({ name, kind, from, to, outcome }) => ({
      name,
      kind,
      from: utcText(from),
      to: utcText(to),
      outcome,
    })),
    operations: attempt.operations.map(({ name, phase, from, to, outcome }) => ({
      name,
      phase: textOrNull(phase),
      from: utcText(from),
      to: utcText(to),
      outcome,
    })),
  }
}

function describeSession(session: ServicingSession): Analysis['servicing'][number] {
  return {
    id: session.id,
    client: textOrNull(session.client),
    from: utcText(session.from),
    to: utcText(session.to),
    outcome: session.outcome,
    code: codeText(session.code),
    packages: session.packages.map(({ identity, kb, targetState, outcome }) => ({
      identity,
      kb: textOrNull(kb),
      targetState: textOrNull(targetState),
      outcome,
    })),
    executeStates: session.executeStates.map(({ state }) => state),
  }
}

async function describeRollback(
  rollback: Rollback,
  cite: Cite,
): Promise<Analysis['rollbacks'][number]> {
  return {
    at: utcText(rollback.from),
    fromState: textOrNull(rollback.fromState),
    result: codeText(rollback.result),
    extend: extendText(rollback.extend),
    outcome: rollback.outcome,
    evidence: await cite(rollback.places),
  }
}

async function describeDriver(
  driver: DriverStaging,
  cite: Cite,
): Promise<Analysis['drivers'][number]> {
  return {
    inf: driver.inf,
    published: textOrNull(driver.published),
    storeFolder: textOrNull(driver.storeFolder),
    provider: textOrNull(driver.provider),
    version: textOrNull(driver.version),
    service: textOrNull(driver.service),
    outcome: driver.outcome,
    code: codeText(driver.code),
    evidence: await cite(driver.places),
  }
}

function describeCrash(crash: Crash, story: Story): Analysis['crashes'][number] {
  const meaning = explainBugCheck(crash.bugCheck, crash.parameters.flatMap(wordOf))
  return {
    path: story.files[crash.place.file]?.path ?? '',
    bugCheck: codeText(crash.bugCheck) ?? '0x00000000',
    name: meaning.name,
    parameters: crash.parameters,
    at: utcText(crash.at),
    uptimeSeconds: Number.isNaN(crash.uptimeMs) ? null : crash.uptimeMs / 1000,
    build: textOrNull(crash.build),
    architecture: textOrNull(crash.architecture),
    dumpKind: crash.dumpKind,
    suspect: textOrNull(crash.suspect),
    method: crash.method,
    frames: crash.frames.map(({ module, offset, symbol, isNear, isStale, line }) => ({
      module,
      offset,
      symbol: textOrNull(symbol),
      near: isNear,
      stale: isStale,
      line,
    })),
    text: meaning.text,
    arguments: (meaning.parameters ?? []).map((one) => ({
      position: one.position,
      value: `0x${one.value.toString(16)}`,
      label: one.label,
      meaning: one.meaning,
    })),
    from: crash.from,
    process: textOrNull(crash.process),
    nullRegister: textOrNull(crash.nullRegister),
    loading: textOrNull(crash.loading),
    modules: crash.modules.length === 0 ? null : crash.modules.length,
    unloaded: crash.modules.length === 0 ? null : crash.unloaded.length,
  }
}

/** A parameter as a log or a dump writes it; [] = it is no number. */
function wordOf(text: string): readonly bigint[] {
  return /^0x[0-9a-f]{1,16}$/i.test(text) ? [BigInt(text)] : []
}

async function describeFinding(finding: Finding, cite: Cite): Promise<AnalysisFinding> {
  return {
    id: finding.id,
    ruleId: finding.ruleId,
    level: finding.level,
    role: finding.role,
    confidence: finding.confidence,
    message: finding.message,
    codes: finding.codes.flatMap((code) => codeText(code) ?? []),
    subject: textOrNull(finding.subject),
    at: utcText(finding.at),
    evidence: await cite(finding.evidence),
    advice: finding.advice,
    inFavour: finding.inFavour,
    against: finding.against,
    attempt: textOrNull(finding.attempt),
  }
}
