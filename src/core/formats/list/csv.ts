/** One line of comma separated values, with or without quotation marks (RFC 4180). */

const MOST_FIELDS = 200

/** The fields of a line; what stands behind a broken quotation is taken as it is. */
export function csvFields(text: string): readonly string[] {
  const fields: string[] = []
  let at = 0
  while (at <= text.length && fields.length < MOST_FIELDS) {
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1)
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'))
      const comma = text.indexOf(',', end)
      at = comma < 0 ? text.length + 1 : comma + 1
    } else {
      const comma = text.indexOf(',', at)
      fields.push(text.slice(at, comma < 0 ? text.length : comma).trim())
      at = comma < 0 ? text.length + 1 : comma + 1
    }
  }
  return fields
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at < 0 ? text.length : at
}
