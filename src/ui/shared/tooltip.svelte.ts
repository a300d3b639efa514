/**
 * One tooltip for the whole page. `explain` is an attachment: the element answers a hover, and keyboard focus, with
 * a meaning that is asked for only then.
 */
import type { Attachment } from 'svelte/attachments'

export interface Meaning {
  readonly title: string
  readonly body: string
}

interface Shown extends Meaning {
  /** Where the explained element stands, in CSS px of the window. */
  readonly anchor: DOMRect
}

const SHOW_AFTER_MS = 250
/** Time to move the pointer from the word onto the tooltip. */
const HIDE_AFTER_MS = 150

let shown = $state.raw<Shown | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined
/** Counts askings, so that a late answer of an earlier one is dropped. */
let asking = 0

export const TOOLTIP_ID = 'tooltip'

export const tooltip = {
  get shown(): Shown | null {
    return shown
  },
  hold(): void {
    clearTimeout(timer)
  },
  leave(): void {
    later(hide, HIDE_AFTER_MS)
  },
  hide,
}

function hide(): void {
  clearTimeout(timer)
  asking++
  shown = null
}

function later(action: () => void, ms: number): void {
  clearTimeout(timer)
  timer = setTimeout(action, ms)
}

export function explain(
  meaning: () => Promise<Meaning | null> | Meaning | null,
): Attachment<HTMLElement> {
  return (element) => {
    async function show(): Promise<void> {
      const mine = ++asking
      const found = await meaning()
      if (mine !== asking || found === null || !element.isConnected) return
      // A word that breaks over two lines is pointed at by its first part.
      shown = { ...found, anchor: element.getClientRects()[0] ?? element.getBoundingClientRect() }
    }
    const enter = () => later(() => void show(), SHOW_AFTER_MS)
    const leave = () => later(hide, HIDE_AFTER_MS)
    const focus = () => {
      if (element.matches(':focus-visible')) later(() => void show(), 0)
    }
    element.setAttribute('aria-describedby', TOOLTIP_ID)
    element.addEventListener('pointerenter', enter)
    element.addEventListener('pointerleave', leave)
    element.addEventListener('focus', focus)
    element.addEventListener('blur', hide)
    return () => {
      element.removeEventListener('pointerenter', enter)
      element.removeEventListener('pointerleave', leave)
      element.removeEventListener('focus', focus)
      element.removeEventListener('blur', hide)
    }
  }
}
