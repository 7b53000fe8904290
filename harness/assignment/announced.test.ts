import { describe, expect, test } from 'vitest'
import { announcedFault, announcedPorts, announcementOf } from './announced.ts'
import { findReferenceProblems } from './references.ts'
import { Assignment } from './schema.ts'

describe('a port is found in what a program says', () => {
  test.each([
    ['puerto {port}', 'puerto 5000\n', [5000]],
    ['puerto {port}', 'Escuchando en el puerto 5000.\r\n', [5000]],
    ['puerto {port}', 'puerto 5000', [5000]],
    ['[Pp]uerto:? {port}$', 'hola\nPuerto: 21000\n', [21_000]],
    ['{port}', 'intento 1\nintento 2\nintento 1\n', [1, 2]],
    [':{port}', "('127.0.0.1', 5000)\nhttp://127.0.0.1:8080/\n", [8080]],
    ['puerto {port}', 'puerto 123456\npuerto 0\npuerto 70000\npuerto x\npuerto\n5000\n', []],
    ['puerto {port}', `${'x'.repeat(5000)} puerto 5000\n`, []],
  ])('%s in %j', (pattern, output, ports) => {
    expect(announcedPorts({ pattern }, output)).toEqual(ports)
  })
})

describe('a pattern', () => {
  test.each([
    { pattern: 'puerto {port}' },
    { pattern: '^(?:puerto|port) {port}$', like: 'puerto {port}' },
    { pattern: String.raw`puerto\D*{port}`, like: 'puerto: {port}' },
  ])('may be $pattern', (announcement) => {
    expect(announcedFault(announcement)).toBeUndefined()
    const line = announcementOf(announcement, '5000')
    expect(announcedPorts(announcement, line)).toEqual([5000])
  })

  test.each([
    { pattern: 'puerto' },
    { pattern: '{port} {port}' },
    { pattern: 'puerto [ {port}' },
    { pattern: '(?<port>x){port}' },
    { pattern: String.raw`(x)\1{port}` },
    { pattern: '(?=x){port}' },
    { pattern: '(x+)+{port}' },
    { pattern: '.*x.*{port}', like: 'x{port}' },
    { pattern: 'puerto {port}', like: 'port {port}' },
  ])('may not be $pattern ($like)', (announcement) => {
    expect(announcedFault(announcement)?.en).toContain('should')
  })
})

test('an assignment is told where its pattern is wrong, or makes no sense', () => {
  const problems = (role: string, pattern: string) =>
    findReferenceProblems(
      Assignment.parse({
        id: 'sample',
        title: { en: 'Sample', es: 'Ejemplo' },
        program: { role, entry: ['server'], port: { given: 'announced', pattern } },
        framing: { kind: 'lines' },
        checks: [
          {
            id: 'a',
            points: 1,
            requirement: { en: 'It MUST end.', es: 'DEBE terminar.' },
            scenario: [{ kind: 'expectExit' }],
          },
        ],
      }),
    ).map(({ path }) => path.join('.'))
  expect(problems('server', 'puerto {port}')).toEqual([])
  expect(problems('udp-server', 'puerto {port}')).toEqual([])
  expect(problems('udp-server', 'puerto')).toEqual(['program.port.pattern'])
  expect(problems('client', 'puerto {port}')).toEqual(['program.port.given'])
})
