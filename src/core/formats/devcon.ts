/**
 * devcon: devices and driver packages as the WDK's device console lists them, and what it did to them. It prints English in every
 * Windows.
 * https://learn.microsoft.com/windows-hardware/drivers/devtest/devcon-examples
 *
 *     PCI\VEN_8086&DEV_7010\3&83B81C5&0&39                        : Intel(R) 82371SB PCI Bus Master IDE Controller
 *
 *     USB\VID_0000&PID_0002\6&1                                   devcon status, hwids, driverfiles, stack
 *         Name: Sample device
 *         The device has the following problem: 28
 *     1 matching device(s) found.
 */
import type { EventFields } from '../model/event-kinds.ts'
import type { Head, Sample } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import { listFormat, type ListReader, type ListWriter } from './list-format.ts'

/** Enumerator, device and instance. */
const INSTANCE = /^[A-Z][\w.]{1,40}\\[^\\:]{1,200}\\[^\\:]{1,200}$/i
/** The name, or what was done, stands in a column of its own. */
const WITH_TEXT = /^([^:]{3,400}?) *: (.+)$/
const PUBLISHED = /^oem\d{1,5}\.inf$/i
const PROBLEM = /^(?:The device has the following|Device has a) problem: (\d{1,3})/
const INSTALLED_FROM = /^Driver installed from (.{1,260}\.inf) \[/i
const FIELD = /^(Provider|Class|Version|Date|Signer): (.*)/
/** CM_PROB_DISABLED */
const DISABLED = 22

/** What it says beside the lists: results and titles. */
const SAID =
  /^(?:\d+ (?:matching )?device\(s\)|The \d+ device\(s\) are ready|No (?:matching )?devices |Listing \d+ |There (?:is|are) no |The following (?:third|3rd)-party driver packages |Updating drivers for |Drivers installed successfully|Device node created|Driver package '|(?:Adding|Deleting) the specified driver package|because it is |The specified INF path|Scanning |Class filters |Rebooting |Modified the Hardware ID|Skipped \d|\S{1,40} failed\.$|or because the devices could not be |or ?reboot the system|devices or reboot)/

type State = EventFields['dev.state']['state']

/** Behind the colon of `devcon restart`, `remove`, `disable`. */
const DONE: Readonly<Record<string, State>> = {
  Removed: 'removed',
  'Removed on reboot': 'needs-restart',
  'Requires reboot': 'needs-restart',
  'Disabled on reboot': 'needs-restart',
  'Enabled on reboot': 'needs-restart',
}

class DevconReader implements ListReader {
  #device = ''
  #state: State | null = null
  #problem = 0
  #inf = ''
  #service = ''
  #awaitsService = false
  #package = ''
  readonly #fields = new Map<string, string>()

  line(text: string, out: ListWriter): void {
    if (text === '') return
    if (/^[ \t]/.test(text)) this.#detail(text.trim())
    else this.#top(text, out)
  }

  end(out: ListWriter): void {
    this.#tell(out)
  }

  #top(text: string, out: ListWriter): void {
    this.#tell(out)
    const [, id = text, done = ''] = WITH_TEXT.exec(text) ?? []
    if (INSTANCE.test(id)) {
      this.#device = id
      this.#state = DONE[done] ?? null
    } else if (PUBLISHED.test(text)) this.#package = text
    else if (!SAID.test(text)) {
      out.unparsed()
      return
    }
    out.record()
  }

  #detail(text: string): void {
    if (this.#awaitsService) {
      this.#service = text === '(none)' ? '' : text
      this.#awaitsService = false
    }
    const field = FIELD.exec(text)
    if (field !== null) this.#fields.set(field[1] ?? '', field[2] ?? '')
    this.#inf = INSTALLED_FROM.exec(text)?.[1] ?? this.#inf
    this.#awaitsService = text === 'Controlling service:'
    const problem = PROBLEM.exec(text)
    if (problem !== null) this.#problem = Number(problem[1])
    else if (text === 'Device is disabled.') this.#problem = DISABLED
    else if (text === 'Driver is running.') this.#state = 'started'
    if (this.#problem !== 0) this.#state = 'problem'
  }

  /** What the lines so far have said of one device or package. */
  #tell(out: ListWriter): void {
    if (this.#state !== null) {
      out.tell('dev.state', {
        device: this.#device,
        state: this.#state,
        inf: this.#inf.slice(this.#inf.lastIndexOf('\\') + 1),
        service: this.#service,
        problem: this.#problem,
        code: 0,
      })
    }
    if (this.#package !== '') {
      const field = (name: string): string => this.#fields.get(name) ?? ''
      out.item({
        item: 'driver-package',
        id: this.#package,
        provider: field('Provider'),
        version: field('Version'),
        detail: [field('Class'), field('Date')].filter((part) => part !== '').join(', '),
      })
    }
    this.#device = ''
    this.#state = null
    this.#problem = 0
    this.#inf = ''
    this.#service = ''
    this.#package = ''
    this.#fields.clear()
  }
}

function sniff(head: Head): number {
  const lines = firstLines(head)
  let devices = 0
  let known = 0
  lines.forEach((line, at) => {
    const [, id = line] = WITH_TEXT.exec(line) ?? []
    if (INSTANCE.test(id)) {
      devices++
      if (id !== line || /^ {4}\S/.test(lines[at + 1] ?? '')) known++
    } else if (PUBLISHED.test(line)) {
      if (/^ {4}Provider: /.test(lines[at + 1] ?? '')) known++
    } else if (/^\s/.test(line) || SAID.test(line)) known++
  })
  if (known / lines.length < 0.8) return 0
  const says = lines.some((line) => /matching device\(s\)|-party driver packages/.test(line))
  return says || (devices > 0 && lines.some((line) => /^ {4}Name: /.test(line))) ? 0.9 : 0
}

const samples: readonly Sample[] = [
  {
    text: 'USB\\VID_0000&PID_0002\\6&1\n    Name: Sample device\n    The device has the following problem: 28',
    time: null,
    level: 'info',
    signals: [
      { kind: 'dev.state', device: 'USB\\VID_0000&PID_0002\\6&1', state: 'problem', inf: '', service: '', problem: 28, code: 0 },
    ],
  },
  {
    text: 'PCI\\VEN_0000&DEV_0001\\3&1&0&78\n    Name: Sample adapter\n    Driver installed from c:\\windows\\inf\\oem3.inf [SAMPLE.NT]. 1 file(s) used by driver:\n        C:\\Windows\\system32\\DRIVERS\\sample.sys\n    Controlling service:\n        sample\n    Driver is running.',
    time: null,
    level: 'info',
    signals: [
      { kind: 'dev.state', device: 'PCI\\VEN_0000&DEV_0001\\3&1&0&78', state: 'started', inf: 'oem3.inf', service: 'sample', problem: 0, code: 0 },
    ],
  },
  {
    text: 'oem3.inf\n    Provider: Contoso\n    Class: Network adapters\n    Version: 1.2.0.124\n    Date: 10/02/2023\n    Signer: Contoso',
    time: null,
    level: 'info',
    signals: [
      { kind: 'machine.item', name: '', provider: 'Contoso', version: '1.2.0.124', detail: 'Network adapters, 10/02/2023', item: 'driver-package', id: 'oem3.inf' },
    ],
  },
  { text: '2 matching device(s) found.', time: null, level: 'info', signals: [] },
] // prettier-ignore

export const devcon = listFormat({
  id: 'devcon',
  title: 'devcon',
  docs: 'https://learn.microsoft.com/windows-hardware/drivers/devtest/devcon-examples',
  names: [/devcon/i],
  samples,
  emits: ['dev.state', 'machine.item'],
  sniff,
  newReader: () => new DevconReader(),
})
