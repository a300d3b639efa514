/** Keys of the lanes -> what they ask for. */
export type TimelineCommand =
  | { readonly kind: 'pan'; readonly share: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'fit' | 'open' | 'leave' }

const PAN_SHARE = 0.12
const ZOOM_STEP = 0.6

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Null for keys that are not the timeline's, and for all shortcuts of the browser. */
export function commandOf(event: Keys): TimelineCommand | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const share = event.shiftKey ? PAN_SHARE * 4 : PAN_SHARE
  switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
    case 'ArrowLeft':
    case 'a':
      return { kind: 'pan', share: -share }
    case 'ArrowRight':
    case 'd':
      return { kind: 'pan', share }
    case 'ArrowUp':
    case 'w':
    case '+':
    case '=':
      return { kind: 'zoom', factor: ZOOM_STEP }
    case 'ArrowDown':
    case 's':
    case '-':
    case '_':
      return { kind: 'zoom', factor: 1 / ZOOM_STEP }
    case ']':
      return { kind: 'step', by: 1 }
    case '[':
      return { kind: 'step', by: -1 }
    case 'Home':
      return { kind: 'fit' }
    case 'Enter':
      return { kind: 'open' }
    case 'Escape':
      return { kind: 'leave' }
    default:
      return null
  }
}
