/** Records as wevtutil and Format-List print them. */
import type { Sample } from '../format.ts'
import { levelOfSample, messageSamples, type MessageSample } from './message-samples.ts'

const AT = Date.UTC(2024, 4, 22, 8, 30, 12)
const TIME = '2024-05-22 08:30:12'

function block({ level, provider, id, message }: MessageSample, date: string): string {
  return `Event[0]:\n  Log Name: System\n  Source: ${provider}\n  Date: ${date}\n  Event ID: ${id}\n  Task: N/A\n  Level: ${level}\n  Opcode: Info\n  Keyword: N/A\n  User: S-1-5-18\n  User Name: NT AUTHORITY\\SYSTEM\n  Computer: PC-0231\n  Description: \n${message}\n`
}

export const textSamples: readonly Sample[] = [
  ...messageSamples(AT).map((event): Sample => ({
    text: block(event, '2024-05-22T08:30:12.000'),
    time: TIME,
    level: levelOfSample(event),
    component: event.provider,
    signals: event.signals,
  })),
  {
    text: block(
      { provider: 'EventLog', id: 6005, level: 'Information', message: '-', signals: [] },
      '2024-05-22T00:30:12.1230000Z',
    ),
    time: '2024-05-22 00:30:12.123',
    level: 'info',
    component: 'EventLog',
    signals: [
      { kind: 'clock.utc', utc: Date.UTC(2024, 4, 22, 0, 30, 12, 123), source: 'utc', errorMs: 0 },
    ],
  },
  {
    text: 'TimeCreated  : 5/22/2024 8:30:12 AM\nProviderName : EventLog\nId           : 6006\nMessage      : The Event log service was stopped.\n',
    time: TIME,
    level: 'info',
    component: 'EventLog',
    signals: [{ kind: 'sys.shutdown', text: '' }],
  },
]
