import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseAst } from 'vitest/node'

/** A file of the repository; its path counts from the root and has `/` everywhere. */
export type Source = { readonly path: string; readonly text: string }

/** One import, `export … from` or `import()` of a file: a path from the root, or a package. */
export type Import = { readonly to: string; readonly types: boolean; readonly line: number }

/** A node of a syntax tree (ESTree with types). */
export type Node = {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

/** Every text file under `folder` but those at the `ignored` paths. */
export function readTree(folder: string, ignored: readonly string[]): readonly Source[] {
  const walk = (path: string): readonly Source[] =>
    readdirSync(join(folder, path), { withFileTypes: true }).flatMap((item) => {
      const inner = posix.join(path, item.name)
      if (ignored.includes(inner)) return []
      if (item.isDirectory()) return walk(inner)
      const text = item.isFile() ? readFileSync(join(folder, inner), 'utf8') : '\0'
      return text.includes('\0') ? [] : [{ path: inner, text }]
    })
  return walk('')
}

/** Whether a file is a program of ours: TypeScript or JavaScript outside `fixtures/`. */
export function isCode({ path }: Source): boolean {
  return /\.m?[jt]s$/.test(path) && !path.startsWith('fixtures/')
}

/** Whether a file is a test. */
export function isTest({ path }: Source): boolean {
  return path.endsWith('.test.ts')
}

/** The folder of `harness/` that a path is in; a file directly in `harness/` stands for itself. */
export function folderOf(path: string): string {
  return path.startsWith('harness/') ? path.split('/')[1]! : path
}

/** A violation as it is shown: `harness/drive/peer.ts:12 says what is wrong`. */
export function at({ path, text }: Source, offset: number, message: string): string {
  return `${path}:${lineAt(text, offset)} ${message}`
}

/** The line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

const trees = new WeakMap<Source, Node>()

/** All nodes of a file in the order of the text, without those below a node that `skip` names. */
export function nodesOf(source: Source, skip: (node: Node) => boolean = () => false): Node[] {
  const options = { lang: 'ts', astType: 'ts', sourceType: 'module' } as const
  const known = trees.get(source)
  const tree: unknown = known ?? parseAst(source.text, options, source.path)
  const found: Node[] = []
  const visit = (value: unknown) => {
    if (Array.isArray(value)) for (const item of value) visit(item)
    if (!isNode(value) || skip(value)) return
    found.push(value)
    for (const inner of Object.values(value)) visit(inner)
  }
  visit(tree)
  if (known === undefined && isNode(tree)) trees.set(source, tree)
  return found
}

/** The node in a field of a node. */
export function inside(node: Node | undefined, field: string): Node | undefined {
  const value = node?.[field]
  return isNode(value) ? value : undefined
}

/** The nodes in a list of a node. */
export function listed(node: Node | undefined, field: string): readonly Node[] {
  const value = node?.[field]
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** The text of an identifier or of a string; empty for anything else. */
export function textOf(node: Node | undefined): string {
  const value = node?.['name'] ?? node?.['value']
  return typeof value === 'string' ? value : ''
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'start' in value
  )
}

/** What a file imports, types included. */
export function importsOf(source: Source): readonly Import[] {
  return nodesOf(source).flatMap((node) => {
    const to = textOf(inside(node, 'source'))
    if (to === '') return []
    const path = to.startsWith('.') ? posix.join(posix.dirname(source.path), to) : to
    return [{ to: path, types: isOfTypes(node), line: lineAt(source.text, node.start) }]
  })
}

function isOfTypes(node: Node): boolean {
  if (node.type === 'TSImportType') return true
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true
  const names = listed(node, 'specifiers')
  return names.length > 0 && names.every((name) => name['importKind'] === 'type')
}

/**
 * What a node mentions, in the spelling of the table of homes: `setTimeout(`, `.connect(`,
 * `new Date(`, `new Socket({ fd`, `process.exit`, `console.`, `from execa`, `stdout from node:process`.
 */
export function mentionsOf(node: Node): readonly string[] {
  const callee = inside(node, 'callee')
  switch (node.type) {
    case 'CallExpression':
      return [callee?.type === 'MemberExpression' ? `.${property(callee)}(` : `${textOf(callee)}(`]
    case 'NewExpression':
      return [`new ${textOf(callee)}(${takesDescriptor(node) ? '{ fd' : ''}`]
    case 'MemberExpression': {
      const object = textOf(inside(node, 'object'))
      return [`${object}.`, `${object}.${property(node)}`]
    }
    case 'ImportDeclaration':
    case 'ImportExpression': {
      const from = `from ${textOf(inside(node, 'source'))}`
      const names = listed(node, 'specifiers').map((name) => textOf(inside(name, 'imported')))
      return [from, ...names.map((name) => `${name} ${from}`)]
    }
    default:
      return []
  }
}

function property(node: Node): string {
  return textOf(inside(node, 'property'))
}

function takesDescriptor(node: Node): boolean {
  const fields = listed(listed(node, 'arguments')[0], 'properties')
  return fields.some((field) => textOf(inside(field, 'key')) === 'fd')
}

/** The cycles of a graph, each as the names on the way round: `['a', 'b', 'a']`. */
export function cyclesOf(
  graph: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = []
  const done = new Set<string>()
  const visit = (name: string, way: readonly string[]) => {
    if (way.includes(name)) cycles.push([...way.slice(way.indexOf(name)), name])
    if (way.includes(name) || done.has(name)) return
    for (const next of graph.get(name) ?? []) visit(next, [...way, name])
    done.add(name)
  }
  for (const name of graph.keys()) visit(name, [])
  return cycles
}
