/**
 * Tells CBS.log, dism.log and setupact.log apart: the three share one head, and each quotes the others' components.
 * What differs is which components it holds, and in which proportion.
 */
import type { Head } from './format.ts'
import { countHeads } from './line-sniff.ts'
import { stampedHead } from './stamped-head.ts'

const SERVICING = ['CBS', 'CSI', 'DPX', 'DEPLOY']
/** More foreign components than this, and it is a log of Windows Setup, whatever else it quotes. */
const MOST_FOREIGN = 0.05
/**
 * From this share of servicing lines on, a log of DISM lines may as well be a cbs.log of WinPE, where DISM and CBS
 * write to one file: real ones hold 25 % of them, real dism.log up to 12 %. The file's name decides then.
 */
const MIXED = 0.15

export interface ServicingShare {
  /** 0..1: how well the head fits CBS.log, and dism.log. */
  readonly cbs: number
  readonly dism: number
}

export function servicingShare(head: Head): ServicingShare {
  const { records, components } = countHeads(head, stampedHead())
  if (records === 0) return { cbs: 0, dism: 0 }
  const share = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + (components.get(name) ?? 0), 0) / records
  const servicing = share(SERVICING)
  const dism = share(['DISM'])
  const own = servicing + dism
  if (1 - own > MOST_FOREIGN) return { cbs: servicing / 2, dism: dism / 2 }
  if (servicing >= dism) return { cbs: own, dism: dism / 2 }
  return { cbs: servicing >= MIXED ? own : servicing / 2, dism: own }
}
