import { connect, expect, send } from '../../harness/index.ts'

/** Who joins, each when the one before is there: every one of those is told of every later one. */
export function join(...names: readonly string[]) {
  return names.flatMap((name, index) => [
    connect(name),
    send(name, `${name}\n`),
    expect(name, `* hola, ${name}\n`),
    ...names.slice(0, index).map((earlier) => expect(earlier, `* ${name} entra\n`)),
  ])
}
