/** WindowsUpdate.log as Get-WindowsUpdateLog converts it on Windows 10. */
import type { SampleClock } from './sample-clock.ts'
import type { SeededRandom } from './seeded-random.ts'

export class WindowsUpdateLog {
  readonly clock: SampleClock
  readonly random: SeededRandom
  readonly #process: number
  #text = ''

  constructor(clock: SampleClock, random: SeededRandom) {
    this.clock = clock
    this.random = random
    this.#process = random.int(900, 9000)
  }

  line(component: string, message: string): void {
    const ticks = String(this.random.int(0, 9999)).padStart(4, '0')
    const thread = this.random.pick([4112, 6820, 7344, 11208])
    this.#text += `${this.clock.slashed()}${ticks} ${this.#process.toString().padEnd(5)} ${thread.toString().padEnd(5)} ${component.padEnd(15)} ${message}\r\n`
    this.clock.wait(this.random.int(0, 120))
  }

  text(): string {
    return this.#text
  }
}

export interface OfferedUpdate {
  readonly kb: string
  readonly title: string
}

/** A scan against the company's server. */
export function scan(log: WindowsUpdateLog, server: string): void {
  log.line('Agent', '* START * Queueing Finding updates [CallerId = UpdateOrchestrator  Id = 12]')
  log.line('Agent', 'Service 3DA21691-E39D-4DA6-8A4B-B43877BCB1B7 is not in sequential scan list')
  log.line('Agent', '* START * Finding updates CallerId = UpdateOrchestrator  Id = 12')
  log.line(
    'Agent',
    'Online = Yes; Interactive = No; AllowCachedResults = No; Ignore download priority = No',
  )
  log.line(
    'ProtocolTalker',
    `ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = ${server}/ClientWebService/client.asmx`,
  )
  for (let page = 0; page < 6; page++) {
    log.line('ProtocolTalker', `SyncUpdates round trips: ${page + 1}`)
    log.line(
      'Metadata',
      `Processed ${log.random.int(20, 200)} updates, ${log.random.int(0, 20)} new`,
    )
  }
  log.line(
    'IdleTimer',
    'WU operation (CSearchCall::Init ID 12) stopped; does use network; is not at background priority',
  )
  log.line(
    'Agent',
    '* END * Finding updates CallerId = UpdateOrchestrator, Id = 12, Exit code = 0x00000000 (cV = mXk7vQ0AAAAA.1.0.1)',
  )
}

/** Download and installation up to the restart. */
export function installed(log: WindowsUpdateLog, update: OfferedUpdate): void {
  const id = `${log.random.guid().toUpperCase()}.${log.random.int(100, 210)}`
  log.line('DownloadManager', `Queueing update {${id}} for download, title = ${update.title}`)
  for (let percent = 5; percent <= 100; percent += 5) {
    log.clock.wait(log.random.int(2_000, 9_000))
    log.line('DownloadManager', `BITS job progress: ${percent}% of {${id}}`)
  }
  log.line('Agent', `* START * Installing updates CallerId = UpdateOrchestrator`)
  log.line('Agent', `Updates to install = 1`)
  log.line('Agent', `Title = ${update.title}`)
  log.line('Agent', `UpdateId = ${id}`)
  log.line('Handler', `:::::  START  ::::  Handler: CBS Install`)
  log.line('Handler', `Starting install of CBS update ${id}`)
  log.line('Handler', `CBS package identity: Package_for_RollupFix~31bf3856ad364e35~amd64~~17763`)
  log.clock.wait(380_000)
  log.line('Handler', `Requires Reboot: 1`)
  log.line('Handler', `:::::  END  ::::  Handler: CBS Install`)
  log.line('Agent', 'LogHistory called. idUpdate={' + id + '}, resultMapped=0, resultUnMapped=0')
  log.line('Agent', 'Install updates CallerId = UpdateOrchestrator')
}

/** After the restart: what came of it. */
export function reportedAfterRestart(
  log: WindowsUpdateLog,
  update: OfferedUpdate,
  result: string,
): void {
  log.line('Shared', '* START * Service startup')
  log.line(
    'Handler',
    'Post-reboot status for package Package_for_RollupFix~31bf3856ad364e35~amd64~~17763: ' + result,
  )
  log.line(
    'Agent',
    `LogHistory called. idUpdate={${log.random.guid().toUpperCase()}.200}, resultMapped=${result.slice(2)}, resultUnMapped=${result.slice(2)}`,
  )
  log.line('Reporter', `REPORT EVENT: title = ${update.title}, error = ${result}`)
}
