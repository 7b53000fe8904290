import {
  check,
  close,
  connect,
  expect,
  expectClose,
  expectNoLeak,
  expectSilence,
  inAnyOrder,
  repeat,
  reset,
  restart,
  send,
  together,
} from '../../harness/index.ts'
import { join } from './company.ts'

/** Who comes, who leaves, and who is told. */
export const companyChecks = [
  check('welcomes', {
    points: 1,
    after: ['listens'],
    requirement: {
      en: 'The server MUST take the first line of a client for its name and answer "* hola, <name>", and nothing before.',
      es: 'El servidor DEBE tomar la primera línea de un cliente por su nombre y responder "* hola, <nombre>", y nada antes.',
    },
    scenario: [
      connect('ana'),
      expectSilence('ana'),
      send('ana', 'ana\n'),
      expect('ana', '* hola, ana\n'),
      expectSilence('ana'),
    ],
  }),
  check('tells-who-comes', {
    points: 1,
    after: ['welcomes'],
    requirement: {
      en: 'The server MUST tell all others "* <name> entra" when someone has said their name.',
      es: 'El servidor DEBE decir a todos los demás "* <nombre> entra" cuando alguien dijo su nombre.',
    },
    scenario: [...join('ana', 'beto', 'carla'), expectSilence('carla')],
  }),
  check('tells-who-leaves', {
    points: 1,
    after: ['welcomes'],
    requirement: {
      en: 'When a client ends its side, the server MUST tell all others "* <name> sale" and close the connection.',
      es: 'Cuando un cliente termina su lado, el servidor DEBE decir a todos los demás "* <nombre> sale" y cerrar la conexión.',
    },
    scenario: [
      ...join('ana', 'beto', 'carla'),
      close('ana'),
      expectClose('ana'),
      expect('beto', '* ana sale\n'),
      expect('carla', '* ana sale\n'),
    ],
  }),
  check('survives-a-reset', {
    points: 2,
    after: ['welcomes'],
    requirement: {
      en: 'A client that leaves with a reset MUST NOT bring the server down: the others are told that it left, and go on talking.',
      es: 'Un cliente que se va con un reset NO DEBE hacer caer al servidor: los demás se enteran de que salió, y siguen conversando.',
    },
    scenario: [
      ...join('ana', 'beto', 'carla'),
      together(send('beto', 'adivinen\n'), reset('ana')),
      expect('carla', inAnyOrder('beto: adivinen\n', '* ana sale\n')),
      expect('beto', '* ana sale\n'),
      send('carla', 'se fue\n'),
      expect('beto', 'carla: se fue\n'),
    ],
  }),
  check('refuses-a-taken-name', {
    points: 2,
    after: ['welcomes'],
    requirement: {
      en: 'To a client whose name is taken the server MUST answer "* nombre ocupado" and close its connection, and nobody else is told. When its owner has left, the name is free.',
      es: 'A un cliente cuyo nombre está ocupado el servidor DEBE responder "* nombre ocupado" y cerrar su conexión, y nadie más se entera. Cuando su dueño se fue, el nombre queda libre.',
    },
    scenario: [
      ...join('ana', 'beto'),
      connect('otra'),
      send('otra', 'ana\n'),
      expect('otra', '* nombre ocupado\n'),
      expectClose('otra'),
      expectSilence('ana'),
      expectSilence('beto'),
      close('ana'),
      expect('beto', '* ana sale\n'),
      connect('nueva'),
      send('nueva', 'ana\n'),
      expect('nueva', '* hola, ana\n'),
      expect('beto', '* ana entra\n'),
    ],
  }),
  check('tells-nothing-before-the-name', {
    points: 1,
    after: ['welcomes'],
    requirement: {
      en: 'A client that has not said its name yet MUST NOT receive anything, and nobody is told of it, also when it leaves again.',
      es: 'Un cliente que aún no ha dicho su nombre NO DEBE recibir nada, y nadie se entera de él, tampoco cuando se va.',
    },
    scenario: [
      connect('nadie'),
      ...join('ana', 'beto'),
      send('ana', 'hola\n'),
      expect('beto', 'ana: hola\n'),
      expectSilence('nadie'),
      close('nadie'),
      expectClose('nadie'),
      expectSilence('beto'),
    ],
  }),
  check('leaves-nothing-open', {
    points: 1,
    after: ['welcomes'],
    requirement: {
      en: 'The server MUST close the socket of every client that has gone.',
      es: 'El servidor DEBE cerrar el socket de cada cliente que se fue.',
    },
    scenario: [
      repeat({ each: ['ana', 'beto', 'carla', 'diego', 'elisa', 'felipe'], as: 'name' }, [
        connect('{name}'),
        send('{name}', '{name}\n'),
        expect('{name}', '* hola, {name}\n'),
        close('{name}'),
      ]),
      expectNoLeak(),
    ],
  }),
  check('starts-again', {
    points: 1,
    after: ['welcomes'],
    requirement: {
      en: 'A server that was ended while clients were connected MUST listen on the same port again as soon as it is started again.',
      es: 'Un servidor que fue terminado mientras había clientes conectados DEBE escuchar otra vez en el mismo puerto apenas se inicia de nuevo.',
    },
    scenario: [
      ...join('ana'),
      restart(),
      connect('carla'),
      send('carla', 'carla\n'),
      expect('carla', '* hola, carla\n'),
    ],
  }),
]
