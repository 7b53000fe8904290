import type { Framing } from './framing.ts'
import type { Matcher } from './matcher.ts'
import type { Payload } from './payload.ts'
import type { PortRule } from './port-rule.ts'
import { entry, type Entries } from './reference-entry.ts'
import type { Fault } from './relay.ts'
import type { OtherProgram, ProgramRule } from './schema.ts'

/** The keys of a program. */
export const program = {
  role: entry(
    'What it is, and over which protocol: `server`, `client`, `udp-server`, `udp-client`.',
    {
      role: 'server',
    },
  ),
  entry: entry(
    'The names that its entry file may have, without extension, in any case; `*` stands for any characters.',
    { entry: ['server', 'servidor*'] },
  ),
  build: entry(
    '`make`: its makefile builds it, which else it does where no file is an entry file.',
    { build: 'make' },
  ),
  streams: entry(
    '`terminal`: its standard streams are one terminal instead of three pipes, 24 lines of 80 columns, and the one of its session. `expectOutput` then looks at what the terminal shows: what the program writes on either output, byte for byte; what is typed is not echoed, and no `\\r` is put before a newline. `stdin` types: `\\u0003` is Ctrl-C, and its `end` is Ctrl-D, at the beginning of a line. What is typed and shown arrives when it pleases, so that nothing is `proved`: the evidence is `timed`.',
    { streams: 'terminal' },
  ),
  port: entry('How it learns its port, see Ports.', { port: { given: 'argument' } }),
} as const satisfies Entries<keyof ProgramRule>

/** The matchers. */
export const matchers = {
  exactly: entry('These bytes, next. A text alone is short for it.', { data: 'hola\n' }),
  contains: entry('These bytes in one piece, with anything around them.', { data: 'hola' }),
  'one-of': entry(
    'One of these, next: bytes, a `matches`, a `head`, an `end` (the program ends the connection), or a list of them that come one after the other.',
    { of: ['uno\ndos\n', 'dos\nuno\n', ['adiós\n', { kind: 'end' }]] },
  ),
  'in-any-order': entry(
    'All of these, next, each exactly once, in whatever order they come: bytes or messages. Of several that fit the first of the list counts.',
    { of: ['* beto entra\n', '* carla entra\n'] },
  ),
  hash: entry('As many bytes as `length` says, next, with this SHA-256: for long answers.', {
    length: 5,
    sha256: '11e936173a341e7dca659c972077e984113f9cb9f75d2125a75139a196b1a3e8',
  }),
  message: entry(
    'One message, next, in the framing of the assignment: exactly these bytes, JSON with this value however it is written (`json`), an object with at least these keys (`json-with`: the value of a key is of a type, or `anything`, or one `value`, or an object with `keys`, or an array of `items`), or `parts`. What is under `capture`, in the parts or in a key, is used later as `captured`.',
    {
      data: {
        kind: 'json-with',
        keys: { token: { capture: 'token', type: 'string' }, user: { keys: { id: 'number' } } },
      },
    },
  ),
  anything: entry(
    'At least one byte, whatever it is, and all that has come by then: so no later step may look at what comes to that peer, but for `expectClose` with `before: anything`.',
  ),
  matches: entry(
    'A line, the `next` or `any` that comes, whose whole text fits a pattern; `end` is what ends it; at the end of all that comes, as in a datagram, it may be missing. A pattern is a regular expression with the flag `u`, at most 300 characters long, without looking around, without references to groups, without repetitions of what is repeated or chosen, and with at most three repetitions without an end. With `like` it has a text that fits it, which is shown to students.',
    { form: { pattern: String.raw`\d+ puntos?`, like: '7 puntos' }, line: 'next', end: '\n' },
  ),
  head: entry(
    'The head of a message of HTTP/1, next: its first line and these fields, in any order and among any others, each as a pattern. With `body` its body too, as long as Content-Length says or until the server closes: bytes, or `anything`. Without it the body is left to the steps that follow.',
    {
      first: { pattern: String.raw`HTTP/1\.[01] 200(?: .*)?`, like: 'HTTP/1.1 200 OK' },
      fields: { 'Content-Type': 'text/.+' },
      body: 'hola',
    },
  ),
} as const satisfies Entries<Matcher['kind']>

/** The payloads. */
export const payloads = {
  text: entry('A text in UTF-8, `times` times. A text alone is short for it.', {
    text: 'ñ',
    times: 3,
  }),
  hex: entry('Bytes in hexadecimal digits, `times` times.', { hex: '00 ff' }),
  json: entry('JSON without white space.', { value: { op: 'sum', values: [1, 2] } }),
  parts: entry(
    'Parts, one after the other. In a message that is expected some may be captured: `{"kind":"capture","as":"token"}`.',
    {
      of: ['TOKEN ', { kind: 'captured', name: 'token' }, '\n'],
    },
  ),
  captured: entry(
    'What an earlier step of the scenario has captured. It may stand inside of the `value` of JSON too. What it is in is sent in one piece.',
    { name: 'token' },
  ),
  message: entry('One message with this content, in the framing of the assignment.', {
    data: { kind: 'json', value: { op: 'sum', values: [1, 2] } },
  }),
} as const satisfies Entries<Payload['kind']>

/** The framings. */
export const framings = {
  lines: entry('Each message ends with `end`.', { end: '\r\n' }),
  'length-prefixed': entry('Some bytes of length, then the message.', { bytes: 4, endian: 'big' }),
  fixed: entry('Every message has `bytes` bytes.', { bytes: 50 }),
  'until-close': entry('One message, which ends with the connection.'),
  codec: entry(
    'As the functions `encode` and `decode` of a file beside the assignment say; `hash` is filled in when it is loaded.',
    { file: './codec.ts' },
  ),
} as const satisfies Entries<Framing['kind']>

/** The faults of a relay. */
export const faults = {
  drop: entry('This datagram is lost.', { datagram: 2 }),
  duplicate: entry('This datagram arrives twice.', { datagram: 2 }),
  hold: entry(
    'This datagram arrives only after datagram `until` has come to the relay: the next one, unless it is given.',
    { datagram: 2, until: 4 },
  ),
  corrupt: entry(
    'Every bit of byte number `byte` of this datagram is turned; they are counted from 0.',
    { datagram: 2, byte: 0 },
  ),
} as const satisfies Entries<Fault['kind']>

/** The ways in which a program gets its port. */
export const portRules = {
  argument: entry('`{port}` (and `{host}`) among its arguments.', { args: ['{host}', '{port}'] }),
  environment: entry('In the environment variable `name`.', { name: 'PORT' }),
  file: entry(
    "In a file of the folder in which it starts, written into the run's copy, never into the submission.",
    { name: 'parametros.json', text: '{"port": {port}}' },
  ),
  stdin: entry('As the first line of its standard input, which stays open.'),
  fixed: entry('It is written in the program.', { port: 9000 }),
  announced: entry(
    'The program chooses it, listens there, and writes a line in which `pattern` is found, where `{port}` stands for the port; for servers. `like` is such a line, where the pattern itself is none.',
    { pattern: '[Pp]uerto:? {port}', like: 'Escuchando en el puerto {port}' },
  ),
  discovered: entry('Wherever it listens; for servers.'),
} as const satisfies Entries<PortRule['given']>

/** The programs of `others`. */
export const otherPrograms = {
  submission: entry(
    "Another program of the submission, found, built and told its port as the assignment's own. `others` gives it a name, by which steps start it (`startOther`) and a check may judge it instead (`program`).",
    { role: 'client', entry: ['cliente', 'client'], port: { given: 'argument' } },
  ),
  reference: entry(
    'The reference of that assignment, which brings its role and its port rule along, and not its network. Where it fails with a program, that program is to blame; where it cannot be built or started, nothing is decided.',
    { assignment: 'greeting-client' },
  ),
} as const satisfies Entries<OtherProgram['from']>
