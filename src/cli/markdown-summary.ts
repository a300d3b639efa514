/** The answer in a screenful, for a terminal or a ticket. The page's Markdown report holds all of it. */
import type { Analysis, AnalysisFinding } from '../core/model/analysis.ts'

/** In Markdown, log text must not become markup; backticks inside would end the code span. */
const code = (text: string): string => `\`${text.replaceAll('`', "'").trim()}\``

export function markdownSummary(analysis: Analysis): string {
  const { bundle, verdict, findings, missing, problems } = analysis
  const lines = [`# ${bundle.name}`, '', verdict.sentence.en, '']
  const chain = verdict.chain.flatMap((id) => findings.find((one) => one.id === id) ?? [])
  for (const [index, finding] of chain.entries()) lines.push(...numbered(index + 1, finding))
  if (missing.length > 0) {
    lines.push('', '## Missing evidence', '')
    for (const { what, where } of missing) {
      lines.push(`- ${what.en}${where.length > 0 ? `: ${where.map(code).join(', ')}` : ''}`)
    }
  }
  if (problems.length > 0) {
    lines.push('', '## Not read', '')
    for (const { code: kind, path, detail } of problems)
      lines.push(`- ${code(path)} ${kind}: ${detail}`)
  }
  return `${lines
    .join('\n')
    // Names and log text are hostile: a terminal obeys control characters.
    .replace(/(?![\n\t])\p{Cc}/gu, '\ufffd')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}

function numbered(
  number: number,
  { role, confidence, message, at, evidence }: AnalysisFinding,
): string[] {
  const when = at === null ? '' : `, ${at}`
  const doubt = confidence === 'suspected' ? ', suspected' : ''
  const lines = [`${number}. ${message.en} (${role}${doubt}${when})`]
  for (const { path, line, text } of evidence.slice(0, 3)) {
    lines.push(`   - ${code(`${path}:${line}`)} ${code(text.slice(0, 300))}`)
  }
  return lines
}
