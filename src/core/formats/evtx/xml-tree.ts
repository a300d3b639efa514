/** What binary XML says, as a tree: elements with parts, some of which a record's values fill in. */

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'cdata'; readonly text: string }
  | { readonly kind: 'instruction'; readonly target: string; readonly text: string }
  | { readonly kind: 'value'; readonly index: number; readonly isOptional: boolean }
  | { readonly kind: 'element'; readonly element: Element }

export interface Attribute {
  readonly name: string
  readonly parts: readonly Part[]
}

export interface Element {
  readonly name: string
  readonly attributes: readonly Attribute[]
  readonly parts: readonly Part[]
}

/** The first element of that name among parts. */
export function childOf(parts: readonly Part[], name: string): Element | null {
  for (const part of parts)
    if (part.kind === 'element' && part.element.name === name) return part.element
  return null
}

export function attributeOf({ attributes }: Element, name: string): readonly Part[] | null {
  return attributes.find((one) => one.name === name)?.parts ?? null
}
