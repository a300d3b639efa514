/** Records as Event Viewer and Export-Csv write them. */
import type { Sample } from '../format.ts'
import { levelOfSample, messageSamples } from './message-samples.ts'

const AT = Date.UTC(2024, 4, 22, 8, 30, 12)
const TIME = '2024-05-22 08:30:12'

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvSamples: readonly Sample[] = [
  ...messageSamples(AT).map((event): Sample => {
    const { level, provider, id, message, signals } = event
    return {
      text: `${level},5/22/2024 8:30:12 AM,${provider},${id},None,${quoted(message)}`,
      time: TIME,
      level: levelOfSample(event),
      component: provider,
      signals,
    }
  }),
  {
    text: '错误,2024/5/22 上午 8:30:12,EventLog,6008,无,意外关闭系统之前的上一次系统关闭。',
    time: TIME,
    level: 'error',
    component: 'EventLog',
    signals: [{ kind: 'sys.unclean-restart', bugCheck: 0, parameters: [] }],
    after: '级别,日期和时间,来源,事件 ID,任务类别',
  },
  {
    text: '"22.05.2024 08:30:12","6006","Informationen","EventLog","Der Ereignisprotokolldienst wurde beendet."',
    time: TIME,
    level: 'info',
    component: 'EventLog',
    signals: [{ kind: 'sys.shutdown', text: '' }],
    after: '"TimeCreated","Id","LevelDisplayName","ProviderName","Message"',
  },
]
