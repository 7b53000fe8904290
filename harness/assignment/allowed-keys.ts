import { z } from 'zod'
import type { Path } from './problem.ts'

/** The part of a JSON Schema that leads from a path to the keys that are allowed there. */
type Node = {
  readonly properties?: Readonly<Record<string, Node>>
  readonly additionalProperties?: Node | boolean
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly const?: unknown
  /** Where a part that has parts of its own kind is described: `#`, or `#/$defs/` and a name. */
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Node>>
}

/** The keys that a schema allows at a path of an input; unions follow the input's own kind. */
export function allowedKeys(schema: z.ZodType, input: unknown, path: Path): readonly string[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the parts that are read
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node
  let node: Node | undefined = branchFor(root, root, input)
  let value = input
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
    const next: Node | undefined = node && stepInto(node, key)
    node = next && branchFor(root, next, value)
  }
  return Object.keys(node?.properties ?? {})
}

function stepInto(node: Node, key: string | number): Node | undefined {
  if (typeof key === 'number') return node.items
  const extra =
    typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined
  return node.properties?.[key] ?? extra
}

function branchFor(root: Node, node: Node, value: unknown): Node {
  const { $ref } = node
  if ($ref !== undefined) return branchFor(root, described(root, $ref), value)
  const branches = node.anyOf ?? node.oneOf
  if (!branches) return node
  const nested = branches.map((branch) => branchFor(root, branch, value))
  return nested.find((branch) => agrees(branch, value)) ?? node
}

function described(root: Node, ref: string): Node {
  return root.$defs?.[ref.replace('#/$defs/', '')] ?? root
}

/** Whether the constants of a branch (its `kind`) are those of the value. */
function agrees({ properties }: Node, value: unknown): boolean {
  if (!properties || typeof value !== 'object' || value === null) return false
  return Object.entries(properties).every(
    ([key, { const: constant }]) => constant === undefined || Reflect.get(value, key) === constant,
  )
}
