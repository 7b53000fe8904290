import type { Text } from './text.ts'

/** What the starting point of a new assignment asks for, by role: one title, two requirements. */
export const asked = {
  server: {
    title: { en: 'Hello server', es: 'Servidor que saluda' },
    first: {
      en: 'The server MUST answer a line with "hello ", the line and a newline.',
      es: 'El servidor DEBE responder a una línea con "hello ", la línea y un salto de línea.',
    },
    second: {
      en: 'The server MUST answer each line, in whatever pieces the lines arrive.',
      es: 'El servidor DEBE responder a cada línea, lleguen en los trozos en que lleguen.',
    },
  },
  client: {
    title: { en: 'Hello client', es: 'Cliente que saluda' },
    first: {
      en: 'The client MUST connect, and MUST answer a line of the server with "hello ", the line and a newline.',
      es: 'El cliente DEBE conectarse, y DEBE responder a una línea del servidor con "hello ", la línea y un salto de línea.',
    },
    second: {
      en: 'The client MUST answer each line, in whatever pieces the lines arrive.',
      es: 'El cliente DEBE responder a cada línea, lleguen en los trozos en que lleguen.',
    },
  },
  'udp-server': {
    title: { en: 'UDP hello server', es: 'Servidor UDP que saluda' },
    first: {
      en: 'The server MUST answer a datagram with "hello " and what was in it.',
      es: 'El servidor DEBE responder a un datagrama con "hello " y lo que había en él.',
    },
    second: {
      en: 'The server MUST answer each datagram to the client that has sent it.',
      es: 'El servidor DEBE responder cada datagrama al cliente que lo envió.',
    },
  },
  'udp-client': {
    title: { en: 'UDP hello client', es: 'Cliente UDP que saluda' },
    first: {
      en: 'The client MUST send the datagram "ana" to the port that its only argument names.',
      es: 'El cliente DEBE enviar el datagrama "ana" al puerto que recibe como único argumento.',
    },
    second: {
      en: 'The client MUST print what it is answered.',
      es: 'El cliente DEBE imprimir lo que le responden.',
    },
  },
} as const satisfies Record<string, Readonly<Record<'title' | 'first' | 'second', Text>>>

/** What the program of each fixture does, by the end of its name. */
export const abouts = {
  'python-correct': { en: 'It does what is asked.', es: 'Hace lo que se pide.' },
  'python-forgets-the-newline': {
    en: 'It sends its answer without a newline.',
    es: 'Envía su respuesta sin salto de línea.',
  },
  'python-one-recv': {
    en: 'It takes what one recv() returns for one line.',
    es: 'Toma lo que entrega un recv() por una línea.',
  },
  'python-forgets-the-name': {
    en: 'It answers the same to everybody.',
    es: 'Responde lo mismo a todos.',
  },
  'python-answers-the-first-client': {
    en: 'It answers everything to the client that came first.',
    es: 'Responde todo al cliente que llegó primero.',
  },
  'python-sends-a-newline': {
    en: 'It sends a newline behind the name.',
    es: 'Envía un salto de línea después del nombre.',
  },
  'python-reads-four-bytes': {
    en: 'Its buffer has four bytes, and the rest of the answer is lost.',
    es: 'Su buffer tiene cuatro bytes, y el resto de la respuesta se pierde.',
  },
} as const satisfies Record<string, Text>

/** The comments of a new assignment's file. */
export const comments = {
  file: {
    en: 'What students must build, as data. "enchufe show" prints it for them; "enchufe prove" tells whether the programs in reference/ and fixtures/ fare as they should. A mistake in this file is told with its line and column. Every step, matcher, payload, framing and port rule, each with an example: docs/reference.md of Enchufe.',
    es: 'Lo que se pide, como datos. "enchufe show" lo muestra a los estudiantes; "enchufe prove" dice si a los programas de reference/ y fixtures/ les va como debe. Un error en este archivo se dice con su línea y columna. Cada paso, comparación, contenido, encuadre y forma de recibir el puerto, con un ejemplo: docs/reference.md de Enchufe.',
  },
  entry: {
    en: 'The names that the file of the program may have, in any case and without extension; "*" stands for any characters.',
    es: 'Los nombres que puede tener el archivo del programa, con mayúsculas o minúsculas y sin extensión; "*" vale por cualquier texto.',
  },
  port: {
    en: 'How the program learns its port: here it is the only argument. It may also be in the environment, in a file, on standard input, or fixed in the program: { given: fixed, port: 9000 }.',
    es: 'Cómo recibe el programa su puerto: aquí es su único argumento. También puede estar en el entorno, en un archivo, en la entrada estándar, o fijo en el programa: { given: fixed, port: 9000 }.',
  },
  framing: {
    en: 'Where one message ends and the next begins: with a newline (lines), after as many bytes as its header says (length-prefixed), after a fixed number (fixed), with the connection (until-close), or as a codec of your own says: { kind: codec, file: ./codec.ts }.',
    es: 'Dónde termina un mensaje y empieza el siguiente: con un salto de línea (lines), tras los bytes que dice su encabezado (length-prefixed), tras un número fijo (fixed), con la conexión (until-close), o como dice un codec propio: { kind: codec, file: ./codec.ts }.',
  },
  datagrams: {
    en: 'Each datagram is one message; the framing matters to the standard input and output only.',
    es: 'Cada datagrama es un mensaje; el encuadre importa solo a la entrada y salida estándar.',
  },
  check: {
    en: 'A check is one line of the rubric: its points, one sentence with MUST in both languages, and what is played to the program. Peers such as "ana" are ours.',
    es: 'Una revisión es una línea de la pauta: sus puntos, una frase con DEBE en los dos idiomas, y lo que se le juega al programa. Los pares, como "ana", son nuestros.',
  },
  after: {
    en: 'Skipped, and lost, where the check that it depends on fails.',
    es: 'Se omite, y se pierde, donde falla la revisión de la que depende.',
  },
  lenses: {
    en: 'Besides whole: cut in two at every place, and several sends in one piece. A program that takes one recv() for one message fails here, and is told so.',
    es: 'Además de entero: cortado en dos en cada lugar, y varios envíos en un solo trozo. Un programa que toma un recv() por un mensaje falla aquí, y se le dice.',
  },
  variant: {
    en: 'A variant of this assignment, on another port say, is a file of one line: see "parameters" in docs/writing-an-assignment.md of Enchufe.',
    es: 'Una variante de esta tarea, en otro puerto por ejemplo, es un archivo de una línea: mira "parámetros" en docs/writing-an-assignment.es.md de Enchufe.',
  },
  config: {
    en: 'How submissions are found, built and run in this course. What is left out is as Enchufe has it: languages (commands to build and run), limits, lab.',
    es: 'Cómo se encuentran, compilan y corren las entregas en este curso. Lo que no se indica es como lo tiene Enchufe: languages (comandos para compilar y correr), limits, lab.',
  },
} as const satisfies Record<string, Text>

/** The text for students around the table of checks. */
export const handout = {
  server: {
    en: 'Write a server that takes its port as its only argument and listens there. Each client sends names, one in a line; the server answers each line with `hello `, the name and a newline.',
    es: 'Escribe un servidor que recibe su puerto como único argumento y escucha ahí. Cada cliente envía nombres, uno por línea; el servidor responde a cada línea con `hello `, el nombre y un salto de línea.',
  },
  client: {
    en: 'Write a client that connects to 127.0.0.1, to the port that it takes as its only argument. The server sends names, one in a line; the client answers each line with `hello `, the name and a newline.',
    es: 'Escribe un cliente que se conecta a 127.0.0.1, al puerto que recibe como único argumento. El servidor envía nombres, uno por línea; el cliente responde a cada línea con `hello `, el nombre y un salto de línea.',
  },
  'udp-server': {
    en: 'Write a server that takes its port as its only argument and opens a UDP socket there. It answers each datagram with `hello ` and what was in it, to whoever sent it.',
    es: 'Escribe un servidor que recibe su puerto como único argumento y abre ahí un socket UDP. Responde a cada datagrama con `hello ` y lo que había en él, a quien lo envió.',
  },
  'udp-client': {
    en: 'Write a client that sends the UDP datagram `ana` to 127.0.0.1, to the port that it takes as its only argument, and prints the answer.',
    es: 'Escribe un cliente que envía el datagrama UDP `ana` a 127.0.0.1, al puerto que recibe como único argumento, e imprime la respuesta.',
  },
  names: { en: 'Call your file', es: 'Tu archivo se llama' },
  or: { en: 'or', es: 'o' },
  extension: {
    en: 'with the extension of your language',
    es: 'con la extensión de tu lenguaje',
  },
  checked: { en: 'What is checked', es: 'Qué se revisa' },
  head: {
    en: '| check | points | requirement |',
    es: '| revisión | puntos | requisito |',
  },
  yourself: {
    en: 'Check yourself as often as you like:',
    es: 'Revísate cuantas veces quieras:',
  },
} as const satisfies Record<string, Text>
