/** What of the sax package (1.6) is used here; the published types of it want Node's streams. */
declare module 'sax' {
  export interface SaxTag {
    readonly name: string
    readonly attributes: Readonly<Record<string, string>>
  }

  export interface SaxParser {
    /** Characters read so far; lines and columns count from 0. */
    readonly position: number
    readonly line: number
    readonly column: number
    /** `position` behind the `<` of the tag at hand. */
    readonly startTagPosition: number
    /** Looked up by the text between `&` and `;`. */
    ENTITIES: Readonly<Record<string, string>>
    /** Must be emptied by `onerror`, or the next `write` throws. */
    error: Error | null
    /** Unfinished texts, which a caller may empty where they grow too long. */
    comment: string
    doctype: string
    procInstBody: string
    sgmlDecl: string
    attribValue: string
    /** Text is a fault from here on; emptied where another root begins. */
    closedRoot: boolean
    onerror: (error: Error) => void
    onopentagstart: () => void
    onopentag: (tag: SaxTag) => void
    onclosetag: (name: string) => void
    ontext: (text: string) => void
    oncdata: (text: string) => void
    write(text: string): SaxParser
    close(): SaxParser
  }

  const sax: {
    parser(
      strict: boolean,
      options?: { readonly lowercase?: boolean; readonly position?: boolean },
    ): SaxParser
  }
  // eslint-disable-next-line no-restricted-syntax -- the package exports by default
  export default sax
}
