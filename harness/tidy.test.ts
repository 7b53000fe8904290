import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  at,
  cyclesOf,
  folderOf,
  importsOf,
  inside,
  isCode,
  isTest,
  lineAt,
  listed,
  mentionsOf,
  nodesOf,
  readTree,
  textOf,
  type Node,
  type Source,
} from './tidy-source.ts'

const sockets = ['createServer(', 'createConnection(', 'createSocket(', 'connect(']

/**
 * The house rules in one table; below it the rules, each with an example that breaks it. Places are
 * folders (`drive/`) or files (`lib/clock.ts`) of `harness/`.
 */
const house = {
  /** Files that may lie directly in `harness/`, besides tests. */
  topLevel: ['index.ts', 'tidy-source.ts'],

  /**
   * The folders that exist, and what each may import besides itself and packages. `judge:types`
   * means only types of it, `*` everything. Nothing imports `cli`; tests import what they like else.
   */
  mayImport: {
    lib: '',
    messages: 'lib',
    assignment: 'messages lib',
    config: 'assignment messages lib',
    transcript: 'assignment lib',
    match: 'assignment lib',
    plan: 'config:types assignment transcript match lib',
    judge: 'assignment plan match transcript messages lib',
    kernel: 'transcript:types lib',
    lab: 'kernel config messages lib',
    launch: 'kernel lab config assignment transcript messages lib',
    drive: 'launch kernel plan match transcript config assignment messages lib',
    intake: 'config assignment messages lib',
    init: 'assignment messages lib',
    grade:
      'plan lab launch kernel drive judge match transcript intake config assignment messages lib',
    report: 'judge:types transcript:types assignment:types messages lib',
    batch: 'grade plan report judge intake lab transcript config assignment messages lib',
    prove: 'batch grade judge intake launch lab transcript config assignment messages lib',
    cli: '*',
    'index.ts': 'assignment config *:types',
    'tidy-source.ts': '',
  },

  /** Folders without effects: nothing of Node, and no package but zod, whose home is below. */
  pure: ['plan', 'match', 'transcript', 'judge', 'report', 'messages'],

  /** What only some places may mention, and what to do elsewhere. */
  homes: [
    {
      mentions: ['from execa', 'from node:child_process', 'from child_process'],
      // The command itself starts again on our own Node where the machine's is too old.
      onlyIn: ['launch/', 'lab/', 'cli/enchufe.mjs'],
      instead: 'only launch/ and lab/ start processes',
    },
    {
      mentions: [...sockets, ...sockets.map((name) => `.${name}`), 'new Server('],
      onlyIn: ['drive/'],
      instead: 'only drive/ opens sockets',
    },
    {
      mentions: ['new Socket('],
      onlyIn: ['drive/'],
      instead: 'only drive/ opens sockets; launch/ may wrap a pipe with new Socket({ fd })',
    },
    {
      mentions: ['new Socket({ fd'],
      onlyIn: ['drive/', 'launch/', 'lab/fifos.ts'],
      instead: 'only launch/ wraps pipes, and lab/fifos.ts FIFOs',
    },
    {
      mentions: ['Math.random', 'Date.now', 'performance.now', 'new Date('],
      onlyIn: ['lib/clock.ts', 'lib/seed.ts'],
      instead: 'take time from lib/clock.ts and chance from lib/seed.ts',
    },
    {
      mentions: [
        'setTimeout(',
        'setInterval(',
        'setTimeout from node:timers',
        'setTimeout from node:timers/promises',
        'setInterval from node:timers/promises',
      ],
      onlyIn: ['lib/'],
      instead: 'wait with lib/clock.ts or lib/poll.ts, which take a signal and a limit',
    },
    {
      mentions: [
        'process.exit',
        'process.exitCode',
        'process.stdout',
        'process.stderr',
        'console.',
      ],
      onlyIn: ['cli/'],
      instead: 'return it; only cli/ prints and sets an exit code',
    },
    {
      mentions: ['from zod'],
      onlyIn: [
        'assignment/',
        'config/',
        'transcript/',
        'judge/',
        'batch/',
        'prove/',
        'lib/bytes-schema.ts',
      ],
      instead: 'values are parsed once, at the boundary; inside there are only inferred types',
    },
  ],

  /** Decimal numbers up to this may stand anywhere; larger ones have a home. */
  plainNumberMax: 100,
  /** The home of larger ones, besides files that import zod, conversions (`msPerSecond`), tables. */
  numbersIn: ['config/limits.ts', 'lib/bounds.ts'],

  linesMax: 200,

  /** What no file may contain. Spelt so that this file does not. */
  forbidden: [
    { pattern: /(?<![\w.~-])\/work\//, why: 'is a path of one machine' },
    { pattern: /(?<![\w.~-])\/root\//, why: 'is a path of one machine' },
    { pattern: /"resolved": "[h]ttp/, why: 'is the address of a registry' },
    { pattern: /[h]ttps?:\/\/[^\s"']*registry/i, why: 'is the address of a registry' },
    { pattern: /\b(?:TO[D]O|FI[X]ME|X[X]X)\b/, why: 'is unfinished work: do it or open an issue' },
  ],

  /** What is no part of the product, by its path from the root. */
  ignored: ['.git', 'node_modules', 'coverage', 'results'],

  /** Packages with a program for each platform; the lock must list all of them. */
  platformPackages: ['oxlint', 'oxlint-tsgolint', 'oxfmt', 'rolldown', 'typescript'],
  platforms: [/linux-x64/, /linux-arm64/, /darwin-x64/, /darwin-arm64/, /win32-x64/],
}

const mayImport: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(house.mayImport).map(([from, to]) => [from, to.split(' ').filter(Boolean)]),
)

type Check = (sources: readonly Source[]) => readonly string[]

/** They keep the examples of forbidden text from being forbidden text. */
const slash = '/'
const quote = '"'
const unfinished = ['TO', 'DO'].join('')

/** A rule, files that break it, and what it says of them. */
type Rule = {
  readonly check: Check
  readonly broken: Readonly<Record<string, string>>
  readonly says: readonly string[]
}

const rules: Readonly<Record<string, Rule>> = {
  'harness/ has only the folders of the table': {
    check: strayFiles,
    broken: { 'harness/utils/x.ts': '', 'harness/x.ts': '', 'harness/index.ts': '' },
    says: [
      'harness/utils/x.ts:1 is in no folder of the table of folders',
      'harness/x.ts:1 is in no folder of the table of folders',
    ],
  },
  'a folder imports only what the table allows': {
    check: strayImports,
    broken: {
      'harness/drive/a.ts': `import '../lib/é.ts' // ñandú\nimport { x } from '../judge/b.ts'`,
      'harness/kernel/a.ts': `export type { A } from '../transcript/a.ts'`,
      'harness/kernel/b.ts': `import { type A, b } from '../transcript/a.ts'`,
      'harness/lib/a.ts': `export const a = () => import('../plan/a.ts')`,
      'harness/lib/b.ts': `export type A = import('../plan/a.ts').A`,
      'harness/lib/a.test.ts': `import '../plan/a.ts'\nimport { main } from '../cli/main.ts'`,
      'harness/grade/a.ts': `import type { A } from '../cli/main.ts'`,
      'harness/index.ts': `export type { A } from './judge/a.ts'\nexport * from './judge/a.ts'`,
    },
    says: [
      'harness/drive/a.ts:2 imports harness/judge/b.ts; drive may import launch kernel plan match transcript config assignment messages lib',
      'harness/kernel/b.ts:1 imports harness/transcript/a.ts; kernel may import transcript:types lib',
      'harness/lib/a.ts:1 imports harness/plan/a.ts; lib may import nothing',
      'harness/lib/b.ts:1 imports harness/plan/a.ts; lib may import nothing',
      'harness/lib/a.test.ts:2 imports harness/cli/main.ts; nothing imports cli',
      'harness/grade/a.ts:1 imports harness/cli/main.ts; nothing imports cli',
      'harness/index.ts:2 imports harness/judge/a.ts; index.ts may import assignment config *:types',
    ],
  },
  'folders have no cycle': {
    check: (sources) => cycles(sources, folderOf),
    broken: {
      'harness/plan/a.ts': `import type { B } from '../match/b.ts'`,
      'harness/match/b.ts': `export const b = 1`,
      'harness/match/c.ts': `export * from '../plan/d.ts'`,
      'harness/match/c.test.ts': `import '../lib/a.ts'`,
      'harness/lib/a.ts': `import '../match/b.ts'`,
    },
    says: ['harness/match/c.ts:1 closes a cycle: plan → match → plan'],
  },
  'files have no cycle': {
    check: (sources) => cycles(sources, (path) => path),
    broken: {
      'harness/plan/a.ts': `import './b.ts'`,
      'harness/plan/b.ts': `import type { A } from './a.ts'`,
    },
    says: [
      'harness/plan/b.ts:1 closes a cycle: harness/plan/a.ts → harness/plan/b.ts → harness/plan/a.ts',
    ],
  },
  'pure folders import no package but zod': {
    check: impureImports,
    broken: {
      'harness/judge/a.ts': `import { z } from 'zod'\nimport type { Socket } from 'node:net'`,
      'harness/judge/a.test.ts': `import { join } from 'node:path'`,
      'harness/report/a.ts': `import { stringify } from 'yaml'`,
      'harness/drive/a.ts': `import 'node:net'`,
    },
    says: [
      'harness/judge/a.ts:2 imports node:net; judge/ is pure',
      'harness/report/a.ts:1 imports yaml; report/ is pure',
    ],
  },
  'effects have a home': {
    check: strayMentions,
    broken: {
      'harness/batch/a.ts': `import { execa } from 'execa'\nconst c = await import('node:child_process')`,
      'harness/launch/a.ts': `new Socket({ fd: 3 })\nnew Socket()\nnew Socket({ writable: true })`,
      'harness/lab/a.ts': `createServer()\nsocket.connect(1)\nnet.createConnection(1)\nnew Socket({ fd: 3 })`,
      'harness/lib/seed.ts': `setTimeout(f, 1)\nMath.random()`,
      'harness/judge/a.ts': `import { z } from 'zod'\n// Math.random()\nconst text = 'new Date()'`,
      'harness/plan/a.ts': `import { z } from 'zod'\nMath.random()\nnew Date()\nsetInterval(f, 1)`,
      'harness/plan/b.ts': `import { setTimeout as sleep } from 'node:timers/promises'\nsocket.setTimeout(1)`,
      'harness/plan/c.ts': `console.log(1)\nprocess.exitCode = 1\nprocess.env\nprocess.stdout?.write('')`,
      'harness/cli/a.ts': `process.exitCode = 1\nimport { execa } from 'execa'`,
    },
    says: [
      'harness/batch/a.ts:1 has "from execa": only launch/ and lab/ start processes',
      'harness/batch/a.ts:2 has "from node:child_process": only launch/ and lab/ start processes',
      'harness/launch/a.ts:2 has "new Socket(": only drive/ opens sockets; launch/ may wrap a pipe with new Socket({ fd })',
      'harness/launch/a.ts:3 has "new Socket(": only drive/ opens sockets; launch/ may wrap a pipe with new Socket({ fd })',
      'harness/lab/a.ts:1 has "createServer(": only drive/ opens sockets',
      'harness/lab/a.ts:2 has ".connect(": only drive/ opens sockets',
      'harness/lab/a.ts:3 has ".createConnection(": only drive/ opens sockets',
      'harness/lab/a.ts:4 has "new Socket({ fd": only launch/ wraps pipes, and lab/fifos.ts FIFOs',
      'harness/plan/a.ts:1 has "from zod": values are parsed once, at the boundary; inside there are only inferred types',
      'harness/plan/a.ts:2 has "Math.random": take time from lib/clock.ts and chance from lib/seed.ts',
      'harness/plan/a.ts:3 has "new Date(": take time from lib/clock.ts and chance from lib/seed.ts',
      'harness/plan/a.ts:4 has "setInterval(": wait with lib/clock.ts or lib/poll.ts, which take a signal and a limit',
      'harness/plan/b.ts:1 has "setTimeout from node:timers/promises": wait with lib/clock.ts or lib/poll.ts, which take a signal and a limit',
      'harness/plan/c.ts:1 has "console.": return it; only cli/ prints and sets an exit code',
      'harness/plan/c.ts:2 has "process.exitCode": return it; only cli/ prints and sets an exit code',
      'harness/plan/c.ts:4 has "process.stdout": return it; only cli/ prints and sets an exit code',
      'harness/cli/a.ts:2 has "from execa": only launch/ and lab/ start processes',
    ],
  },
  'numbers that bound something have a home': {
    check: strayNumbers,
    broken: {
      'harness/drive/a.ts': `const a = 100\nconst b = -101 // 102\nconst c = 1e3\nconst s = '999'\nwait(5_000)`,
      'harness/drive/b.ts': `const msPerSecond = 1000\nconst lead = 0xff\nconst mode = 0o755\ntype Code = 404`,
      'harness/drive/c.ts': `const t = { exit: 130 } as const satisfies Record<string, number>\nconst u = { a: 130 } as const`,
      'harness/config/limits.ts': `const a = 1000`,
      'harness/judge/a.ts': `import { z } from 'zod'\nconst most = 1000`,
      'harness/drive/a.test.ts': `const a = 1000`,
    },
    says: [
      'harness/drive/a.ts:2 has 101: numbers over 100 belong in config/limits.ts, lib/bounds.ts or a table (as const satisfies X)',
      'harness/drive/a.ts:3 has 1e3: numbers over 100 belong in config/limits.ts, lib/bounds.ts or a table (as const satisfies X)',
      'harness/drive/a.ts:5 has 5_000: numbers over 100 belong in config/limits.ts, lib/bounds.ts or a table (as const satisfies X)',
      'harness/drive/c.ts:2 has 130: numbers over 100 belong in config/limits.ts, lib/bounds.ts or a table (as const satisfies X)',
    ],
  },
  'exports have a comment': {
    check: undocumentedExports,
    broken: {
      'harness/lib/a.ts': `/** Good. */\nexport const a = 1\nexport type A = z.output<typeof a>\nexport type B = 1`,
      'harness/lib/b.ts': `// Good.\nexport function a(): void {}\n\n/** Far. */\n\nexport class B {}\nexport { a as c }`,
      'harness/lib/c.ts': `/** Good. */\nexport function a(x: 1): 1\nexport function a(x: 2): 2\nexport function a(x: 1 | 2) {}`,
      'harness/lib/a.test.ts': `export const a = 1`,
    },
    says: [
      'harness/lib/a.ts:4 exports B without a comment above it',
      'harness/lib/b.ts:6 exports B without a comment above it',
    ],
  },
  'files in harness/ are short': {
    check: longFiles,
    broken: {
      'harness/lib/a.ts': '\n'.repeat(201),
      'harness/lib/b.ts': '\n'.repeat(200),
      'harness/lib/a.test.ts': '\n'.repeat(300),
      'specs/a/assignment.ts': '\n'.repeat(300),
    },
    says: ['harness/lib/a.ts:201 is past line 200: give what it says a file of its own'],
  },
  'specs/ import harness/index.ts only, reference/ nothing of the harness': {
    check: strayOutsideImports,
    broken: {
      'specs/a/assignment.ts': `import '../../harness/index.ts'\nimport './texts.ts'\nimport '../../harness/lib/a.ts'\nimport '../b/texts.ts'\nimport 'node:fs'`,
      'reference/a/server.ts': `import 'node:net'\nimport './lines.ts'\nimport type { A } from '../../harness/index.ts'`,
    },
    says: [
      'specs/a/assignment.ts:3 imports harness/lib/a.ts; specs import harness/index.ts and their own folder only',
      'specs/a/assignment.ts:4 imports specs/b/texts.ts; specs import harness/index.ts and their own folder only',
      'specs/a/assignment.ts:5 imports node:fs; specs import harness/index.ts and their own folder only',
      'reference/a/server.ts:3 imports harness/index.ts; a reference is a program by itself',
    ],
  },
  'tests are not focused, and skipped only with a reason': {
    check: unexplainedSkips,
    broken: {
      'harness/lib/a.test.ts': [
        `test('a', ({ skip }) => skip(nowhere, 'no /proc here'))`,
        `test('b', ({ skip }) => skip())`,
        `test('c', (context) => context.skip(nowhere))`,
        `test('d', (context) => context.skip(\`no \${what} here\`))`,
        `test.skip('e', () => {})`,
        `describe.skipIf(nowhere)('f', () => {})`,
        `test.only('g', () => {})`,
      ].join('\n'),
      'harness/lib/a.ts': `skip()`,
    },
    says: [
      "harness/lib/a.test.ts:2 has skip(: skip with context.skip(condition, 'reason'), focus on none",
      "harness/lib/a.test.ts:3 has .skip(: skip with context.skip(condition, 'reason'), focus on none",
      "harness/lib/a.test.ts:5 has .skip(: skip with context.skip(condition, 'reason'), focus on none",
      "harness/lib/a.test.ts:6 has .skipIf(: skip with context.skip(condition, 'reason'), focus on none",
      "harness/lib/a.test.ts:7 has .only(: skip with context.skip(condition, 'reason'), focus on none",
    ],
  },
  'a Markdown file has one H1': {
    check: headings,
    broken: {
      'a.md': '# A\n\n```sh\n# no heading\n```\n\n## B\n',
      'b.md': '## B\n',
      'docs/c.md': '# C\n\n# D\n',
    },
    says: ['b.md:1 has 0 first-level headings', 'docs/c.md:3 has 2 first-level headings'],
  },
  'nothing forbidden is in any file': {
    check: forbiddenText,
    broken: {
      'docs/a.md': `In ${slash}work/x and ~/work/x, then ${slash}root/.bashrc`,
      'package-lock.json': `{\n  "resolved": ${quote}http://example.org/a.tgz"\n}`,
      'b.yml': `npm: https:${slash}/registry.example.org/`,
      'harness/lib/a.ts': `// ${unfinished}: make it right\nmkdtemp('XXXXXX')`,
    },
    says: [
      `docs/a.md:1 has "${slash}work/", which is a path of one machine`,
      `docs/a.md:1 has "${slash}root/", which is a path of one machine`,
      `package-lock.json:2 has ""resolved": ${quote}http", which is the address of a registry`,
      `b.yml:1 has "https:${slash}/registry", which is the address of a registry`,
      `harness/lib/a.ts:1 has "${unfinished}", which is unfinished work: do it or open an issue`,
    ],
  },
  'the lock is complete for every platform': {
    check: lockGaps,
    broken: {
      'package-lock.json': JSON.stringify(
        {
          packages: {
            '': { name: 'x' },
            'node_modules/oxlint': {
              version: '1.0.0',
              optionalDependencies: {
                '@o/linux-x64': '1.0.0',
                '@o/linux-arm64': '1.0.0',
                '@o/darwin-x64': '1.0.0',
                '@o/darwin-arm64': '1.0.0',
              },
            },
            'node_modules/@o/linux-x64': { version: '1.0.0', integrity: 'sha512-x' },
            'node_modules/@o/linux-arm64': { optional: true },
            'node_modules/oxlint/node_modules/@o/darwin-x64': { version: '1.0.0', integrity: 'x' },
          },
        },
        undefined,
        2,
      ),
    },
    says: [
      'package-lock.json:10 asks for @o/linux-arm64 and does not lock it',
      'package-lock.json:12 asks for @o/darwin-arm64 and does not lock it',
      'package-lock.json:6 has no win32-x64 of oxlint',
      'package-lock.json:1 has no oxlint-tsgolint',
      'package-lock.json:1 has no oxfmt',
      'package-lock.json:1 has no rolldown',
      'package-lock.json:1 has no typescript',
    ],
  },
}

describe('the house is tidy', () => {
  const tree = readTree(join(import.meta.dirname, '..'), house.ignored)

  test.each(Object.entries(rules))('%s', (_name, { check }) => {
    expect(check(tree).join('\n')).toBe('')
  })

  test('the rules read what they should', () => {
    const paths = new Set(tree.map(({ path }) => path))
    for (const path of ['package-lock.json', 'harness/tidy.test.ts', 'harness/index.ts']) {
      expect(paths).toContain(path)
    }
  })
})

describe('the table', () => {
  const graph = new Map(
    [...mayImport].map(([from, to]) => [from, to.map((name) => name.replace(':types', ''))]),
  )

  test('names only folders that it lists', () => {
    const known = new Set([...graph.keys(), '*'])
    expect([...graph.values()].flat().filter((name) => !known.has(name))).toEqual([])
  })

  test('allows no cycle', () => {
    expect(cyclesOf(graph)).toEqual([])
  })
})

describe('a rule can fail', () => {
  test.each(Object.entries(rules))('%s', (_name, { check, broken, says }) => {
    const sources = Object.entries(broken).map(([path, text]) => ({ path, text }))
    expect(check(sources)).toEqual(says)
  })
})

/** The programs of `harness/` that are not tests. */
function product(sources: readonly Source[]): readonly Source[] {
  return sources.filter(
    (source) => isCode(source) && !isTest(source) && source.path.startsWith('harness/'),
  )
}

/** Whether a file is in one of the places of the table. */
function isIn({ path }: Source, places: readonly string[]): boolean {
  return places.some((place) => path.startsWith(`harness/${place}`))
}

function strayFiles(sources: readonly Source[]): readonly string[] {
  const folders = Object.keys(house.mayImport)
  return sources
    .filter(({ path }) => path.startsWith('harness/'))
    .filter((source) => {
      const folder = folderOf(source.path)
      const direct = source.path === `harness/${folder}`
      return direct
        ? !house.topLevel.includes(folder) && !isTest(source)
        : !folders.includes(folder)
    })
    .map((source) => at(source, 0, 'is in no folder of the table of folders'))
}

function strayImports(sources: readonly Source[]): readonly string[] {
  return sources
    .filter((source) => isCode(source) && source.path.startsWith('harness/'))
    .flatMap((source) =>
      importsOf(source)
        .filter(({ to }) => isFile(to))
        .flatMap(({ to, types, line }) => {
          const objection = objectionTo(source, to, types)
          return objection === undefined
            ? []
            : [`${source.path}:${line} imports ${to}; ${objection}`]
        }),
    )
}

/** Whether an import is of a file, not of a package. */
function isFile(to: string): boolean {
  return /\.m?[jt]s$/.test(to)
}

function objectionTo(source: Source, to: string, types: boolean): string | undefined {
  const from = folderOf(source.path)
  const target = folderOf(to)
  if (from === target) return undefined
  if (target === 'cli') return 'nothing imports cli'
  if (isTest(source)) return undefined
  const allowed = mayImport.get(from) ?? []
  const names = [target, '*', ...(types ? [`${target}:types`, '*:types'] : [])]
  if (names.some((name) => allowed.includes(name))) return undefined
  return `${from} may import ${allowed.join(' ') || 'nothing'}`
}

function cycles(sources: readonly Source[], nameOf: (path: string) => string): readonly string[] {
  const edges = product(sources).flatMap((source) =>
    importsOf(source)
      .filter(({ to }) => to.startsWith('harness/'))
      .map(({ to, line }) => ({
        from: nameOf(source.path),
        to: nameOf(to),
        where: `${source.path}:${line}`,
      }))
      .filter(({ from, to }) => from !== to),
  )
  const graph = Map.groupBy(edges, ({ from }) => from)
  const ways = new Map([...graph].map(([from, list]) => [from, list.map(({ to }) => to)]))
  return cyclesOf(ways).map((way) => {
    const closing = edges.find(({ from, to }) => from === way.at(-2) && to === way.at(-1))
    return `${closing?.where} closes a cycle: ${way.join(' → ')}`
  })
}

function impureImports(sources: readonly Source[]): readonly string[] {
  return product(sources)
    .filter(({ path }) => house.pure.includes(folderOf(path)))
    .flatMap((source) =>
      importsOf(source)
        .filter(({ to }) => !isFile(to) && to !== 'zod')
        .map(({ to, line }) => {
          return `${source.path}:${line} imports ${to}; ${folderOf(source.path)}/ is pure`
        }),
    )
}

function strayMentions(sources: readonly Source[]): readonly string[] {
  return product(sources).flatMap((source) =>
    nodesOf(source).flatMap((node) =>
      mentionsOf(node).flatMap((mention) => {
        const home = house.homes.find(({ mentions }) => mentions.includes(mention))
        if (home === undefined || isIn(source, home.onlyIn)) return []
        return [at(source, node.start, `has "${mention}": ${home.instead}`)]
      }),
    ),
  )
}

function strayNumbers(sources: readonly Source[]): readonly string[] {
  return product(sources)
    .filter((source) => !isIn(source, house.numbersIn))
    .filter((source) => importsOf(source).every(({ to }) => to !== 'zod'))
    .flatMap((source) =>
      nodesOf(source, isHomeOfNumbers)
        .filter(({ type, raw }) => type === 'Literal' && /^\d+(?!.*[xob])/.test(String(raw)))
        .filter(({ value }) => typeof value === 'number' && value > house.plainNumberMax)
        .map((node) => {
          const home = `${house.numbersIn.join(', ')} or a table (as const satisfies X)`
          const rule = `numbers over ${house.plainNumberMax} belong in ${home}`
          return at(source, node.start, `has ${String(node['raw'])}: ${rule}`)
        }),
    )
}

/** A table (`as const satisfies X`), a conversion of units (`msPerSecond = 1000`), or a type. */
function isHomeOfNumbers(node: Node): boolean {
  const table = node.type === 'TSSatisfiesExpression' && inside(node, 'expression')
  const conversion =
    node.type === 'VariableDeclarator' && /Per[A-Z]/.test(textOf(inside(node, 'id')))
  return (table && table.type === 'TSAsExpression') || conversion || node.type === 'TSLiteralType'
}

function undocumentedExports(sources: readonly Source[]): readonly string[] {
  return product(sources).flatMap((source) => {
    const documented = new Set<string>()
    return nodesOf(source)
      .filter(({ type }) => type === 'ExportNamedDeclaration')
      .flatMap((node) => {
        const declared = inside(node, 'declaration')
        const name = declared === undefined ? '' : declaredName(declared)
        if (/(?:\*\/|\/\/.*)\s?$/.test(source.text.slice(0, node.start))) documented.add(name)
        if (name === '' || documented.has(name) || isInferred(declared)) return []
        return [at(source, node.start, `exports ${name} without a comment above it`)]
      })
  })
}

function declaredName(declared: Node): string {
  return textOf(inside(declared, 'id') ?? inside(listed(declared, 'declarations')[0], 'id'))
}

/** A type that belongs to a schema: `export type Step = z.output<typeof Step>`. */
function isInferred(declared: Node | undefined): boolean {
  const name = inside(inside(declared, 'typeAnnotation'), 'typeName')
  return name?.type === 'TSQualifiedName' && textOf(inside(name, 'left')) === 'z'
}

function longFiles(sources: readonly Source[]): readonly string[] {
  return product(sources)
    .filter(({ text }) => text.split('\n').length - 1 > house.linesMax)
    .map(({ path }) => {
      const rule = `is past line ${house.linesMax}: give what it says a file of its own`
      return `${path}:${house.linesMax + 1} ${rule}`
    })
}

function strayOutsideImports(sources: readonly Source[]): readonly string[] {
  return sources.filter(isCode).flatMap((source) => {
    const own = source.path.split('/').slice(0, 2).join('/')
    const objection = (to: string) => {
      if (to.startsWith(`${own}/`)) return undefined
      if (own.startsWith('reference/') && to.startsWith('harness/'))
        return 'a reference is a program by itself'
      if (own.startsWith('specs/') && to !== 'harness/index.ts')
        return 'specs import harness/index.ts and their own folder only'
      return undefined
    }
    return importsOf(source).flatMap(({ to, line }) => {
      const found = objection(to)
      return found === undefined ? [] : [`${source.path}:${line} imports ${to}; ${found}`]
    })
  })
}

function unexplainedSkips(sources: readonly Source[]): readonly string[] {
  const suspects = ['skip(', '.skip(', '.skipIf(', '.runIf(', '.only(']
  return sources.filter(isTest).flatMap((source) =>
    nodesOf(source)
      .filter(({ type }) => type === 'CallExpression')
      .flatMap((node) => {
        const mention = mentionsOf(node).find((each) => suspects.includes(each))
        if (mention === undefined || givesReason(node)) return []
        const rule = `has ${mention}: skip with context.skip(condition, 'reason'), focus on none`
        return [at(source, node.start, rule)]
      }),
  )
}

/** The string of `test.skip('title', …)` is no reason. */
function givesReason(call: Node): boolean {
  const object = textOf(inside(inside(call, 'callee'), 'object'))
  return (
    !['test', 'it', 'describe'].includes(object) &&
    listed(call, 'arguments').some(
      ({ type, value }) => type === 'TemplateLiteral' || typeof value === 'string',
    )
  )
}

function headings(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap((source) => {
      const prose = source.text.replaceAll(/^(```|~~~)[^]*?^\1/gm, (fence) =>
        fence.replaceAll(/[^\n]/g, ' '),
      )
      const found = [...prose.matchAll(/^# /gm)]
      const last = found.at(-1)?.index ?? 0
      return found.length === 1
        ? []
        : [at(source, last, `has ${found.length} first-level headings`)]
    })
}

function forbiddenText(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) =>
    house.forbidden.flatMap(({ pattern, why }) => {
      const found = pattern.exec(source.text)
      return found === null ? [] : [at(source, found.index, `has "${found[0]}", which ${why}`)]
    }),
  )
}

type Lock = { readonly packages: Readonly<Record<string, LockedPackage>> }
type LockedPackage = {
  readonly version?: string
  readonly integrity?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

function lockGaps(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => path === 'package-lock.json')
    .flatMap((source) => {
      const { packages } = JSON.parse(source.text) as Lock
      return [...unlocked(source, packages), ...missingPlatforms(source, packages)]
    })
}

function unlocked(source: Source, packages: Lock['packages']): readonly string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) =>
        [`${path}/node_modules/${name}`, `node_modules/${name}`].every(
          (place) => packages[place]?.version === undefined || !packages[place].integrity,
        ),
      )
      .map((name) => `${lockLine(source, path, name)} asks for ${name} and does not lock it`),
  )
}

function missingPlatforms(source: Source, packages: Lock['packages']): readonly string[] {
  return house.platformPackages.flatMap((name) => {
    const path = `node_modules/${name}`
    const locked = packages[path]
    if (locked === undefined) return [`${source.path}:1 has no ${name}`]
    const programs = Object.keys(locked.optionalDependencies ?? {})
    return house.platforms
      .filter((platform) => !programs.some((program) => platform.test(program)))
      .map((platform) => `${lockLine(source, path)} has no ${platform.source} of ${name}`)
  })
}

/** The line of a package in the lock, or of the name of one that it asks for. */
function lockLine({ path, text }: Source, locked: string, name?: string): string {
  const start = text.indexOf(`"${locked}": {`)
  return `${path}:${lineAt(text, name === undefined ? start : text.indexOf(`"${name}":`, start))}`
}
