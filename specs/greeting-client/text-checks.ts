import {
  accept,
  check,
  close,
  contains,
  expectStdout,
  listen,
  repeated,
  send,
} from '../../harness/index.ts'

const accents = 'Hola: ¡qué alegría, señora Núñez! Ñandú, pingüino, café — 你好, 🔌.\n'
const paragraph = 'Había una vez un socket que no sabía cuánto iba a recibir; ¡así es recv!\n'
const paragraphs = 90

/** What it shows. */
export function showsTheText(greeting: string) {
  return check('shows-the-text', {
    points: 2,
    after: ['connects'],
    requirement: {
      en: "The client's output MUST contain the text that the server sends, in one piece.",
      es: 'La salida del cliente DEBE contener, de corrido, el texto que envía el servidor.',
    },
    scenario: [
      listen(),
      accept('ana'),
      send('ana', greeting),
      close('ana'),
      expectStdout(contains(greeting.trimEnd())),
    ],
  })
}

/** What it shows, however that arrives. */
export function showsATextInPieces() {
  return check('shows-a-text-in-pieces', {
    points: 3,
    after: ['connects'],
    requirement: {
      en: 'The output MUST contain the whole text however it arrives: in pieces, longer than 4,096 bytes, with every character intact.',
      es: 'La salida DEBE contener el texto completo llegue como llegue: en pedazos, con más de 4.096 bytes, con cada carácter intacto.',
    },
    scenarios: {
      short: [
        listen(),
        accept('ana'),
        send('ana', accents),
        close('ana'),
        expectStdout(contains(accents.trimEnd())),
      ],
      long: [
        listen(),
        accept('ana'),
        send('ana', repeated(paragraph, paragraphs)),
        close('ana'),
        expectStdout(contains(paragraph.repeat(paragraphs).trimEnd())),
      ],
    },
    lenses: ['whole', 'bytewise'],
  })
}
