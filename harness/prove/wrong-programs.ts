import { announcementOf } from '../assignment/announced.ts'
import { familyOf, homeOf, type Family } from '../assignment/network.ts'
import { LanguageRecipe } from '../config/schema.ts'
import { WrongProgram, type Assignment, type ProgramRule } from '../assignment/schema.ts'

/**
 * The language of the wrong programs: JavaScript as CommonJS, which starts in half the time that
 * TypeScript takes. An ending of its own keeps it apart from the languages of a course.
 */
export const wrongLanguage = {
  ending: '.wrong',
  recipe: LanguageRecipe.parse({ extensions: ['.wrong'], run: ['{harness-node}', '{entry}'] }),
}

/**
 * A program that is wrong on purpose; `{port}` stands for how it gets its port, `{any}`
 * for the address that means all of them, `{udp}` for the kind of
 * UDP socket, `{home}` for where its server is.
 */
type Wrong = { readonly role: ProgramRule['role']; readonly source: string }

/**
 * The wrong programs of each role. Whoever passes a check with one of these has written a check
 * that asks for too little, unless the assignment says that the behaviour truly fulfils it.
 */
const wrongPrograms = {
  'never-accepts': {
    role: 'server',
    source: `createServer().listen({port}, '{any}', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))`,
  },
  'stays-silent': {
    role: 'server',
    source: `createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => {}).resume()).listen({port}, '{any}')`,
  },
  'closes-at-once': {
    role: 'server',
    source: `createServer((socket) => socket.on('error', () => {}).end()).listen({port}, '{any}')`,
  },
  resets: {
    role: 'server',
    source: `createServer((socket) => socket.on('error', () => {}).resetAndDestroy()).listen({port}, '{any}')`,
  },
  echoes: {
    role: 'server',
    source: `createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen({port}, '{any}')`,
  },
  'never-connects': { role: 'client', source: '' },
  'connects-and-leaves': {
    role: 'client',
    source: `connect({port}, hostname(), function () { this.destroy() }).on('error', () => {})`,
  },
  'connects-and-stays-silent': {
    role: 'client',
    source: `connect({ port: {port}, host: hostname(), allowHalfOpen: true }).on('error', () => {}).resume(), setInterval(() => {}, 2 ** 30)`,
  },
  'udp-stays-silent': {
    role: 'udp-server',
    source: `createSocket('{udp}').bind({port})`,
  },
  'udp-ends-at-first': {
    role: 'udp-server',
    source: `createSocket('{udp}', function () { this.close() }).bind({port})`,
  },
  'udp-answers-nothing': {
    role: 'udp-server',
    source: `createSocket('{udp}', function (_, { port, address }) { this.send('', port, address) }).bind({port})`,
  },
  'udp-never-sends': { role: 'udp-client', source: '' },
  'udp-sends-once': {
    role: 'udp-client',
    source: `createSocket('{udp}').send('x', {port}, '{home}'), setInterval(() => {}, 2 ** 30)`,
  },
} as const satisfies Record<WrongProgram, Wrong>

/** A wrong program: its role, and the text of its entry file where a rule says how it gets its port. */
export type WrongSource = {
  readonly name: WrongProgram
  readonly role: ProgramRule['role']
  readonly source: (rule: ProgramRule) => string
}

/** The wrong programs of a role, in the network of an assignment. */
export function wrongProgramsFor(
  assignment: Pick<Assignment, 'network'>,
  role: ProgramRule['role'],
): readonly WrongSource[] {
  const family = familyOf(assignment)
  const any = family === 'ipv6' ? '::' : '0.0.0.0'
  return WrongProgram.options
    .map((name) => ({ name, ...wrongPrograms[name] }))
    .filter((wrong) => wrong.role === role)
    .map(({ name, source }) => ({
      name,
      role,
      source: (rule) =>
        [imports, source, '']
          .join('\n')
          .replaceAll('{port}', portExpression(rule, family))
          .replaceAll('{any}', any)
          .replaceAll('{udp}', family === 'ipv6' ? 'udp6' : 'udp4')
          .replaceAll('{home}', homeOf[family]),
    }))
}

const imports = `const { createSocket } = require('node:dgram')
const { readFileSync, readSync } = require('node:fs')
const { connect, createServer } = require('node:net')
const { hostname } = require('node:os')`

const readsLine =
  '((line) => Number(line.toString("utf8", 0, readSync(0, line))))(Buffer.alloc(64))'

function inFile(name: string, before: string): string {
  return `Number(/^\\d+/.exec(readFileSync(${JSON.stringify(name)}, 'utf8').slice(${before.length})))`
}

function portExpression({ port: rule }: ProgramRule, family: Family): string {
  switch (rule.given) {
    case 'fixed':
      return String(rule.port)
    case 'environment':
      return `Number(process.env[${JSON.stringify(rule.name)}])`
    case 'argument':
      return `Number(process.argv[${2 + rule.args.findIndex((arg) => arg.includes('{port}'))}])`
    case 'file': {
      const [before = ''] = rule.text.split('{port}')
      return inFile(rule.name, before.replaceAll('{host}', homeOf[family]))
    }
    case 'stdin':
      return readsLine
    case 'announced': {
      const line = JSON.stringify(announcementOf(rule, '{0}'))
      return `((port) => (console.log(${line}.replace('{0}', String(port))), port))(20_000 + process.pid % 10_000)`
    }
    case 'discovered':
      return '0'
    default:
      return rule satisfies never
  }
}
