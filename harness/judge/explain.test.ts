import { expect, test } from 'vitest'
import { Cause, type CauseKind } from './cause.ts'
import { explain } from './explain.ts'

const text = { text: 'Gracias por conectarte\n' }
const code = (value: number) => ({ kind: 'code', code: value }) as const
const signal = (name: string) => ({ kind: 'signal', signal: name }) as const
const peer = 'ana'

/** Every kind of cause, in its variants. */
const causes: readonly Cause[] = [
  { kind: 'did-not-build', output: 'a.c:1: error' },
  { kind: 'did-not-start', port: 9000, limitMs: 10_000 },
  { kind: 'did-not-start', port: 9000, limitMs: 10_000, exit: code(1) },
  { kind: 'crashed', exit: signal('SIGSEGV') },
  { kind: 'crashed', exit: signal('SIGXCPU') },
  { kind: 'crashed', exit: code(1), exception: 'ValueError: \u001B[31mno' },
  {
    kind: 'listens-elsewhere',
    port: 9000,
    sockets: [
      { address: '127.0.0.1', port: 9001, family: 'ipv4' },
      { address: '::', port: 9000, family: 'ipv6' },
    ],
  },
  { kind: 'refused', peer },
  { kind: 'refused', peer, exit: code(0) },
  { kind: 'refused', peer, exit: signal('SIGKILL') },
  { kind: 'never-accepted', peer, waitingConnections: 1, limitMs: 5000 },
  { kind: 'never-accepted', peer, waitingConnections: 4, limitMs: 5000 },
  { kind: 'never-connected', peer, limitMs: 10_000 },
  { kind: 'never-connected', peer, limitMs: 10_000, exit: code(0) },
  { kind: 'no-answer', peer, unreadBytes: 0, limitMs: 5000 },
  { kind: 'no-answer', peer, unreadBytes: 13, limitMs: 5000, expected: text },
  { kind: 'wrong-bytes', peer, expected: text, received: { text: 'Hola\n' }, offset: 0 },
  { kind: 'missing-bytes', peer, expected: text, received: { text: 'Gracias' }, offset: 7 },
  { kind: 'extra-bytes', peer, extra: { base64: 'AP8=' } },
  { kind: 'closed-early', peer, received: { text: '' } },
  { kind: 'closed-early', peer, received: { text: 'Gra' }, expected: text },
  { kind: 'reset', peer, received: { text: 'x'.repeat(100) } },
  { kind: 'did-not-close', peer, limitMs: 5000 },
  { kind: 'did-not-exit', limitMs: 500 },
  { kind: 'wrong-exit-code', expected: 0, exit: code(1) },
  { kind: 'wrong-output', stream: 'stdout', expected: text, received: { text: 'Gra\n' }, found: 3 },
  { kind: 'wrong-output', stream: 'stdout', expected: text, received: { text: 'G' }, found: 1 },
  { kind: 'wrong-output', stream: 'either', received: { text: '' }, found: 0 },
  { kind: 'one-recv-per-message', used: 1, sent: 84, lens: 'bytewise', symptom: 'wrong-output' },
]

test('every cause is explained, in both languages', () => {
  const kinds = new Set<CauseKind>(causes.map(({ kind }) => kind))
  expect([...kinds].toSorted()).toEqual(Cause.options.map((one) => one.shape.kind.value).toSorted())
  const lines = causes.flatMap((cause) => {
    const { explanation, hint } = explain(cause)
    return [cause.kind, explanation.en, explanation.es, hint.en, hint.es, '']
  })
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "did-not-build
    The program does not compile, so nothing could be run.
    El programa no compila, así que no se pudo correr nada.
    Read the compiler's first error; the later ones often follow from it.
    Lee el primer error del compilador; los siguientes suelen venir de él.

    did-not-start
    The program runs, but 10 s after its start it does not listen on any port; it should listen on port 9000.
    El programa corre, pero 10 s después de empezar no escucha en ningún puerto; debería escuchar en el puerto 9000.
    A server has to call bind() and then listen() before anything else that waits.
    Un servidor tiene que llamar a bind() y luego a listen() antes de cualquier otra cosa que espere.

    did-not-start
    The program ended with code 1 before it listened on port 9000.
    El programa terminó con código 1 antes de escuchar en el puerto 9000.
    Start it yourself and read the error that it prints: it ends before bind() and listen() have worked.
    Ejecútalo y lee el error que imprime: termina antes de que bind() y listen() hayan funcionado.

    crashed
    The program crashed: it was ended by SIGSEGV (it used memory that is not its own).
    El programa se cayó: fue terminado por SIGSEGV (usó memoria que no es suya).
    Look at which call failed (the end of standard error names the line), and decide there what the program should do when it fails.
    Mira qué llamada falló (el final de la salida de error nombra la línea), y decide ahí qué debe hacer el programa cuando falla.

    crashed
    The program crashed: it was ended by SIGXCPU.
    El programa se cayó: fue terminado por SIGXCPU.
    Look at which call failed (the end of standard error names the line), and decide there what the program should do when it fails.
    Mira qué llamada falló (el final de la salida de error nombra la línea), y decide ahí qué debe hacer el programa cuando falla.

    crashed
    The program crashed: nothing caught "ValueError: \\u{1b}[31mno", and it ended with code 1.
    El programa se cayó: nada capturó "ValueError: \\u{1b}[31mno", y terminó con código 1.
    Look at which call failed (the end of standard error names the line), and decide there what the program should do when it fails.
    Mira qué llamada falló (el final de la salida de error nombra la línea), y decide ahí qué debe hacer el programa cuando falla.

    listens-elsewhere
    The program listens on 127.0.0.1:9001, [::]:9000; it should listen on port 9000 of an IPv4 address.
    El programa escucha en 127.0.0.1:9001, [::]:9000; debería escuchar en el puerto 9000 de una dirección IPv4.
    Compare the address and the port that you give to bind() with those of the assignment, and the family of the socket (AF_INET).
    Compara la dirección y el puerto que le das a bind() con los de la tarea, y la familia del socket (AF_INET).

    refused
    ana could not connect: the program no longer listens.
    ana no pudo conectarse: el programa ya no escucha.
    Keep the listening socket open, and go back to accept() until the assignment says that the server may end.
    Mantén abierto el socket que escucha, y vuelve a accept() hasta que la tarea diga que el servidor puede terminar.

    refused
    ana could not connect: the program had already ended with code 0.
    ana no pudo conectarse: el programa ya había terminado con código 0.
    Keep the listening socket open, and go back to accept() until the assignment says that the server may end.
    Mantén abierto el socket que escucha, y vuelve a accept() hasta que la tarea diga que el servidor puede terminar.

    refused
    ana could not connect: the program had already been ended by SIGKILL (it was killed).
    ana no pudo conectarse: el programa ya había sido terminado por SIGKILL (lo mataron).
    Keep the listening socket open, and go back to accept() until the assignment says that the server may end.
    Mantén abierto el socket que escucha, y vuelve a accept() hasta que la tarea diga que el servidor puede terminar.

    never-accepted
    ana has connected as far as the kernel is concerned, but for 5 s the program did not call accept(); 1 connection waits in the queue.
    ana se conectó en lo que respecta al kernel, pero durante 5 s el programa no llamó a accept(); 1 conexión espera en la cola.
    What does your program do instead of accepting the next client? Often it is still busy with the client before.
    ¿Qué hace tu programa en vez de aceptar al siguiente cliente? A menudo sigue ocupado con el cliente anterior.

    never-accepted
    ana has connected as far as the kernel is concerned, but for 5 s the program did not call accept(); 4 connections wait in the queue.
    ana se conectó en lo que respecta al kernel, pero durante 5 s el programa no llamó a accept(); 4 conexiones esperan en la cola.
    What does your program do instead of accepting the next client? Often it is still busy with the client before.
    ¿Qué hace tu programa en vez de aceptar al siguiente cliente? A menudo sigue ocupado con el cliente anterior.

    never-connected
    The program did not connect within 10 s.
    El programa no se conectó en 10 s.
    Compare the host name and the port that you give to connect() with those of the assignment.
    Compara el nombre de host y el puerto que le das a connect() con los de la tarea.

    never-connected
    The program ended with code 0 without ever connecting.
    El programa terminó con código 0 sin conectarse nunca.
    Compare the host name and the port that you give to connect() with those of the assignment.
    Compara el nombre de host y el puerto que le das a connect() con los de la tarea.

    no-answer
    The program accepted ana's connection, read all that ana sent, and sent nothing for 5 s.
    El programa aceptó la conexión de ana, leyó todo lo que ana envió, y no envió nada en 5 s.
    Which call does your program wait in? A recv() for bytes that nobody has to send is the usual one.
    ¿En qué llamada espera tu programa? Lo usual es un recv() de bytes que nadie tiene que enviar.

    no-answer
    The program accepted ana's connection and sent nothing for 5 s; 13 bytes of ana lay unread.
    El programa aceptó la conexión de ana y no envió nada en 5 s; 13 bytes de ana quedaron sin leer.
    Which call does your program wait in? A recv() for bytes that nobody has to send is the usual one.
    ¿En qué llamada espera tu programa? Lo usual es un recv() de bytes que nadie tiene que enviar.

    wrong-bytes
    ana received "Hola\\n" instead of "Gracias por conectarte\\n"; they differ from byte 1 on.
    ana recibió "Hola\\n" en vez de "Gracias por conectarte\\n"; difieren desde el byte 1.
    Compare letter by letter, and mind capitals, spaces, the newline and the encoding (UTF-8).
    Compara letra por letra, y fíjate en mayúsculas, espacios, el salto de línea y la codificación (UTF-8).

    missing-bytes
    ana received the first 7 bytes of "Gracias por conectarte\\n", and the rest never came.
    ana recibió los primeros 7 bytes de "Gracias por conectarte\\n", y el resto nunca llegó.
    Is the end of the message missing, a newline perhaps? And does your code look at how many bytes send() took?
    ¿Falta el final del mensaje, quizás un salto de línea? ¿Y mira tu código cuántos bytes tomó send()?

    extra-bytes
    After the right answer ana also received "\\0\\xff", which should not be there.
    Después de la respuesta correcta ana recibió además "\\0\\xff", que no debería estar.
    Count the bytes that you send: a text's closing zero, a second newline, or the same message twice are the usual ones.
    Cuenta los bytes que envías: lo usual es el cero final de un texto, un segundo salto de línea, o el mismo mensaje dos veces.

    closed-early
    The program closed ana's connection after sending ""; an answer was due.
    El programa cerró la conexión de ana después de enviar ""; faltaba una respuesta.
    Send the whole answer before you close the connection.
    Envía la respuesta completa antes de cerrar la conexión.

    closed-early
    The program closed ana's connection after sending "Gra"; "Gracias por conectarte\\n" was due.
    El programa cerró la conexión de ana después de enviar "Gra"; faltaba "Gracias por conectarte\\n".
    Send the whole answer before you close the connection.
    Envía la respuesta completa antes de cerrar la conexión.

    reset
    The program reset ana's connection (RST) after "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…", instead of ending it properly (FIN).
    El programa cortó la conexión de ana con un reset (RST) después de "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…", en vez de terminarla bien (FIN).
    A reset is sent when a socket is closed with unread input, when SO_LINGER says so, or when the program dies. It can destroy what was sent before.
    Un reset se envía cuando se cierra un socket con datos sin leer, cuando SO_LINGER lo pide, o cuando el programa muere. Puede destruir lo que se envió antes.

    did-not-close
    5 s later ana's connection was still open; the program should have closed it.
    5 s después la conexión de ana seguía abierta; el programa debería haberla cerrado.
    Close the socket of each client when you are done with it, on every way out of the code that serves it.
    Cierra el socket de cada cliente cuando terminas con él, en todos los caminos del código que lo atiende.

    did-not-exit
    0.5 s later the program was still running; it should have ended by itself.
    0.5 s después el programa seguía corriendo; debería haber terminado solo.
    What does it still wait for? A loop without an end, a thread, or a call that waits for another client or for the keyboard.
    ¿Qué espera todavía? Un ciclo sin fin, un hilo, o una llamada que espera a otro cliente o al teclado.

    wrong-exit-code
    The program ended with code 1; it should end with code 0.
    El programa terminó con código 1; debería terminar con código 0.
    Code 0 says that all went well; look at what main returns, and at every call of exit.
    El código 0 dice que todo salió bien; mira qué retorna main, y cada llamada a exit.

    wrong-output
    The output does not contain the whole text "Gracias por conectarte\\n" in one piece; it has its first 3 bytes. It shows "Gra\\n".
    La salida no contiene de corrido el texto completo "Gracias por conectarte\\n"; tiene sus primeros 3 bytes. Muestra "Gra\\n".
    Is everything printed that arrives, until the connection ends, and nothing in between?
    ¿Se imprime todo lo que llega, hasta que la conexión termina, y nada entre medio?

    wrong-output
    The output does not contain the whole text "Gracias por conectarte\\n" in one piece; it has its first 1 byte. It shows "G".
    La salida no contiene de corrido el texto completo "Gracias por conectarte\\n"; tiene su primer byte. Muestra "G".
    Is everything printed that arrives, until the connection ends, and nothing in between?
    ¿Se imprime todo lo que llega, hasta que la conexión termina, y nada entre medio?

    wrong-output
    The program wrote nothing at all, neither on standard output nor on standard error.
    El programa no escribió nada, ni en la salida estándar ni en la de error.
    When something fails, say so in a message: catching an error in silence hides it.
    Cuando algo falla, dilo con un mensaje: capturar un error en silencio lo esconde.

    one-recv-per-message
    The text passes when it arrives in one piece and fails when it arrives in several: of 84 bytes the program used 1.
    El texto pasa cuando llega de una vez y falla cuando llega en varios pedazos: de 84 bytes el programa usó 1.
    recv() gives what has arrived so far, not one message. Call it again and collect the bytes until the message is complete; decode them only then.
    recv() entrega lo que ha llegado hasta ahora, no un mensaje. Llámalo de nuevo y junta los bytes hasta que el mensaje esté completo; decodifícalos recién entonces.
    "
  `)
})
