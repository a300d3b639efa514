/** What the logs say about the machine. The first word counts; lists keep the order of first mention. */
import type { Machine } from '../model/story.ts'
import { signalsOf, originals, type Materials } from './materials.ts'

export function deriveMachine(materials: Materials): Machine {
  const first = new Map<string, string>()
  const antivirus: string[] = []
  const filterDrivers: string[] = []
  for (const file of originals(materials)) {
    for (const { signal } of signalsOf(materials, file)) {
      if (signal.kind === 'crash.dump') {
        if (signal.build !== '' && !first.has('dump-build')) first.set('dump-build', signal.build)
        if (!first.has('dump-architecture')) first.set('dump-architecture', signal.architecture)
      }
      if (signal.kind !== 'machine.fact' || signal.value === '') continue
      if (signal.key === 'antivirus') addOnce(antivirus, signal.value)
      else if (signal.key === 'filter-driver') addOnce(filterDrivers, signal.value)
      else if (!first.has(signal.key)) first.set(signal.key, signal.value)
    }
  }
  const known = (key: string): string | null => first.get(key) ?? null
  return {
    name: known('name'),
    manufacturer: known('manufacturer'),
    model: known('model'),
    edition: known('edition'),
    hostBuild: known('host-build'),
    targetBuild: known('target-build'),
    architecture: known('architecture') ?? known('dump-architecture'),
    language: known('language'),
    antivirus,
    filterDrivers,
  }
}

function addOnce(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value)
}
