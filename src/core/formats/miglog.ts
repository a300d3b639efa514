/**
 * miglog.xml: the diagnostic log of the migration engine (USMT, and Setup's own): the users and folders of the machine and what
 * was gathered of them. Its schema is not published; what is read is the element of a user, which all of them hold:
 *
 *     <User Valid="YES" Name="user" Domain="PC-0231" ID="USER00000001" Admin="False" Selected="True" HasProfile="True" …>
 *
 * https://learn.microsoft.com/windows/deployment/usmt/usmt-log-files#diagnostic-log
 */
import type { Sample } from './format.ts'
import { xmlFormat } from './xml-format.ts'

const USER = /<User Valid="[A-Za-z]{1,10}" [^<>]{0,2000}\bHasProfile="/

const samples: readonly Sample[] = [
  {
    text: '<User Valid="YES" Name="user" Domain="PC-0231" ID="USER00000001" Admin="False" Selected="True" HasProfile="True" LastAccess="2023/05/23 9:33:34.007" ProfilePath="C:\\Users\\user" SID="S-1-0-0"><Groups><Group Name="Users"/></Groups></User>',
    after: '<Environment>\n<Users>',
    time: null,
    level: 'info',
    component: 'User',
  },
]

export const miglog = xmlFormat({
  id: 'miglog',
  title: { en: 'Migration log (miglog.xml)', zh: '迁移日志（miglog.xml）' },
  docs: 'https://learn.microsoft.com/windows/deployment/usmt/usmt-log-files#diagnostic-log',
  names: [/^(?:miglog|usmtdiag).*\.xml$/i],
  samples,
  emits: [],
  sniff: (_, { text }) => (USER.test(text) ? 0.9 : 0),
  records: {
    User: (element) => (element.hasAttribute('HasProfile') ? { component: 'User' } : null),
  },
})
