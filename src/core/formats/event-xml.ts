/**
 * Event logs exported as XML: by Event Viewer (`<Events>` with a declaration), by `wevtutil qe /f:xml` and `/f:RenderedXml` (one
 * `<Event>` after another, no root), by scripts that call ToXml(). The same schema in all.
 * https://learn.microsoft.com/windows/win32/wes/eventschema-schema
 *
 * TimeCreated is UTC. Values stand in EventData or UserData; RenderingInfo, where there is one, holds the message in the language
 * of the machine that exported.
 */
import { wallMs, type UtcMs } from '../model/units.ts'
import { EVENT_KINDS, readExport, UtcBeacon } from './event-log/export-reading.ts'
import {
  MOST_TEXT,
  MOST_VALUES,
  utcOf,
  type EventRecord,
  type EventValue,
} from './event-log/record.ts'
import { eventXmlSamples } from './event-log/xml-samples.ts'
import type { XmlElement } from './xml-element.ts'
import { xmlFormat } from './xml-format.ts'

const NAMESPACE = 'http://schemas.microsoft.com/win/2004/08/events/event'
/** The namespace stands in the root, or in the first event below it. */
const NAMESPACE_WITHIN = 4000

export const eventXml = xmlFormat({
  id: 'event-xml',
  title: { en: 'Event log as XML', zh: '事件日志（XML）' },
  docs: 'https://learn.microsoft.com/windows/win32/wes/eventschema-schema',
  names: [/(?:event|evtx?|system|setup|application).*\.xml$/i],
  samples: eventXmlSamples,
  emits: EVENT_KINDS,
  manyRoots: true,
  sniff: (root, head) =>
    /^(?:\w+:)?Events?$/.test(root.name) && head.text.slice(0, NAMESPACE_WITHIN).includes(NAMESPACE)
      ? 0.95
      : 0,
  newState: () => ({ clock: new UtcBeacon() }),
  records: {
    Event(element, { clock }) {
      const system = element.child('System')
      return system === undefined ? null : readExport(recordOf(element, system), clock)
    },
  },
})

function recordOf(event: XmlElement, system: XmlElement): EventRecord {
  const provider = system.child('Provider')
  const number = (name: string): number => {
    const text = system.textOf(name)
    return /^\d{1,15}$/.test(text) ? Number(text) : NaN
  }
  return {
    provider: provider?.attribute('Name') || (provider?.attribute('EventSourceName') ?? ''),
    id: number('EventID') || 0,
    version: number('Version') || 0,
    level: number('Level') || 0,
    channel: system.textOf('Channel'),
    computer: system.textOf('Computer'),
    recordId: number('EventRecordID'),
    utc: timeOf(system),
    wall: wallMs(NaN),
    data: valuesOf(event),
    message: event.textOf('RenderingInfo/Message').slice(0, MOST_TEXT),
  }
}

/** `2024-05-22T00:30:12.1234567Z`; old exporters leave the Z away and mean it. */
function timeOf(system: XmlElement): UtcMs {
  const text = system.child('TimeCreated')?.attribute('SystemTime') ?? ''
  const utc = utcOf(text)
  return Number.isNaN(utc) ? utcOf(`${text}Z`) : utc
}

/** EventData names its values or leaves them in their order; UserData wraps them in an element of the provider's own. */
function valuesOf(event: XmlElement): readonly EventValue[] {
  const values: EventValue[] = []
  const eventData = event.child('EventData')
  for (const data of eventData?.children ?? []) {
    if (data.is('Data')) addValue(values, data.attribute('Name'), data.wholeText)
  }
  for (const wrapper of event.child('UserData')?.children ?? []) {
    for (const leaf of wrapper.children) addValue(values, localName(leaf.name), leaf.wholeText)
  }
  return values
}

function addValue(values: EventValue[], name: string, value: string): void {
  if (values.length < MOST_VALUES) values.push({ name, value: value.slice(0, MOST_TEXT) })
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
