import { randomBytes } from 'node:crypto'
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { execa } from 'execa'
import { afterAll, describe, expect, test, type TestContext } from 'vitest'
import { z } from 'zod'
import { Gradebook } from '../batch/gradebook.ts'
import { loadConfig } from '../config/load.ts'
import { read } from '../kernel/proc.ts'
import { commandLine, listProcessIds } from '../kernel/processes.ts'
import { pollUntil } from '../lib/poll.ts'
import { shellWords } from './again.ts'

/**
 * A batch of hostile submissions (`fixtures/hostile`, and some that only a test can make) with
 * honest ones among them, as the machine's root and as an ordinary user.
 */
const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const fixtures = join(root, 'fixtures')

/** What the fixtures call themselves and the grader's folder; each run puts its own in its place. */
const placeholder = { mark: 'hostile-0000', ground: '/home/hostile-0000' }

/** What must come of a hostile submission, as its `expected.json` holds it. */
const Expected = z.strictObject({
  about: z.string().min(1),
  /** Exactly what it loses; else it may lose anything and earns at most some points. */
  lost: z.record(z.string(), z.string()).optional(),
  atMost: z.int().default(10),
  /** Or why it is not gradable. */
  notGradable: z.string().optional(),
  /** What its programs print, which shows that the attack was carried out, and how far. */
  says: z.array(z.string()).default([]),
})
type Expected = z.output<typeof Expected>

const passes = (about: string) => ({ about, lost: {} })

/** Honest submissions, by the fixtures that they are copies of. */
const honest = { ana: 'python-like-the-notes', mar: 'python-wrong-text', zoe: 'c-correct' }

/** Who runs the command, and with which words in front of it. */
type Account = { readonly name: string; readonly uid: number; readonly words: readonly string[] }

const ordinaryUid = 64_999
const self: Account = { name: 'whoever runs the tests', uid: process.getuid?.() ?? 0, words: [] }
const ordinary: Account = {
  name: 'an ordinary user',
  uid: ordinaryUid,
  words: [
    'setpriv',
    `--reuid=${ordinaryUid}`,
    `--regid=${ordinaryUid}`,
    '--clear-groups',
    '--inh-caps=-all',
  ],
}
const accounts = self.uid === 0 ? [{ ...self, name: 'root' }, ordinary] : [self]

/** Where one account's batch happens, and what is put there to be found. */
type Ground = {
  readonly account: Account
  readonly folder: string
  /** The checkout, or a copy of it where the account may not enter the checkout. */
  readonly product: string
  /** In the names of processes and files of the attacks. */
  readonly mark: string
  readonly canary: string
}

const grounds: string[] = []
afterAll(async () => {
  // rm(1) removes what is too deep for paths.
  for (const folder of grounds) await execa('rm', ['-rf', folder])
}, 60_000)

async function openGround(account: Account): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-hostile-'))
  grounds.push(folder)
  await chmod(folder, 0o755)
  const random = () => randomBytes(2).toString('hex')
  const ground = {
    account,
    folder,
    product: await productFor(account, folder),
    mark: `hostile-${random()}`,
    canary: `CANARY-${random()}${random()}${random()}`,
  }
  await fill(ground)
  await execa('chown', ['-R', `${account.uid}`, folder])
  return ground
}

/** Node and the product where this account may read them. */
async function productFor({ words }: Account, folder: string): Promise<string> {
  const attempt = [...words, process.execPath, join(root, 'harness/cli/enchufe.mjs'), '--help']
  const [file, ...args] = attempt as [string, ...string[]]
  const works = await execa(file, args, { cwd: '/', stdin: 'ignore', reject: false })
  if (!works.failed) return root
  const copy = join(folder, 'product')
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>
  }
  const packages = Object.entries(lock.packages).flatMap(([path, { dev }]) => (dev ? [] : path))
  const parts = ['harness', 'specs', 'package.json', 'grading.config.ts', ...packages]
  for (const part of parts.filter(Boolean)) {
    await cp(join(root, part), join(copy, part), { recursive: true })
  }
  await cp(process.execPath, join(copy, 'node'))
  return copy
}

async function fill(ground: Ground): Promise<void> {
  const { folder, product, canary } = ground
  for (const name of ['home/.ssh', 'specs', 'tmp', 'control']) {
    await mkdir(join(folder, name), { recursive: true })
  }
  const { config } = await loadConfig(join(root, 'grading.config.ts'), root)
  const limits = {
    buildMs: 5000,
    answerMs: 1500,
    closeMs: 1500,
    exitMs: 1500,
    outputMs: 1500,
    trialMs: 20_000,
  }
  const own = { languages: config.languages, specs: ['specs'], limits }
  await writeFile(join(folder, 'grading.config.json'), JSON.stringify(own))
  const assignment = join(folder, 'specs/greeting-server')
  await cp(join(root, 'specs/greeting-server'), assignment, { recursive: true })
  for (const name of (await readdir(assignment)).filter((each) => each.endsWith('.ts'))) {
    const source = await readFile(join(assignment, name), 'utf8')
    const moved = source.replace('../../harness/index.ts', join(product, 'harness/index.ts'))
    await writeFile(join(assignment, name), `// ${canary}\n${moved}`)
  }
  for (const [name, fixture] of Object.entries(honest)) {
    for (const batch of ['control', 'class']) {
      const submission = join(folder, batch, name)
      await cp(join(fixtures, 'greeting-server', fixture), submission, { recursive: true })
      await writeFile(join(submission, 'canary.txt'), canary)
    }
  }
  for (const place of ['.', 'home', 'home/.ssh', 'specs', 'specs/greeting-server', 'tmp/..']) {
    await writeFile(join(folder, place, 'canary.txt'), `${canary}\n`)
  }
}

/** Puts the hostile fixtures beside the honest ones; says what must come of each. */
async function copyHostile(ground: Ground): Promise<ReadonlyMap<string, Expected>> {
  const expected = new Map<string, Expected>()
  const folder = join(ground.folder, 'class')
  for (const name of await readdir(join(fixtures, 'hostile'))) {
    const fixture = join(fixtures, 'hostile', name)
    expected.set(
      name,
      Expected.parse(JSON.parse(await readFile(join(fixture, 'expected.json'), 'utf8'))),
    )
    for (const file of await readdir(fixture)) {
      if (file === 'expected.json') continue
      const text = await readFile(join(fixture, file), 'utf8')
      await mkdir(join(folder, name), { recursive: true })
      await writeFile(join(folder, name, file), filledIn(ground, text))
    }
  }
  return expected
}

function filledIn({ folder, mark }: Ground, text: string): string {
  return text.replaceAll(placeholder.ground, folder).replaceAll(placeholder.mark, mark)
}

/** Submissions that a repository cannot hold, or not everywhere. */
async function makeHostile(ground: Ground): Promise<ReadonlyMap<string, Expected>> {
  const made = new Map<string, Expected>()
  const greets = join(fixtures, 'greeting-server/python-like-the-notes/servidor.py')
  const greetsInC = join(fixtures, 'greeting-server/c-correct/server.c')
  const make = async (name: string, expected: z.input<typeof Expected>) => {
    const folder = join(ground.folder, 'class', name)
    await mkdir(folder, { recursive: true })
    made.set(name, Expected.parse(expected))
    return folder
  }
  const none = 'there is no entry file'

  const entry = await make('link-entry', { about: 'Its entry is a link.', notGradable: none })
  await symlink('/etc/passwd', join(entry, 'servidor.py'))
  const data = await make('link-data', passes('Its files are links to what is not its own.'))
  await symlink(join(ground.folder, 'canary.txt'), join(data, 'datos.txt'))
  await symlink(ground.folder, join(data, 'carpeta'))
  const reading = 'for path in ("datos.txt", "carpeta/canary.txt"):\n'
  const told = '    try: print(open(path).read())\n    except OSError: pass\n'
  await writeFile(join(data, 'servidor.py'), `${reading}${told}${await readFile(greets, 'utf8')}`)

  const pipe = await make('fifo', passes('There is a FIFO beside its entry.'))
  await cp(greets, join(pipe, 'servidor.py'))
  await execa('mkfifo', [join(pipe, 'datos'), join(pipe, 'utiles.py')])
  const pipes = await make('fifo-entry', { about: 'Its entry is a FIFO.', notGradable: none })
  await execa('mkfifo', [join(pipes, 'servidor.py')])

  const touch = `touch ${ground.mark}-ran`
  const names = [
    'a\nb',
    '-DX',
    '-',
    '\u001b[31mred',
    `;${touch};`,
    `$(${touch})`,
    `\`${touch}\``,
    '|x "y" \'z\'',
  ]
  const odd = await make('odd-names', passes('Its files have names that a shell would obey.'))
  await cp(greetsInC, join(odd, 'servidor.c'))
  for (const [index, name] of names.entries()) {
    await writeFile(join(odd, `${name}.c`), `extern int unused_${index};\n`)
  }
  const listed = await make('odd-names-only', {
    about: 'Nothing but names that a terminal would obey.',
    notGradable: none,
  })
  for (const name of [...names, '::error::x', '\n::error::x', '\u202ebidi', '=1+1']) {
    await writeFile(join(listed, name), '')
  }
  const ids = ['-rf', `$(${touch});\`${touch}\``, '\n::error::x\u001b[31m<script>', '=1+1']
  for (const id of ids) {
    const inner = join(await make(id, passes('Its own name is odd, and its folders.')), names[3]!)
    await mkdir(inner)
    await cp(greets, join(inner, 'servidor.py'))
  }

  const many = await make('many-files', {
    about: 'A hundred thousand files.',
    notGradable: 'more than 20000 files',
  })
  const inMany =
    'for d in range(100):\n os.mkdir(str(d))\n for f in range(1000): os.mknod(f"{d}/{f}")'
  await execa('python3', ['-c', `import os\n${inMany}`], { cwd: many })
  const deep = await make('deep', { about: 'Too deep for any path.', notGradable: 'ENAMETOOLONG' })
  const inDeep = 'for d in range(600):\n os.mkdir("carpeta-honda"); os.chdir("carpeta-honda")'
  await execa('python3', ['-c', `import os\n${inDeep}`], { cwd: deep })
  return made
}

/** Runs the command as the ground's account, its home and its environment full of secrets. */
function enchufe(ground: Ground, args: readonly string[]) {
  return as(ground, commandOf(ground, args))
}

/** The same on a terminal. */
function onTerminal(ground: Ground, args: readonly string[]) {
  const command = shellWords(commandOf(ground, args), {})
  return as(ground, ['script', '-qec', command, '/dev/null'])
}

function as(ground: Ground, command: readonly string[]) {
  const [file, ...args] = [...ground.account.words, ...command]
  return execa(file!, args, { ...environmentOf(ground), stdin: 'ignore', reject: false })
}

function commandOf({ product }: Ground, args: readonly string[]): readonly string[] {
  const node = product === root ? process.execPath : join(product, 'node')
  return [node, join(product, 'harness/cli/enchufe.mjs'), ...args]
}

function environmentOf({ folder, canary, account }: Ground) {
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  const env = {
    PATH: account.words.length === 0 ? (process.env['PATH'] ?? path) : path,
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'tmp'),
    LC_ALL: 'C.UTF-8',
    SHELL: '/bin/bash',
    TERM: 'xterm',
    SECRET_TOKEN: canary,
    GITHUB_OUTPUT: join(folder, 'canary.txt'),
  }
  return { cwd: folder, env, extendEnv: false }
}

const assignment = ['--assignment', 'greeting-server']

function grade(ground: Ground, batch: string, out: string) {
  const options = [...assignment, '--jobs', '2', '--lab', 'lab', '--out', join(ground.folder, out)]
  return enchufe(ground, ['grade', join(ground.folder, batch), ...options])
}

/** What the machine shows of a ground: nothing of it may be more after the batch than before. */
async function traces({ folder, mark }: Ground) {
  return {
    processes: listProcessIds().flatMap((pid) => ofGround(pid, [folder, mark])),
    sockets: ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) =>
      read(`/proc/net/${table}`)
        .split('\n')
        .filter((row) => / [0-9A-F]+:23(?:2[89A-F]|3[0-2]) .* 0A /.test(row))
        .map((row) => `${table} ${row.trim().split(' ')[1]}`),
    ),
    names: read('/proc/net/unix')
      .split('\n')
      .filter((row) => row.includes(folder) || row.includes(mark)),
    mounts: read('/proc/self/mountinfo')
      .split('\n')
      .filter((row) => /enchufe|hostile/.test(row)),
    groups: (await filesBelow('/sys/fs/cgroup', 2)).filter((path) => /enchufe|hostile/.test(path)),
    strays: (
      await Promise.all(
        ['/', '/tmp', '/dev/shm', '/var/tmp', '/dev', '/run', homedir(), folder, root].map(
          async (place) => (await namesIn(place)).map((name) => join(place, name)),
        ),
      )
    )
      .flat()
      .filter((path) => basename(path).includes(mark)),
    own: await contentsOf(folder),
    temporary: await namesIn(join(folder, 'tmp')),
  }
}

/** A process that comes from a ground, by whatever still shows it. */
function ofGround(pid: number, words: readonly string[]): readonly string[] {
  if (pid === process.pid) return []
  const shown = ['comm', 'environ', 'mountinfo'].map((file) => read(`/proc/${pid}/${file}`))
  const text = [commandLine(pid), ...shown].join('\n')
  return words.some((word) => text.includes(word)) ? [`${pid} ${commandLine(pid)}`] : []
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

async function filesBelow(folder: string, depth: number): Promise<string[]> {
  const items = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found = items.map(async (item) => {
    const path = join(folder, item.name)
    return item.isDirectory() && depth > 0 ? [path, ...(await filesBelow(path, depth - 1))] : [path]
  })
  return (await Promise.all(found)).flat()
}

/** What was put into the ground: each file with its size and the time of its last change. */
async function contentsOf(folder: string): Promise<readonly string[]> {
  const apart = ['many-files', 'deep', 'product', 'tmp', 'out', 'out-control']
  const items = await readdir(folder, { withFileTypes: true })
  const found = items
    .filter(({ name }) => !apart.includes(name))
    .map(async ({ name }) => {
      const path = join(folder, name)
      const status = await lstat(path)
      if (status.isDirectory()) return [path, ...(await contentsOf(path))]
      return [`${path} ${status.size} ${status.mtimeMs}`]
    })
  return (await Promise.all(found)).flat().toSorted()
}

/** All that a batch left, and the machine before and after it. */
type Attacked = Awaited<ReturnType<typeof attack>>

async function attack(account: Account) {
  const ground = await openGround(account)
  const expected = new Map([...(await copyHostile(ground)), ...(await makeHostile(ground))])
  await execa('chown', ['-hR', `${account.uid}`, join(ground.folder, 'class')])
  const control = await grade(ground, 'control', 'out-control')
  const before = await traces(ground)
  const run = await grade(ground, 'class', 'out')
  const after = async () => traces(ground)
  return { ground, expected, control, before, run, after }
}

const attacked = new Map<Account, Promise<Attacked>>()

/** Whether an account may use bubblewrap. */
async function isPossible({ words }: Account): Promise<boolean> {
  const [file, ...args] = [...words, ...'bwrap --dev-bind / / true'.split(' ')]
  const attempt = await execa(file!, args, { cwd: '/', stdin: 'ignore', reject: false })
  return !attempt.failed
}

/** One batch for each account, which all tests look at. All begin together: most of it is waiting. */
async function batchOf(account: Account, context: TestContext): Promise<Attacked> {
  context.skip(!(await isPossible(account)), `there is no bubblewrap for ${account.name} here`)
  for (const each of accounts) {
    if (!attacked.has(each) && (await isPossible(each))) attacked.set(each, attack(each))
  }
  return attacked.get(account)!
}

/** A report without what may differ from run to run. */
async function stable(path: string): Promise<string> {
  return JSON.stringify(JSON.parse(await readFile(path, 'utf8')), (key, value: unknown) =>
    key.endsWith('Ms') || key.endsWith('At') ? undefined : value,
  )
}

type Entry = Gradebook['submissions'][number]

const lostOf = ({ checks }: Entry) =>
  Object.fromEntries(
    checks
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ id, cause, verdict }) => [id, cause ?? verdict]),
  )

/** In what the result of a hostile submission is not what it must be. */
async function differences(ground: Ground, entry: Entry, wanted: Expected): Promise<string[]> {
  const { status, score, maxScore, reason } = entry
  const trials = join(ground.folder, 'out/submissions', entry.id, 'trials')
  const stored = (await namesIn(trials)).map((name) => readFile(join(trials, name), 'utf8'))
  const told = (await Promise.all(stored)).flatMap((text) => textsIn(JSON.parse(text))).join('\n')
  const lost = lostOf(entry)
  const why = reason?.en ?? 'graded'
  const found: readonly (readonly [string, boolean])[] = [
    [`is ${status}: ${why}`, why.includes(wanted.notGradable ?? 'graded')],
    [`has ${score} of ${maxScore} points`, maxScore === 10 && score <= wanted.atMost],
    [`lost ${JSON.stringify(lost)}`, isDeepStrictEqual(lost, wanted.lost ?? lost)],
    ...wanted.says.map((said) => [`did not say "${said}"`, new RegExp(said).test(told)] as const),
  ]
  return found.flatMap(([what, held]) => (held ? [] : `${JSON.stringify(entry.id)} ${what}`))
}

/** Every text in a stored file, with bytes as text; the bytes of one stream also in one piece. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  if ('base64' in value && typeof value.base64 === 'string') {
    return [Buffer.from(value.base64, 'base64').toString('latin1')]
  }
  const inner = Object.values(value).map(textsIn)
  return Array.isArray(value) ? [...inner.flat(), streamsIn(value)] : inner.flat()
}

function streamsIn(events: readonly unknown[]): string {
  const streams = new Map<string, string>()
  for (const event of events) {
    if (typeof event !== 'object' || event === null || !('data' in event)) continue
    const of = event as { data: unknown; kind?: string; stream?: string; peer?: string }
    const key = `${of.kind} ${of.stream} ${of.peer}`
    streams.set(key, (streams.get(key) ?? '') + textsIn(of.data).join(''))
  }
  return [...streams.values()].join('\n')
}

/** Characters that steer a terminal, or the order in which a text is read. */
const steering = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

function expectHarmless(text: string): void {
  expect.soft(steering.exec(text)?.[0]).toBeUndefined()
  expect.soft(text.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([])
}

/** What stands before and after a line of progress. */
const wiped = '\r\u001B[2K'
const ours = new RegExp(`${String.fromCodePoint(0x1b)}\\[\\d*(?:;\\d+)*m`, 'g')

describe.each(accounts)('as $name', (account) => {
  const limitMs = 240_000

  test(
    'hostile submissions lose what they should, and earn nothing more',
    async (context) => {
      const { ground, expected, run } = await batchOf(account, context)
      expect(run).toMatchObject({ exitCode: 0 })
      const out = join(ground.folder, 'out')
      const gradebook = Gradebook.parse(
        JSON.parse(await readFile(join(out, 'gradebook.json'), 'utf8')),
      )
      expect(gradebook.complete).toBe(true)
      const ids = gradebook.submissions.map(({ id }) => id)
      expect(ids).toEqual([...expected.keys(), ...Object.keys(honest)].toSorted())
      const wrong: string[] = []
      for (const entry of gradebook.submissions) {
        const wanted = expected.get(entry.id)
        if (wanted) wrong.push(...(await differences(ground, entry, wanted)))
      }
      expect(wrong).toEqual([])
    },
    limitMs,
  )

  test(
    'honest submissions are graded as if they had been alone',
    async (context) => {
      const { ground, control } = await batchOf(account, context)
      expect(control).toMatchObject({ exitCode: 0 })
      for (const name of Object.keys(honest)) {
        const [alone, among] = ['out-control', 'out'].map((out) =>
          stable(join(ground.folder, out, 'submissions', name, 'report.json')),
        )
        expect.soft(JSON.parse(await among!), name).toEqual(JSON.parse(await alone!))
      }
      expect(control.stdout).toMatch(/^ana +10\/10 .*\nmar +8\/10 .*\nzoe +10\/10 /m)
    },
    limitMs,
  )

  test(
    'nothing is left behind, and nothing was touched',
    async (context) => {
      const { ground, before, after, expected } = await batchOf(account, context)
      const gone = async () => (await traces(ground)).processes.length === 0
      await pollUntil(gone, { limitMs: 2000, signal: new AbortController().signal })
      expect(await after()).toEqual({ ...before, processes: [], temporary: [] })
      const out = join(ground.folder, 'out')
      const submissions = [...expected.keys(), ...Object.keys(honest)]
      expect((await namesIn(out)).toSorted()).toEqual(['gradebook.json', 'submissions'])
      expect((await namesIn(join(out, 'submissions'))).toSorted()).toEqual(submissions.toSorted())
      for (const id of submissions) {
        const left = await namesIn(join(out, 'submissions', id))
        expect.soft([['report.json'], ['report.json', 'trials']]).toContainEqual(left.toSorted())
        const trials = await namesIn(join(out, 'submissions', id, 'trials'))
        expect.soft(trials.filter((name) => !/^[a-z-]+-main-whole\.json$/.test(name))).toEqual([])
      }
    },
    limitMs,
  )

  test(
    'no secret is in what the batch printed or stored',
    async (context) => {
      const { ground, run } = await batchOf(account, context)
      const stored = (await filesBelow(join(ground.folder, 'out'), 4)).filter((path) =>
        path.endsWith('.json'),
      )
      expect(stored.length).toBeGreaterThan(100)
      const found: string[] = []
      for (const path of stored) {
        const texts = textsIn(JSON.parse(await readFile(path, 'utf8')))
        if (texts.some((text) => text.includes(ground.canary))) found.push(path)
      }
      expect(found).toEqual([])
      expect(`${run.stdout}${run.stderr}`).not.toContain(ground.canary)
    },
    limitMs,
  )
})

test('what is printed steers nothing, in a pipe and on a terminal', async (context) => {
  const { ground, run } = await batchOf(accounts[0]!, context)
  expectHarmless(run.stdout)
  expectHarmless(run.stderr)
  const out = join(ground.folder, 'out')
  const check = (name: string, ...more: string[]) => {
    const only = ['--only', 'greets', '--only', 'ends-after-the-fifth', '--lab', 'lab']
    return ['check', join(ground.folder, 'class', name), ...assignment, ...only, ...more]
  }
  const odd = '\n::error::x\u001b[31m<script>'
  const commands = [
    ['regrade', out],
    ['replay', out, 'injections', '--lab', 'lab'],
    ['replay', out, `${odd}!`],
    check('injections', '--verbose'),
    check('odd-names-only', '--lang', 'es'),
    check(odd, '--verbose'),
  ]
  const shown = await Promise.all(commands.map((command) => onTerminal(ground, command)))
  expect(shown.map(({ exitCode }) => exitCode)).toEqual([0, 1, 2, 1, 2, 0])
  for (const { stdout } of shown)
    expectHarmless(stdout.replaceAll(wiped, '\n').replaceAll('\r\n', '\n').replaceAll(ours, ''))
  expect(shown[0]?.stdout).toMatch(ours)
  const piped = await enchufe(ground, check('injections', '--verbose'))
  expectHarmless(`${piped.stdout}\n${piped.stderr}`)
  const json = await enchufe(ground, check('injections', '--json'))
  expect(JSON.parse(json.stdout)).toMatchObject({ status: 'graded' })
  expectHarmless(json.stdout)
}, 240_000)

test('without the lab the secrets are found: the attack is a real one', async () => {
  const ground = await openGround(self)
  await copyHostile(ground)
  const submission = join(ground.folder, 'class/reads-secrets')
  const options = [...assignment, '--only', 'greets', '--lab', 'net', '--json']
  const run = await enchufe(ground, ['check', submission, ...options])
  expect(run.stdout).toContain(ground.canary)
})
