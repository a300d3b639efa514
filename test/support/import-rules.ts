import { posix } from 'node:path'
import ts from 'typescript'

/**
 * Who may import whom, as data, and a reader of imports that checks it. Paths are relative to the
 * project's root and use `/`.
 */

export interface SourceFile {
  readonly path: string
  readonly text: string
}

export interface Breach {
  readonly path: string
  /** 1-based; 0 where the whole file is meant. */
  readonly line: number
  readonly why: string
}

interface Import {
  readonly specifier: string
  readonly line: number
  /** Erased by the compiler: it shares a noun, not code. */
  readonly isTypeOnly: boolean
  /** `import('…')` as an expression. */
  readonly isDynamic: boolean
}

/** A layer of core imports itself and the layers before it. */
export const CORE_LAYERS = [
  'base',
  'model',
  'text',
  'codes',
  'bundle',
  'formats',
  'derive',
  'rules',
  'pipeline',
  'timeline',
  'compare',
  'redact',
  'report',
] as const

/** What the parts outside core may import of the project's own, beside types of core. */
const MAY_IMPORT: Readonly<Record<string, readonly RegExp[]>> = {
  'src/store': [/^src\/(store|core)\//],
  'src/app': [/^src\/(app|store|core)\//, /^workers\//, /^public\/samples\//],
  'src/ui': [/^src\/(ui|app)\//, /^src\/core\/(model|codes|timeline|report)\//],
  'src/cli': [/^src\/(cli|core)\//],
  workers: [/^workers\//, /^src\/(store|core)\//],
  'src/main.ts': [/^src\/(ui|app)\//],
}

/** Types of core and of the workers' boundary are spoken everywhere. */
const SHARED_NOUNS = /^(src\/core\/|workers\/engine-(api|host)\.ts$)/

/** Each third party has its room; one that is not listed may be imported nowhere in the program. */
const THIRD_PARTIES: readonly { readonly name: RegExp; readonly room: RegExp }[] = [
  { name: /^@zip\.js\/zip\.js(\/|$)/, room: /^src\/core\/bundle\// },
  { name: /^7z-wasm(\/|$)/, room: /^src\/app\/unpack-program\.ts$/ },
  { name: /^fflate$/, room: /^src\/(core\/(bundle|report)|store)\// },
  { name: /^sax$/, room: /^src\/core\/formats\// },
  { name: /^d3-(scale|array|time|time-format)$/, room: /^src\/core\/timeline\// },
  { name: /^d3-(zoom|selection|axis|brush)$/, room: /^src\/ui\/timeline\// },
  { name: /^re2js$/, room: /^src\/core\/(text|rules)\// },
  { name: /^comlink$/, room: /^(workers\/|src\/app\/engine(-client)?\.ts$)/ },
  { name: /^dexie$/, room: /^src\/store\// },
  { name: /^svelte(\/|$)/, room: /^src\/(ui\/|main\.ts$|app\/.*\.svelte\.ts$)/ },
  { name: /^(node:|vite$)/, room: /^src\/cli\// },
]

/** Only these two are lists; a barrel anywhere else hides who uses what. */
const LISTS = new Set(['src/core/formats/index.ts', 'src/core/rules/index.ts'])

/** Names that do not say what a file holds. */
const EMPTY_WORDS =
  /(^|[-.])(helpers?|utils?|utilit(y|ies)|managers?|handlers?|common|misc)([-.]|$)/i

/** Checks all files together: single imports, names, and cycles. */
export function findBreaches(files: readonly SourceFile[]): Breach[] {
  const breaches: Breach[] = []
  const graph = new Map<string, { readonly to: string; readonly line: number }[]>()
  const known = new Set(files.map((file) => file.path))
  for (const { path, text } of files) {
    const name = posix.basename(path)
    if (EMPTY_WORDS.test(name)) {
      breaches.push({ path, line: 0, why: `the name ${name} does not say what the file holds` })
    }
    if (/^index\.\w+$/.test(name) && !LISTS.has(path)) {
      breaches.push({ path, line: 0, why: 'only formats/index.ts and rules/index.ts are lists' })
    }
    const edges: { to: string; line: number }[] = []
    graph.set(path, edges)
    for (const found of importsOf(path, text)) {
      const why = whyForbidden(path, found)
      if (why !== undefined) breaches.push({ path, line: found.line, why })
      const to = resolved(path, found.specifier)
      // A component that draws a tree imports itself.
      if (to !== undefined && to !== path && known.has(to)) edges.push({ to, line: found.line })
    }
  }
  return [...breaches, ...cyclesOf(graph)]
}

export function whyForbidden(path: string, found: Import): string | undefined {
  const { specifier, isTypeOnly, isDynamic } = found
  if (isDynamic && /^(src\/(core|store)|workers)\//.test(path)) {
    return `${specifier} is imported lazily, and a blob: worker cannot load a second chunk`
  }
  const target = resolved(path, specifier)
  if (target === undefined) return whyNoThirdParty(path, specifier)
  if (!/\.(ts|mjs|svelte|css|json|zip|wasm|svg)$/.test(target)) {
    return `${specifier} does not spell out its extension`
  }
  if (path.startsWith('src/core/')) return whyNotFromCore(path, target)

  const part = Object.keys(MAY_IMPORT).find((key) => path === key || path.startsWith(`${key}/`))
  if (part === undefined) return `no rule says what ${path} may import`
  if (isTypeOnly && SHARED_NOUNS.test(target)) return undefined
  if (part === 'src/app' && target.startsWith('workers/') && path !== 'src/app/engine.ts') {
    return `only src/app/engine.ts makes workers; ${target} may lend its types`
  }
  if (MAY_IMPORT[part]?.some((allowed) => allowed.test(target))) return undefined
  return `${part} may not import ${target}`
}

function whyNotFromCore(path: string, target: string): string | undefined {
  if (!target.startsWith('src/core/')) return `core may not import ${target}: it knows only itself`
  const from = layerOf(path)
  const to = layerOf(target)
  if (from === undefined) return `${path} lies in no layer of core`
  if (to === undefined) return `${target} lies in no layer of core`
  if (CORE_LAYERS.indexOf(to) <= CORE_LAYERS.indexOf(from)) return undefined
  return `core/${from} may not import core/${to}, which comes after it`
}

function whyNoThirdParty(path: string, specifier: string): string | undefined {
  const party = THIRD_PARTIES.find(({ name }) => name.test(specifier))
  if (party === undefined) return `${specifier} is no known third party`
  return party.room.test(path)
    ? undefined
    : `${specifier} may not be imported here: see THIRD_PARTIES`
}

function layerOf(path: string): (typeof CORE_LAYERS)[number] | undefined {
  const folder = path.split('/')[2]
  return CORE_LAYERS.find((layer) => layer === folder)
}

/** Path of a file of the project, or undefined for a third party. */
function resolved(from: string, specifier: string): string | undefined {
  const [path = ''] = specifier.split('?')
  if (path.startsWith('/')) return path.slice(1)
  if (!path.startsWith('.')) return undefined
  return posix.join(posix.dirname(from), path)
}

/** Every import and re-export of a file, with `import('…')` in types and in expressions. */
export function importsOf(path: string, text: string): Import[] {
  const code = path.endsWith('.svelte') ? scriptsOnly(text) : text
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.ESNext, true)
  const imports: Import[] = []
  const add = (node: ts.Node, specifier: string, isTypeOnly: boolean, isDynamic = false) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    imports.push({ specifier, line, isTypeOnly, isDynamic })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node, node.moduleSpecifier.text, isErased(node.importClause))
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      if (ts.isStringLiteral(node.moduleSpecifier)) {
        add(node, node.moduleSpecifier.text, node.isTypeOnly)
      }
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) add(node, node.argument.literal.text, true)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments
      // A computed address is no address that this check could judge.
      const isLiteral = argument !== undefined && ts.isStringLiteralLike(argument)
      add(node, isLiteral ? argument.text : '(computed)', false, true)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  if (path.endsWith('.svelte')) imports.push(...importsInMarkup(text))
  return imports
}

function isErased(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  if (clause.name !== undefined) return false
  const named = clause.namedBindings
  return (
    named !== undefined && ts.isNamedImports(named) && named.elements.every((e) => e.isTypeOnly)
  )
}

const SCRIPT = /(<script\b[^>]*>)([\s\S]*?)(<\/script>)/g

/** Blanks all but the scripts of a component, so that line numbers stay. */
function scriptsOnly(text: string): string {
  let code = ''
  let end = 0
  for (const match of text.matchAll(SCRIPT)) {
    const start = match.index + (match[1]?.length ?? 0)
    const script = match[2] ?? ''
    code += blank(text.slice(end, start)) + script
    end = start + script.length
  }
  return code + blank(text.slice(end))
}

function importsInMarkup(text: string): Import[] {
  const markup = text.replace(SCRIPT, blank)
  return [...markup.matchAll(/\bimport\(\s*(['"`])(.*?)\1/g)].map((match) => ({
    specifier: match[2] ?? '',
    line: markup.slice(0, match.index).split('\n').length,
    isTypeOnly: false,
    isDynamic: true,
  }))
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}

/** One breach per cycle, told at the import that closes it. Types count: they tie files as well. */
function cyclesOf(
  graph: ReadonlyMap<string, readonly { readonly to: string; readonly line: number }[]>,
): Breach[] {
  const breaches: Breach[] = []
  const state = new Map<string, 'open' | 'done'>()
  const trail: string[] = []
  const walk = (path: string): void => {
    state.set(path, 'open')
    trail.push(path)
    for (const { to, line } of graph.get(path) ?? []) {
      if (state.get(to) === 'open') {
        const cycle = [...trail.slice(trail.indexOf(to)), to]
        breaches.push({ path, line, why: `closes the cycle ${cycle.join(' -> ')}` })
      } else if (!state.has(to)) walk(to)
    }
    trail.pop()
    state.set(path, 'done')
  }
  for (const path of graph.keys()) if (!state.has(path)) walk(path)
  return breaches
}
