/** XML with holes for values, as a test writes it: `element('Data', { Name: 'Status' }, [hole(0, hex32)])`. */

/** Place of a value; an optional one is left out with its element where the record has none. */
export interface Hole {
  readonly index: number
  readonly type: number
  readonly isOptional: boolean
}

export interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, Content>>
  readonly children: readonly Content[]
}

/** Markup that a text cannot say. */
export type Special =
  | { readonly cdata: string }
  | { readonly entity: string }
  | { readonly character: number }
  | { readonly target: string; readonly instruction: string }

export type Content = string | Hole | Tag | Special

export function hole(index: number, type = 0x01, isOptional = false): Hole {
  return { index, type, isOptional }
}

export function element(
  name: string,
  attributes: Readonly<Record<string, Content>> = {},
  children: readonly Content[] = [],
): Tag {
  return { name, attributes, children }
}

const EVENT_NAMESPACE = 'http://schemas.microsoft.com/win/2004/08/events/event'

/** Values of an event, by their place: as Windows has them, with the data as XML of its own at the last. */
export const SYSTEM = {
  level: 0,
  opcode: 1,
  task: 2,
  id: 3,
  qualifiers: 4,
  keywords: 5,
  time: 6,
  activity: 7,
  process: 8,
  thread: 9,
  recordId: 10,
  version: 11,
  user: 12,
  relatedActivity: 13,
  channel: 16,
  computer: 17,
  data: 19,
} as const

export const SYSTEM_VALUES = 20

/** The outer template of a provider, in the order of elements that Windows writes. */
export function eventXml(provider: string, providerGuid: string): Tag {
  const name: Record<string, Content> = { Name: provider }
  if (providerGuid !== '') name['Guid'] = providerGuid
  return element('Event', { xmlns: EVENT_NAMESPACE }, [
    element('System', {}, [
      element('Provider', name),
      element('EventID', { Qualifiers: hole(SYSTEM.qualifiers, 0x06, true) }, [
        hole(SYSTEM.id, 0x06),
      ]),
      element('Version', {}, [hole(SYSTEM.version, 0x04)]),
      element('Level', {}, [hole(SYSTEM.level, 0x04)]),
      element('Task', {}, [hole(SYSTEM.task, 0x06)]),
      element('Opcode', {}, [hole(SYSTEM.opcode, 0x04)]),
      element('Keywords', {}, [hole(SYSTEM.keywords, 0x15)]),
      element('TimeCreated', { SystemTime: hole(SYSTEM.time, 0x11) }),
      element('EventRecordID', {}, [hole(SYSTEM.recordId, 0x0a)]),
      element('Correlation', {
        ActivityID: hole(SYSTEM.activity, 0x0f, true),
        RelatedActivityID: hole(SYSTEM.relatedActivity, 0x0f, true),
      }),
      element('Execution', {
        ProcessID: hole(SYSTEM.process, 0x08),
        ThreadID: hole(SYSTEM.thread, 0x08),
      }),
      element('Channel', {}, [hole(SYSTEM.channel)]),
      element('Computer', {}, [hole(SYSTEM.computer)]),
      element('Security', { UserID: hole(SYSTEM.user, 0x13, true) }),
    ]),
    hole(SYSTEM.data, 0x21, true),
  ])
}

/** `<EventData><Data Name="…">`, or `<Data>` for names that are ''. */
export function eventDataXml(names: readonly string[]): Tag {
  return element(
    'EventData',
    {},
    names.map((name, i) => element('Data', name === '' ? {} : { Name: name }, [hole(i)])),
  )
}

/** `<UserData><Name xmlns="…"><A>…</A>`. */
export function userDataXml(name: string, names: readonly string[]): Tag {
  return element('UserData', {}, [
    element(
      name,
      { xmlns: 'http://manifests.microsoft.com/win/2004/08/windows/setup_provider' },
      names.map((child, i) => element(child, {}, [hole(i)])),
    ),
  ])
}
