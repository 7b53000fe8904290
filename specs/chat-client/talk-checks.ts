import {
  accept,
  check,
  close,
  contains,
  expect,
  expectClose,
  expectExit,
  expectSilence,
  expectStdout,
  listen,
  send,
  stdin,
} from '../../harness/index.ts'

/** The client has connected and said its name. */
const joined = [listen(), accept('servidor'), expect('servidor', 'ana\n')]
const accents = 'beto: ¡qué alegría, señora Núñez! 🔌'

/** What the client does with keyboard and socket. */
export const talkChecks = [
  check('says-its-name', {
    points: 1,
    after: ['connects'],
    requirement: {
      en: 'The client MUST send its name, the third argument, as its first line, and nothing more by itself.',
      es: 'El cliente DEBE enviar su nombre, el tercer argumento, como primera línea, y nada más por sí solo.',
    },
    scenario: [...joined, expectSilence('servidor')],
  }),
  check('sends-each-line', {
    points: 2,
    after: ['says-its-name'],
    requirement: {
      en: 'The client MUST send each line of its standard input as a line, at once, also when several are typed before it looks.',
      es: 'El cliente DEBE enviar cada línea de su entrada estándar como una línea, de inmediato, también cuando se escriben varias antes de que mire.',
    },
    scenario: [
      ...joined,
      stdin('hola, ñandú\n'),
      expect('servidor', 'hola, ñandú\n'),
      stdin('uno\ndos\ntres\n'),
      expect('servidor', 'uno\ndos\ntres\n'),
    ],
  }),
  check('shows-what-comes', {
    points: 3,
    after: ['says-its-name'],
    requirement: {
      en: 'The client MUST show what the server sends as soon as it comes, while nothing is typed, and go on taking lines from the keyboard.',
      es: 'El cliente DEBE mostrar lo que envía el servidor apenas llega, mientras nadie escribe, y seguir tomando líneas del teclado.',
    },
    scenario: [
      ...joined,
      send('servidor', '* hola, ana\n'),
      expectStdout(contains('* hola, ana')),
      send('servidor', 'beto: hola\n'),
      expectStdout(contains('beto: hola')),
      stdin('hola, beto\n'),
      expect('servidor', 'hola, beto\n'),
    ],
  }),
  check('shows-lines-in-pieces', {
    points: 2,
    after: ['says-its-name'],
    requirement: {
      en: 'The client MUST show every line whole and with every character intact, however it arrives.',
      es: 'El cliente DEBE mostrar cada línea entera y con cada carácter intacto, llegue como llegue.',
    },
    scenario: [...joined, send('servidor', `${accents}\n`), expectStdout(contains(accents))],
    lenses: ['bytewise'],
  }),
  check('leaves-when-the-keyboard-ends', {
    points: 2,
    after: ['says-its-name'],
    requirement: {
      en: 'At the end of its standard input the client MUST send what is left, close the connection properly, and end with code 0.',
      es: 'Al final de su entrada estándar el cliente DEBE enviar lo que queda, cerrar bien la conexión y terminar con código 0.',
    },
    scenario: [
      ...joined,
      stdin('adiós\n', 'end'),
      expect('servidor', 'adiós\n'),
      expectClose('servidor'),
      close('servidor'),
      expectExit({ code: 0 }),
    ],
  }),
  check('ends-when-the-server-ends', {
    points: 2,
    after: ['says-its-name'],
    requirement: {
      en: 'When the server closes the connection the client MUST say "* fin" on its standard output and end by itself, though nothing is typed.',
      es: 'Cuando el servidor cierra la conexión el cliente DEBE decir "* fin" en su salida estándar y terminar solo, aunque nadie escriba.',
    },
    scenario: [
      ...joined,
      send('servidor', 'beto: chao\n'),
      close('servidor'),
      expectExit(),
      expectStdout(contains('beto: chao')),
      expectStdout(contains('* fin')),
    ],
  }),
]
