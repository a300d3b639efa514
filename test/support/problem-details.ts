/**
 * Finds in the program's source what it may say in a Problem's `detail`: the page holds each in two languages
 * (src/app/i18n/catalogue/problem-details.ts), and a test compares the two. A computed part stands as `{}`.
 */
import ts from 'typescript'

export interface SaidDetail {
  readonly path: string
  /** 1-based. */
  readonly line: number
  readonly text: string
}

export function detailsIn(path: string, source: string, codes: ReadonlySet<string>): SaidDetail[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ESNext, true)
  const said: SaidDetail[] = []
  const declared = declarationsOf(file)

  const add = (expression: ts.Expression): void => {
    const line = file.getLineAndCharacterOfPosition(expression.getStart()).line + 1
    if (ts.isIdentifier(expression)) {
      for (const found of declared.get(expression.text) ?? []) add(found)
      return
    }
    for (const text of textsOf(expression, declared)) said.push({ path, line, text })
  }
  const isCode = (node: ts.Node | undefined): boolean =>
    node !== undefined && codesOf(node).some((code) => codes.has(code))

  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const detail = propertyOf(node, 'detail')
      if (detail !== undefined && propertyOf(node, 'code') !== undefined) add(detail)
    } else if (ts.isCallExpression(node) && (node.arguments.some(isCode) || tellsDamage(node))) {
      for (const argument of node.arguments)
        if (!isCode(argument) && isSaid(argument)) add(argument)
    } else if (ts.isArrayLiteralExpression(node)) {
      // A table row: what somebody else says, our code for it, our words.
      const detail = node.elements[node.elements.findIndex(isCode) + 1]
      if (node.elements.some(isCode) && detail !== undefined && isSaid(detail)) add(detail)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return said
}

/** Calls that put the code in themselves. */
function tellsDamage({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && /^(damaged|#fail)$/.test(expression.name.text)
}

/** Of several arguments, the one that is a sentence, or the variable that holds it. */
function isSaid(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === 'detail'
  return textsOf(node).some((text) => text.replaceAll('{}', '').trim().includes(' '))
}

function declarationsOf(file: ts.SourceFile): Declared {
  const declared = new Map<string, ts.Expression[]>()
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      const { text } = node.name
      declared.set(text, [...(declared.get(text) ?? []), node.initializer])
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return declared
}

function propertyOf(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of node.properties) {
    if (property.name === undefined || property.name.getText() !== name) continue
    if (ts.isPropertyAssignment(property)) return property.initializer
    if (ts.isShorthandPropertyAssignment(property)) return property.name
  }
  return undefined
}

function codesOf(node: ts.Node): string[] {
  if (ts.isStringLiteral(node)) return [node.text]
  if (ts.isConditionalExpression(node))
    return [...codesOf(node.whenTrue), ...codesOf(node.whenFalse)]
  return []
}

type Declared = ReadonlyMap<string, readonly ts.Expression[]>

const NONE: Declared = new Map()

/** All that an expression may come to. Words in a variable of the same file are put in; whatever else it holds stays `{}`. */
function textsOf(node: ts.Expression, declared: Declared = NONE): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce<readonly string[]>(
      (texts, { expression, literal }) =>
        texts.flatMap((text) =>
          wordsOf(expression, declared).map((words) => text + words + literal.text),
        ),
      [node.head.text],
    )
  }
  if (ts.isConditionalExpression(node)) {
    return [...textsOf(node.whenTrue, declared), ...textsOf(node.whenFalse, declared)]
  }
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression, declared)
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const right = textsOf(node.right, declared)
    return textsOf(node.left, declared).flatMap((left) => right.map((words) => left + words))
  }
  return ['{}']
}

function wordsOf(node: ts.Expression, declared: Declared): readonly string[] {
  const [only, ...others] = ts.isIdentifier(node) ? (declared.get(node.text) ?? []) : [node]
  if (only === undefined || others.length > 0 || ts.isIdentifier(only)) return ['{}']
  // Without the variables: what is declared by itself would go round.
  return textsOf(only)
}
