/** What a component of an answer file sets, leaf by leaf: `DriverPaths`, commands in their order, the image, and all else by name. */
import type { EventFields } from '../../model/event-kinds.ts'
import { isNamed, type XmlElement } from '../xml-element.ts'

export type Setting = EventFields['answer.setting'] & { readonly line: number }

/** Elements that stand for one command, with its order in them. */
const COMMANDS = [
  'SynchronousCommand',
  'AsynchronousCommand',
  'RunSynchronousCommand',
  'RunAsynchronousCommand',
]

/** Never shown, masked or not: what they hold is a secret or leads to one. */
const SECRET = /passw|pwd|productkey|^key$|^credentials$|accountdata|secret|plaintext|keymaterial/i

/** An answer file written by hand holds some hundred settings. */
const MOST_SETTINGS = 2000
const MOST_CHARACTERS = 2000

/** The settings of a `component` element. */
export function settingsOf(component: XmlElement): readonly Setting[] {
  const found: Setting[] = []
  const walk = new SettingWalk(component, found)
  for (const child of component.children) walk.visit(child)
  return found
}

class SettingWalk {
  readonly #found: Setting[]
  readonly #pass: string
  readonly #component: string

  constructor(component: XmlElement, found: Setting[]) {
    this.#found = found
    this.#pass = passOf(component)
    this.#component = component.attribute('name')
  }

  visit(element: XmlElement): void {
    const name = localName(element.name)
    if (this.#found.length >= MOST_SETTINGS || SECRET.test(name)) return
    if (COMMANDS.includes(name)) this.#command(element)
    else if (isNamed(element.name, 'MetaData')) this.#metaData(element)
    else if (element.children.length > 0) for (const child of element.children) this.visit(child)
    else this.#leaf(element, name)
  }

  #command(element: XmlElement): void {
    const line = element.child('CommandLine') ?? element.child('Path')
    const order = Number(element.textOf('Order'))
    if (line !== undefined) this.#add(line, 'command', line.text, Number.isInteger(order) ? order : 0)
  } // prettier-ignore

  /** `<MetaData><Key>/IMAGE/INDEX</Key><Value>6</Value></MetaData>`. */
  #metaData(element: XmlElement): void {
    const key = element.textOf('Key')
    const what = /EDITION/i.test(key) ? 'edition' : 'image'
    this.#add(element, what, `${key}=${element.textOf('Value')}`)
  }

  #leaf(element: XmlElement, name: string): void {
    const { text } = element
    if (text === '') return
    const isDriver = name === 'Path' && element.ancestor('DriverPaths') !== undefined
    const isImage = name === 'Path' && element.ancestor('InstallFrom') !== undefined
    if (isDriver) this.#add(element, 'driver-path', text)
    else this.#add(element, isImage ? 'image' : name, text)
  }

  #add(element: XmlElement, what: string, value: string, order = 0): void {
    this.#found.push({
      pass: this.#pass,
      component: this.#component,
      what,
      value: value.slice(0, MOST_CHARACTERS),
      order,
      line: element.line,
    })
  }
}

/** Of `settings`, or `servicing`, whose packages belong to the pass in which an image is serviced. */
export function passOf(element: XmlElement): string {
  const settings = element.ancestor('settings')
  if (settings !== undefined) return settings.attribute('pass')
  return element.ancestor('servicing') === undefined ? '' : 'offlineServicing'
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
