/**
 * What the bundle says about the machine: facts, each with its place and with what contradicts it, and the lists of inventories.
 * The builds before and after a run are the run's own words, in the order of the logs; all else goes by trust.
 */
import type { Machine } from '../model/story.ts'
import { signalsOf, originals, type Materials, type Timed } from './materials.ts'
import { deriveFacts } from './machine/facts.ts'
import { deriveLists } from './machine/lists.ts'
import { listSecurity } from './machine/security.ts'

export function deriveMachine(materials: Materials): Machine {
  const told = originals(materials).map((file) => machineSignals(materials, file))
  const signals = told.flat()
  const facts = deriveFacts(materials, told)
  const lists = deriveLists(signals)
  const first = (key: 'host-build' | 'target-build'): string | null => firstFact(signals, key)
  const known = (key: (typeof facts)[number]['key']): string | null =>
    facts.find((fact) => fact.key === key)?.value ?? null
  return {
    name: known('name'),
    manufacturer: known('manufacturer'),
    model: known('model'),
    edition: known('edition'),
    hostBuild: first('host-build'),
    targetBuild: first('target-build'),
    architecture: known('architecture'),
    language: known('language'),
    ...listSecurity(signals),
    facts,
    lists,
  }
}

/** A log says the machine's name on one line of a hundred thousand. */
function machineSignals(materials: Materials, file: number): readonly Timed[] {
  return signalsOf(materials, file).filter(
    ({ signal: { kind } }) =>
      kind === 'machine.fact' || kind === 'machine.item' || kind === 'crash.dump',
  )
}

function firstFact(signals: readonly Timed[], key: 'host-build' | 'target-build'): string | null {
  for (const { signal } of signals) {
    if (signal.kind === 'machine.fact' && signal.key === key && signal.value !== '')
      return signal.value
  }
  return null
}
