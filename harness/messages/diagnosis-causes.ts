import type { Bytes } from '../lib/bytes.ts'
import type { Explanation } from './explanation.ts'
import { counted, inQueue, quotedBytes, quotedText } from './shown.ts'

type Cut = { readonly before: Bytes; readonly after: Bytes }
type OfLens = { readonly lens: string; readonly symptom: string }

/** Failures whose cause shows in what else passes: the same scenario, delivered in another way. */
export const diagnosisCauses = {
  'one-recv-per-message': ({
    used,
    sent,
    cut,
    lens,
  }: { used: number; sent: number; cut?: Cut | undefined } & OfLens): Explanation => ({
    explanation: cut
      ? {
          en: `It passes when the message arrives in one piece, and fails when it arrives in two, cut between ${quotedBytes(cut.before)} and ${quotedBytes(cut.after)}.`,
          es: `Pasa cuando el mensaje llega de una vez, y falla cuando llega en dos pedazos, cortado entre ${quotedBytes(cut.before)} y ${quotedBytes(cut.after)}.`,
        }
      : inPieces({ used, sent, lens }),
    hint: {
      en: 'recv() gives what has arrived so far, not one message. Call it again and collect the bytes until the message is complete; decode them only then.',
      es: 'recv() entrega lo que ha llegado hasta ahora, no un mensaje. Llámalo de nuevo y junta los bytes hasta que el mensaje esté completo; decodifícalos recién entonces.',
    },
  }),
  'decodes-partial-utf8': ({
    character,
    cut,
  }: { character: string; cut: Cut } & OfLens): Explanation => ({
    explanation: {
      en: `It fails only when a piece ends in the middle of a character: ${quotedText(character)} has several bytes in UTF-8, and the cut was between ${quotedBytes(cut.before)} and ${quotedBytes(cut.after)}.`,
      es: `Falla solo cuando un pedazo termina en medio de un carácter: ${quotedText(character)} tiene varios bytes en UTF-8, y el corte quedó entre ${quotedBytes(cut.before)} y ${quotedBytes(cut.after)}.`,
    },
    hint: {
      en: 'Collect bytes, not text: decode only when the whole message is there. What one recv() brings may end inside a character.',
      es: 'Junta bytes, no texto: decodifica solo cuando esté el mensaje completo. Lo que trae un recv() puede terminar dentro de un carácter.',
    },
  }),
  'reads-past-one-message': (): Explanation => ({
    explanation: {
      en: 'It passes when the messages arrive one by one, and fails when the same messages arrive in one piece: what follows the first one gets lost.',
      es: 'Pasa cuando los mensajes llegan de a uno, y falla cuando los mismos mensajes llegan en un solo pedazo: lo que sigue al primero se pierde.',
    },
    hint: {
      en: 'One recv() can bring several messages. Keep what is left after the first one, and look for further messages in it before you call recv() again.',
      es: 'Un recv() puede traer varios mensajes. Guarda lo que sobra después del primero, y busca más mensajes ahí antes de llamar de nuevo a recv().',
    },
  }),
  'send-without-loop': (): Explanation => ({
    explanation: {
      en: 'It passes when send() takes everything that it is given, and fails when send() takes only a part of it: the rest is never sent.',
      es: 'Pasa cuando send() toma todo lo que se le da, y falla cuando send() toma solo una parte: el resto nunca se envía.',
    },
    hint: {
      en: 'send() and write() return how many bytes they took. Call them again with the rest until nothing is left; in Python sendall() does that for you.',
      es: 'send() y write() devuelven cuántos bytes tomaron. Llámalos de nuevo con el resto hasta que no quede nada; en Python sendall() lo hace por ti.',
    },
  }),
  'serial-service': ({
    peer,
    holder,
    call,
    bytesMax,
    waitingConnections,
    unreadBytes,
  }: {
    peer: string
    holder: string
    call: string
    bytesMax?: number | undefined
    waitingConnections: number
    unreadBytes: number
  }): Explanation => ({
    explanation: {
      en: `Your program waits in ${call}() ${bytesMax === undefined ? '' : `(for at most ${counted(bytesMax, 'byte', 'bytes')}) `}on ${holder}'s connection, and meanwhile does not call accept() for ${peer}${unreadBytes > 0 ? `, who has already sent ${counted(unreadBytes, 'byte', 'bytes')}` : ''}${inQueue(waitingConnections).en}.`,
      es: `Tu programa espera en ${call}() ${bytesMax === undefined ? '' : `(a lo más ${counted(bytesMax, 'byte', 'bytes')}) `}en la conexión de ${holder}, y mientras tanto no llama a accept() para ${peer}${unreadBytes > 0 ? `, que ya envió ${counted(unreadBytes, 'byte', 'bytes')}` : ''}${inQueue(waitingConnections).es}.`,
    },
    hint: {
      en: 'While one client is silent the others must be served: give each client a thread or a process, or wait for all sockets at once with select().',
      es: 'Aunque un cliente no diga nada, hay que atender a los demás: dale a cada cliente un hilo o un proceso, o espera en todos los sockets a la vez con select().',
    },
  }),
  'answered-early': ({
    peer,
    sent,
    extra,
  }: {
    peer: string
    sent: Bytes
    extra: Bytes
  }): Explanation => ({
    explanation: {
      en: `${peer} had sent only ${quotedBytes(sent)}, which is not a whole message yet, and the program already answered ${quotedBytes(extra)}.`,
      es: `${peer} había enviado solo ${quotedBytes(sent)}, que todavía no es un mensaje completo, y el programa ya respondió ${quotedBytes(extra)}.`,
    },
    hint: {
      en: 'What one recv() brings is not a message: collect bytes until the message is complete, and answer only then.',
      es: 'Lo que trae un recv() no es un mensaje: junta bytes hasta que el mensaje esté completo, y responde recién entonces.',
    },
  }),
} as const

function inPieces({ used, sent, lens }: { used: number; sent: number; lens: string }) {
  const some = used > 0
  const what = lens === 'short-io' ? shortly : severally
  return {
    en: `It passes when the message arrives in one piece, and fails when ${what.en}${some ? `: of ${counted(sent, 'byte', 'bytes')} the program used ${used}` : ''}.`,
    es: `Pasa cuando el mensaje llega de una vez, y falla cuando ${what.es}${some ? `: de ${counted(sent, 'byte', 'bytes')} el programa usó ${used}` : ''}.`,
  }
}

const severally = { en: 'it arrives in several', es: 'llega en varios pedazos' }
const shortly = {
  en: 'recv() brings less than it was asked for',
  es: 'recv() trae menos de lo que se le pidió',
}
