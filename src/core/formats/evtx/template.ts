/**
 * Templates: the XML of an event without its values. A chunk holds each once, inside the first record that uses it; every
 * record names its template by position. Compiled once per chunk into places where a record's values are found.
 */
import type { Chunk } from './chunk.ts'
import type { Field, Slot, SystemLayout, Template } from './layout.ts'
import { TreeReader } from './read-tree.ts'
import { attributeOf, childOf, type Element, type Part } from './xml-tree.ts'

/** Before the XML of a definition: next of the same hash (4 bytes), GUID (16), size of the XML (4). */
export const DEFINITION_HEADER = 24

/** The template whose definition stands at `offset` of the chunk; null = damaged. */
export function templateAt(chunk: Chunk, offset: number): Template | null {
  const known = chunk.templates.get(offset)
  if (known !== undefined) return known
  const made = readTemplate(chunk, offset)
  chunk.templates.set(offset, made)
  return made
}

function readTemplate(chunk: Chunk, offset: number): Template | null {
  if (!chunk.has(offset, DEFINITION_HEADER)) return null
  const size = chunk.view.getUint32(offset + DEFINITION_HEADER - 4, true)
  const from = offset + DEFINITION_HEADER
  // A size that cannot be must not use up what the others may have.
  if (!chunk.has(from, size)) return null
  chunk.templateBytes -= size
  if (chunk.templateBytes < 0) return null
  // The first part of its GUID: what records name it by, beside its position.
  const id = chunk.view.getUint32(offset + 4, true)
  const known = chunk.templateCache.find(chunk, id, from, size)
  if (known !== null) return known
  const reader = new TreeReader(chunk, from, from + size)
  const parts = reader.readElements()
  if (reader.isDamaged) return null
  const template = compileTemplate(parts)
  chunk.templateCache.add(chunk, id, from, size, { template, names: reader.names })
  return template
}

export function compileTemplate(parts: readonly Part[]): Template {
  const event = childOf(parts, 'Event')
  const system = event && childOf(event.parts, 'System')
  const fields: Field[] = []
  addFields(fields, event === null ? parts : event.parts, system)
  return { parts, system: system && layoutOf(system), fields }
}

function layoutOf(system: Element): SystemLayout {
  const content = (name: string): Slot | null => {
    const element = childOf(system.parts, name)
    return element && slotOf(element.parts)
  }
  const attribute = (name: string, attributeName: string): Slot | null => {
    const element = childOf(system.parts, name)
    const parts = element && attributeOf(element, attributeName)
    return parts && slotOf(parts)
  }
  return {
    provider: attribute('Provider', 'Name'),
    id: content('EventID'),
    version: content('Version'),
    level: content('Level'),
    time: attribute('TimeCreated', 'SystemTime'),
    recordId: content('EventRecordID'),
    channel: content('Channel'),
    computer: content('Computer'),
  }
}

function slotOf(parts: readonly Part[]): Slot {
  const [only] = parts
  if (parts.length === 1 && only?.kind === 'value') return { index: only.index, text: null, parts }
  const isFixed = parts.every(({ kind }) => kind === 'text' || kind === 'cdata')
  return { index: -1, text: isFixed ? wordsOf(parts) : null, parts }
}

function wordsOf(parts: readonly Part[]): string {
  return parts.map((part) => ('text' in part ? part.text : '')).join('')
}

/** Elements that hold no other are fields; those that do are gone into. */
function addFields(fields: Field[], parts: readonly Part[], without: Element | null): void {
  for (const part of parts) {
    if (part.kind === 'value') fields.push({ name: '', ...slotOf([part]) })
    if (part.kind !== 'element' || part.element === without) continue
    const { element } = part
    for (const { name, parts: value } of element.attributes)
      if (name !== 'Name' && !name.startsWith('xmlns')) fields.push({ name, ...slotOf(value) })
    if (element.parts.some(({ kind }) => kind === 'element')) addFields(fields, element.parts, null)
    else if (element.parts.length > 0 || element.name === 'Data')
      fields.push({ name: nameOf(element), ...slotOf(element.parts) })
  }
}

/** `<Data Name="Status">` is Status; `<Data>` has its place alone. */
function nameOf(element: Element): string {
  const named = attributeOf(element, 'Name')
  if (named !== null) return wordsOf(named)
  return element.name === 'Data' ? '' : element.name
}
