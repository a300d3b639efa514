/** What a log has said of an update before it names it by its GUID alone. */
import type { EventFields } from '../../model/event-kinds.ts'
import { kbOf } from '../event-log/update-client-meanings.ts'

type Step = EventFields['update.step']

/** Source of a pattern for a GUID without braces. */
export const GUID = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'

/** A client that knows more updates than this is not one. */
const MOST_UPDATES = 20_000
const MOST_TITLE = 400

/** A step with what its line says; the rest is not printed. */
export function updateStep(
  step: Step['step'],
  state: Step['state'],
  said: Partial<Step> = {},
): Step {
  return { step, state, title: '', kb: '', id: '', ok: true, code: 0, client: '', ...said }
}

export interface UpdateName {
  readonly id: string
  readonly title: string
  readonly kb: string
}

export class UpdateNames {
  /** Title by GUID in upper case. */
  readonly #titles = new Map<string, string>()
  #title = ''

  /** A title is printed above the GUID that it belongs to. */
  setTitle(title: string): void {
    this.#title = title.trim().slice(0, MOST_TITLE)
  }

  /** The GUID below the title. */
  setId(guid: string): void {
    this.name(guid, this.#title)
    this.#title = ''
  }

  name(guid: string, title: string): void {
    const known = title.trim().slice(0, MOST_TITLE)
    if (known !== '' && this.#titles.size < MOST_UPDATES)
      this.#titles.set(guid.toUpperCase(), known)
  }

  of(guid: string): UpdateName {
    const id = guid.toUpperCase()
    const title = this.#titles.get(id) ?? ''
    return { id, title, kb: kbOf(title) }
  }
}
