import type { Plugin, Rolldown } from 'vite'

import { hashSource, withPolicy } from './content-policy.ts'
import { withInlineIcon } from './page-icon.ts'
import { withNotices } from './third-party.ts'

export interface SingleFileOptions {
  /** Name of the one file that the build leaves in its output folder. */
  readonly fileName: string
}

/**
 * Turns the build into one HTML file that runs from disk without a network: script, style and icon
 * inline, each inline text allowed by its hash; what it owes to others stands at its end.
 */
export function singleFile({ fileName }: SingleFileOptions): Plugin {
  let publicDir = ''
  let root = ''
  return {
    name: 'setupscope:single-file',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir
      root = config.root
    },
    generateBundle: {
      // After Vite's own plugins, which still fill placeholders into the code at this stage.
      order: 'post',
      handler(_options, bundle) {
        const page = textOf(bundle['index.html'])
        const scripts: string[] = []
        const styles: string[] = []
        for (const output of Object.values(bundle)) {
          if (output.type === 'chunk') scripts.push(scriptText(output.code))
          else if (output.fileName.endsWith('.css')) styles.push(styleText(textOf(output)))
          else if (output.fileName !== 'index.html')
            throw new Error(`${output.fileName} would be left outside the single file.`)
        }
        const [script, ...others] = scripts
        if (script === undefined || others.length > 0)
          throw new Error(`The single file takes one script, the build made ${scripts.length}.`)

        const style = styles.join('\n')
        const body = withInlineIcon(withoutExternals(page), publicDir)
        const inlined = insertBefore(
          body,
          '</head>',
          (style === '' ? '' : `  <style>${style}</style>\n  `) +
            `  <script type="module">${script}</script>\n  `,
        )
        const html = withPolicy(inlined, {
          script: [hashSource(script)],
          style: style === '' ? [] : [hashSource(style)],
          hasManifest: false,
        })

        for (const name of Object.keys(bundle)) delete bundle[name]
        this.emitFile({ type: 'asset', fileName, source: withNotices(html, root) })
      },
    },
  }
}

function textOf(output: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): string {
  if (output?.type !== 'asset') throw new Error('The build made no index.html.')
  return typeof output.source === 'string' ? output.source : new TextDecoder().decode(output.source)
}

/** Drops every link and script that names a file beside the page. */
function withoutExternals(html: string): string {
  return html
    .replace(/[ \t]*<script\b[^>]*\bsrc=[^>]*>\s*<\/script>\n?/g, '')
    .replace(/[ \t]*<link\b[^>]*\brel="(?:stylesheet|modulepreload|manifest)"[^>]*>\n?/g, '')
}

/** Plain concatenation: String.replace would read `$&` inside the program as a command. */
function insertBefore(html: string, mark: string, text: string): string {
  const at = html.indexOf(mark)
  if (at < 0) throw new Error(`index.html needs an explicit ${mark}.`)
  return html.slice(0, at) + text + html.slice(at)
}

/**
 * `</script` would end the element and `<!--` would change how the parser looks for that end. Minified
 * code holds them only inside string, template and regular-expression literals, where these escapes
 * mean the same characters.
 */
function scriptText(code: string): string {
  return code
    .trimEnd()
    .replaceAll(/<\/(?=script)/gi, '<\\/')
    .replaceAll('<!--', '\\x3C!--')
}

function styleText(css: string): string {
  return css.trim().replaceAll(/<\/(?=style)/gi, '<\\/')
}
