/** The machine as the exported JSON shows it: places become paths, long lists are cut and say how many there are. */
import type { Analysis, AnalysisEvidence } from '../model/analysis.ts'
import type { Machine, MachineFact, MachineItem, Place, ToldValue } from '../model/story.ts'
import { textOrNull } from './notation.ts'

/** A machine has some hundred services and thousands of packages; a reader of the page or of the JSON looks for a few. */
export const MOST_ITEMS = 500

type Described = Analysis['machine']

export async function describeMachine(
  machine: Machine,
  pathOf: (place: Place) => string,
  cite: (places: readonly Place[]) => Promise<readonly AnalysisEvidence[]>,
): Promise<Described> {
  const { facts, lists, ...known } = machine
  const told = ({
    value,
    from,
    place,
  }: ToldValue): Described['facts'][number]['others'][number] => ({
    value,
    from,
    path: pathOf(place),
    line: place.line,
  })
  const describeFact = async (fact: MachineFact): Promise<Described['facts'][number]> => ({
    key: fact.key,
    value: fact.value,
    from: fact.from,
    conflict: fact.isConflict,
    evidence: await cite([fact.place]),
    others: fact.others.map(told),
  })
  const describeItem = (item: MachineItem): Described['inventory'][number]['items'][number] => ({
    id: item.id,
    name: textOrNull(item.name),
    provider: textOrNull(item.provider),
    version: textOrNull(item.version),
    detail: textOrNull(item.detail),
    path: pathOf(item.place),
    line: item.place.line,
  })
  return {
    ...known,
    facts: await Promise.all(facts.map(describeFact)),
    inventory: lists.map(({ kind, items }) => ({
      kind,
      count: items.length,
      items: items.slice(0, MOST_ITEMS).map(describeItem),
    })),
  }
}
