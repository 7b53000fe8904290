import type { Bytes } from '../lib/bytes.ts'
import { counted, exitWords, quotedBytes, quotedText, seconds, type ShownExit } from './shown.ts'
import type { Text } from './text.ts'

/** What a failure says to a student: what was seen, and where to look. */
export type Explanation = { readonly explanation: Text; readonly hint: Text }

type Socket = { readonly address: string; readonly port: number }

function sockets(list: readonly Socket[]): string {
  return list
    .map(({ address, port }) => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`))
    .join(', ')
}

/** Failures before a scenario can begin. */
export const launchCauses = {
  'did-not-build': (_: { output: string }): Explanation => ({
    explanation: {
      en: 'The program does not compile, so nothing could be run.',
      es: 'El programa no compila, así que no se pudo correr nada.',
    },
    hint: {
      en: "Read the compiler's first error; the later ones often follow from it.",
      es: 'Lee el primer error del compilador; los siguientes suelen venir de él.',
    },
  }),
  'did-not-start': ({ exit, port, limitMs }: { exit?: ShownExit | undefined; port: number; limitMs: number }): Explanation =>
    exit
      ? {
          explanation: {
            en: `The program ${exitWords(exit).en} before it listened on port ${port}.`,
            es: `El programa ${exitWords(exit).es} antes de escuchar en el puerto ${port}.`,
          },
          hint: {
            en: 'Start it yourself and read the error that it prints: it ends before bind() and listen() have worked.',
            es: 'Ejecútalo y lee el error que imprime: termina antes de que bind() y listen() hayan funcionado.',
          },
        }
      : {
          explanation: {
            en: `The program runs, but ${seconds(limitMs)} after its start it does not listen on any port; it should listen on port ${port}.`,
            es: `El programa corre, pero ${seconds(limitMs)} después de empezar no escucha en ningún puerto; debería escuchar en el puerto ${port}.`,
          },
          hint: {
            en: 'A server has to call bind() and then listen() before anything else that waits.',
            es: 'Un servidor tiene que llamar a bind() y luego a listen() antes de cualquier otra cosa que espere.',
          },
        },
  'listens-elsewhere': ({ port, sockets: list }: { port: number; sockets: readonly Socket[] }): Explanation => ({
    explanation: {
      en: `The program listens on ${sockets(list)}; it should listen on port ${port} of an IPv4 address.`,
      es: `El programa escucha en ${sockets(list)}; debería escuchar en el puerto ${port} de una dirección IPv4.`,
    },
    hint: {
      en: 'Compare the address and the port that you give to bind() with those of the assignment, and the family of the socket (AF_INET).',
      es: 'Compara la dirección y el puerto que le das a bind() con los de la tarea, y la familia del socket (AF_INET).',
    },
  }),
  crashed: ({ exit, exception }: { exit: ShownExit; exception?: string | undefined }): Explanation => ({
    explanation: exception === undefined
      ? {
          en: `The program crashed: it ${exitWords(exit).en}.`,
          es: `El programa se cayó: ${exitWords(exit).es}.`,
        }
      : {
          en: `The program crashed: nothing caught ${quotedText(exception)}, and it ${exitWords(exit).en}.`,
          es: `El programa se cayó: nada capturó ${quotedText(exception)}, y ${exitWords(exit).es}.`,
        },
    hint: {
      en: 'Look at which call failed (the end of standard error names the line), and decide there what the program should do when it fails.',
      es: 'Mira qué llamada falló (el final de la salida de error nombra la línea), y decide ahí qué debe hacer el programa cuando falla.',
    },
  }),
} as const

/** Failures of connections. */
export const connectionCauses = {
  refused: ({ peer, exit }: { peer: string; exit?: ShownExit | undefined }): Explanation => ({
    explanation: exit
      ? {
          en: `${peer} could not connect: the program had already ${exitWords(exit).en.replace(/^was /, 'been ')}.`,
          es: `${peer} no pudo conectarse: el programa ya ${exitWords(exit).es.replace(/^terminó/, 'había terminado').replace(/^fue/, 'había sido')}.`,
        }
      : {
          en: `${peer} could not connect: the program no longer listens.`,
          es: `${peer} no pudo conectarse: el programa ya no escucha.`,
        },
    hint: {
      en: 'Keep the listening socket open, and go back to accept() until the assignment says that the server may end.',
      es: 'Mantén abierto el socket que escucha, y vuelve a accept() hasta que la tarea diga que el servidor puede terminar.',
    },
  }),
  'never-accepted': ({ peer, waitingConnections, limitMs }: { peer: string; waitingConnections: number; limitMs: number }): Explanation => ({
    explanation: {
      en: `${peer} has connected as far as the kernel is concerned, but for ${seconds(limitMs)} the program did not call accept(); ${counted(waitingConnections, 'connection waits', 'connections wait')} in the queue.`,
      es: `${peer} se conectó en lo que respecta al kernel, pero durante ${seconds(limitMs)} el programa no llamó a accept(); ${counted(waitingConnections, 'conexión espera', 'conexiones esperan')} en la cola.`,
    },
    hint: {
      en: 'What does your program do instead of accepting the next client? Often it is still busy with the client before.',
      es: '¿Qué hace tu programa en vez de aceptar al siguiente cliente? A menudo sigue ocupado con el cliente anterior.',
    },
  }),
  'never-connected': ({ exit, limitMs }: { peer: string; exit?: ShownExit | undefined; limitMs: number }): Explanation => ({
    explanation: exit
      ? {
          en: `The program ${exitWords(exit).en} without ever connecting.`,
          es: `El programa ${exitWords(exit).es} sin conectarse nunca.`,
        }
      : {
          en: `The program did not connect within ${seconds(limitMs)}.`,
          es: `El programa no se conectó en ${seconds(limitMs)}.`,
        },
    hint: {
      en: 'Compare the host name and the port that you give to connect() with those of the assignment.',
      es: 'Compara el nombre de host y el puerto que le das a connect() con los de la tarea.',
    },
  }),
  'closed-early': ({ peer, expected, received }: { peer: string; expected?: Bytes | undefined; received: Bytes }): Explanation => ({
    explanation: {
      en: `The program closed ${peer}'s connection after sending ${quotedBytes(received)}${expected ? `; ${quotedBytes(expected)} was due` : '; an answer was due'}.`,
      es: `El programa cerró la conexión de ${peer} después de enviar ${quotedBytes(received)}${expected ? `; faltaba ${quotedBytes(expected)}` : '; faltaba una respuesta'}.`,
    },
    hint: {
      en: 'Send the whole answer before you close the connection.',
      es: 'Envía la respuesta completa antes de cerrar la conexión.',
    },
  }),
  reset: ({ peer, received }: { peer: string; received: Bytes }): Explanation => ({
    explanation: {
      en: `The program reset ${peer}'s connection (RST) after ${quotedBytes(received)}, instead of ending it properly (FIN).`,
      es: `El programa cortó la conexión de ${peer} con un reset (RST) después de ${quotedBytes(received)}, en vez de terminarla bien (FIN).`,
    },
    hint: {
      en: 'A reset is sent when a socket is closed with unread input, when SO_LINGER says so, or when the program dies. It can destroy what was sent before.',
      es: 'Un reset se envía cuando se cierra un socket con datos sin leer, cuando SO_LINGER lo pide, o cuando el programa muere. Puede destruir lo que se envió antes.',
    },
  }),
  'did-not-close': ({ peer, limitMs }: { peer: string; limitMs: number }): Explanation => ({
    explanation: {
      en: `${seconds(limitMs)} later ${peer}'s connection was still open; the program should have closed it.`,
      es: `${seconds(limitMs)} después la conexión de ${peer} seguía abierta; el programa debería haberla cerrado.`,
    },
    hint: {
      en: 'Close the socket of each client when you are done with it, on every way out of the code that serves it.',
      es: 'Cierra el socket de cada cliente cuando terminas con él, en todos los caminos del código que lo atiende.',
    },
  }),
} as const

/** Failures of what was sent or shown. */
export const contentCauses = {
  'no-answer': ({ peer, unreadBytes, limitMs }: { peer: string; expected?: Bytes | undefined; unreadBytes: number; limitMs: number }): Explanation => ({
    explanation: unreadBytes > 0
      ? {
          en: `The program accepted ${peer}'s connection and sent nothing for ${seconds(limitMs)}; ${counted(unreadBytes, 'byte', 'bytes')} of ${peer} lay unread.`,
          es: `El programa aceptó la conexión de ${peer} y no envió nada en ${seconds(limitMs)}; ${counted(unreadBytes, 'byte', 'bytes')} de ${peer} quedaron sin leer.`,
        }
      : {
          en: `The program accepted ${peer}'s connection, read all that ${peer} sent, and sent nothing for ${seconds(limitMs)}.`,
          es: `El programa aceptó la conexión de ${peer}, leyó todo lo que ${peer} envió, y no envió nada en ${seconds(limitMs)}.`,
        },
    hint: {
      en: 'Which call does your program wait in? A recv() for bytes that nobody has to send is the usual one.',
      es: '¿En qué llamada espera tu programa? Lo usual es un recv() de bytes que nadie tiene que enviar.',
    },
  }),
  'wrong-bytes': ({ peer, expected, received, offset }: { peer: string; expected: Bytes; received: Bytes; offset: number }): Explanation => ({
    explanation: {
      en: `${peer} received ${quotedBytes(received)} instead of ${quotedBytes(expected)}; they differ from byte ${offset + 1} on.`,
      es: `${peer} recibió ${quotedBytes(received)} en vez de ${quotedBytes(expected)}; difieren desde el byte ${offset + 1}.`,
    },
    hint: {
      en: 'Compare letter by letter, and mind capitals, spaces, the newline and the encoding (UTF-8).',
      es: 'Compara letra por letra, y fíjate en mayúsculas, espacios, el salto de línea y la codificación (UTF-8).',
    },
  }),
  'missing-bytes': ({ peer, expected, offset }: { peer: string; expected: Bytes; received: Bytes; offset: number }): Explanation => ({
    explanation: {
      en: `${peer} received the first ${counted(offset, 'byte', 'bytes')} of ${quotedBytes(expected)}, and the rest never came.`,
      es: `${peer} recibió los primeros ${counted(offset, 'byte', 'bytes')} de ${quotedBytes(expected)}, y el resto nunca llegó.`,
    },
    hint: {
      en: 'Is the end of the message missing, a newline perhaps? And does your code look at how many bytes send() took?',
      es: '¿Falta el final del mensaje, quizás un salto de línea? ¿Y mira tu código cuántos bytes tomó send()?',
    },
  }),
  'extra-bytes': ({ peer, extra }: { peer: string; extra: Bytes }): Explanation => ({
    explanation: {
      en: `After the right answer ${peer} also received ${quotedBytes(extra)}, which should not be there.`,
      es: `Después de la respuesta correcta ${peer} recibió además ${quotedBytes(extra)}, que no debería estar.`,
    },
    hint: {
      en: "Count the bytes that you send: a text's closing zero, a second newline, or the same message twice are the usual ones.",
      es: 'Cuenta los bytes que envías: lo usual es el cero final de un texto, un segundo salto de línea, o el mismo mensaje dos veces.',
    },
  }),
  'wrong-output': ({ expected, received, found }: { stream: string; expected?: Bytes | undefined; received: Bytes; found: number }): Explanation => ({
    explanation: expected
      ? {
          en: `The output does not contain the whole text ${quotedBytes(expected)} in one piece; it has its first ${counted(found, 'byte', 'bytes')}. It shows ${quotedBytes(received)}.`,
          es: `La salida no contiene de corrido el texto completo ${quotedBytes(expected)}; tiene ${found === 1 ? 'su primer byte' : `sus primeros ${found} bytes`}. Muestra ${quotedBytes(received)}.`,
        }
      : {
          en: 'The program wrote nothing at all, neither on standard output nor on standard error.',
          es: 'El programa no escribió nada, ni en la salida estándar ni en la de error.',
        },
    hint: expected
      ? {
          en: 'Is everything printed that arrives, until the connection ends, and nothing in between?',
          es: '¿Se imprime todo lo que llega, hasta que la conexión termina, y nada entre medio?',
        }
      : {
          en: 'When something fails, say so in a message: catching an error in silence hides it.',
          es: 'Cuando algo falla, dilo con un mensaje: capturar un error en silencio lo esconde.',
        },
  }),
  'one-recv-per-message': ({ used, sent }: { used: number; sent: number; lens: string; symptom: string }): Explanation => ({
    explanation: {
      en: `The text passes when it arrives in one piece and fails when it arrives in several: of ${counted(sent, 'byte', 'bytes')} the program used ${used}.`,
      es: `El texto pasa cuando llega de una vez y falla cuando llega en varios pedazos: de ${counted(sent, 'byte', 'bytes')} el programa usó ${used}.`,
    },
    hint: {
      en: 'recv() gives what has arrived so far, not one message. Call it again and collect the bytes until the message is complete; decode them only then.',
      es: 'recv() entrega lo que ha llegado hasta ahora, no un mensaje. Llámalo de nuevo y junta los bytes hasta que el mensaje esté completo; decodifícalos recién entonces.',
    },
  }),
} as const

/** Failures of the end of a program. */
export const exitCauses = {
  'did-not-exit': ({ limitMs }: { limitMs: number }): Explanation => ({
    explanation: {
      en: `${seconds(limitMs)} later the program was still running; it should have ended by itself.`,
      es: `${seconds(limitMs)} después el programa seguía corriendo; debería haber terminado solo.`,
    },
    hint: {
      en: 'What does it still wait for? A loop without an end, a thread, or a call that waits for another client or for the keyboard.',
      es: '¿Qué espera todavía? Un ciclo sin fin, un hilo, o una llamada que espera a otro cliente o al teclado.',
    },
  }),
  'wrong-exit-code': ({ expected, exit }: { expected: number; exit: ShownExit }): Explanation => ({
    explanation: {
      en: `The program ${exitWords(exit).en}; it should end with code ${expected}.`,
      es: `El programa ${exitWords(exit).es}; debería terminar con código ${expected}.`,
    },
    hint: {
      en: 'Code 0 says that all went well; look at what main returns, and at every call of exit.',
      es: 'El código 0 dice que todo salió bien; mira qué retorna main, y cada llamada a exit.',
    },
  }),
} as const
