/** Texts of one area of the page. Both languages must have the same keys, or it does not compile. */
export interface TextArea<Key extends string> {
  readonly en: Readonly<Record<Key, string>>
  readonly zh: Readonly<Record<Key, string>>
}

export function twoLanguages<Texts extends Record<string, string>>(area: {
  readonly en: Texts
  readonly zh: Readonly<Record<keyof NoInfer<Texts>, string>>
}): TextArea<keyof Texts & string> {
  return area
}
