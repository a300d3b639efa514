/** How wide a text is drawn, in pixels. The page asks its canvas; a pure writer estimates. */
export type Measure = (text: string) => number

/** East Asian wide characters: CJK, kana, Hangul, full-width forms, enclosed numbers. */
const WIDE =
  /[\u1100-\u115f\u2460-\u24ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/
const NARROW = /[ iljtfrI.,:;'`|!()[\]{}·]/
const BROAD = /[mwMW@%—…]/

/** An estimate for the system's sans-serif at a size, on the generous side so that texts do not run into each other. */
export function estimateWidth(size: number): Measure {
  return (text) => {
    let ems = 0
    for (const char of text) {
      if (WIDE.test(char) || char.length > 1) ems += 1
      else if (NARROW.test(char)) ems += 0.37
      else if (BROAD.test(char)) ems += 0.98
      else ems += /[A-Z]/.test(char) ? 0.72 : 0.63
    }
    return ems * size
  }
}

/** The text, or as much of its beginning as fits with an ellipsis; '' where not even two characters do. */
export function fitText(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text
  const chars = [...text]
  let low = 0
  let high = chars.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (measure(`${chars.slice(0, middle).join('').trimEnd()}…`) <= width) low = middle
    else high = middle - 1
  }
  return low < 2 ? '' : `${chars.slice(0, low).join('').trimEnd()}…`
}
