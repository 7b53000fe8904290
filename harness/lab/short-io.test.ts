import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { programEnvironment } from '../launch/environment.ts'
import { prepareShortIo, shortIoEnvironment } from './short-io.ts'

type Mode = 'reads' | 'writes'
type Command = readonly [file: string, ...args: string[]]

/** Bytes of which no two neighbours are the same, so that lost and doubled ones are seen. */
const pattern = (count: number) => Buffer.from(Array.from({ length: count }, (_, at) => at % 251))
const hundred = pattern(100)

/** What the C, Python, Perl, Java and Node programs below share: `program ACTION PORT`. */
const probeC = `
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

ssize_t __recv_chk(int, void *, size_t, size_t, int);
ssize_t __recvfrom_chk(int, void *, size_t, size_t, int, struct sockaddr *, socklen_t *);
ssize_t __read_chk(int, void *, size_t, size_t);

static unsigned char data[4096], control[256];
static struct iovec pieces[] = { { data, 0 }, { data, 3 }, { data + 3, 97 } };
static struct iovec rooms[] = { { data, 3 }, { data + 3, 0 }, { data + 3, 4093 } };

static int dial(const char *port)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(atoi(port)) };
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) != 0) exit(1);
    return fd;
}

static void tell(long n) { printf("%ld ", n); fflush(stdout); }

/* All is there to be read, and still is. */
static void await(int fd)
{
    int least = 100;
    struct pollfd there = { .fd = fd, .events = POLLIN };
    setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &least, sizeof least);
    poll(&there, 1, -1);
    least = 1;
    setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &least, sizeof least);
}

static void watch(int fd, unsigned events)
{
    struct epoll_event event = { .events = events };
    if (epoll_ctl(epoll_create1(0), EPOLL_CTL_ADD, fd, &event) != 0) exit(1);
}

static void both_ways(int from, int to)
{
    tell(write(to, data, 100));
    tell(read(from, data, 4096));
}

static void datagrams(void)
{
    struct sockaddr_in at = { .sin_family = AF_INET };
    socklen_t length = sizeof at;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    bind(fd, (struct sockaddr *)&at, sizeof at);
    getsockname(fd, (struct sockaddr *)&at, &length);
    connect(fd, (struct sockaddr *)&at, sizeof at);
    tell(send(fd, data, 100, 0));
    tell(recv(fd, data, 4096, 0));
    both_ways(fd, fd);
}

int main(int count, char **words)
{
    const char *action = words[1];
    for (unsigned i = 0; i < sizeof data; i++) data[i] = i % 251;
#define IS(name) if (strcmp(action, name) == 0)
    int pair[2];
    IS("udp") datagrams();
    IS("pipe") if (pipe(pair) == 0) both_ways(pair[0], pair[1]);
    IS("unix") if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0) both_ways(pair[0], pair[1]);
    IS("file") both_ways(open(words[0], O_RDONLY), fileno(tmpfile()));
    if (count < 3) return 0;

    int fd = dial(words[2]);
    IS("send") tell(send(fd, data, 100, 0));
    IS("sendto") tell(sendto(fd, data, 100, 0, NULL, 0));
    IS("sendmsg") tell(sendmsg(fd, &(struct msghdr){ .msg_iov = pieces, .msg_iovlen = 3 }, 0));
    IS("write") tell(write(fd, data, 100));
    IS("writev") tell(writev(fd, pieces, 3));
    IS("send-oob") tell(send(fd, data, 100, MSG_OOB));
    IS("send-none") tell(send(fd, data, 0, 0));
    IS("send-many") for (int i = 0; i < 40; i++) tell(send(fd, data, i < 36 ? 100 : 10, 0));
    IS("send-signalled") { fcntl(fd, F_SETFL, O_ASYNC); tell(send(fd, data, 100, 0)); }
    IS("send-edge") { watch(fd, EPOLLOUT | EPOLLET); tell(send(fd, data, 100, 0)); }
    IS("send-level") { watch(fd, EPOLLOUT); tell(send(fd, data, 100, 0)); }
    IS("send-edge-copy") { watch(fd, EPOLLOUT | EPOLLET); tell(send(dup(fd), data, 100, 0)); }
    IS("errno") {
        errno = EDOM;
        tell(send(fd, data, 100, 0)), tell(write(1, " ", 1)), tell(errno == EDOM);
        tell(send(-1, data, 100, 0)), tell(errno == EBADF);
        tell(writev(fd, pieces, -1)), tell(errno == EINVAL);
    }
    IS("reuse") {
        int before = fd;
        for (int i = 0; i < 33; i++) send(fd, data, 100, 0);
        /* Not by close(): stdio closes inside libc. */
        fclose(fdopen(fd, "w"));
        fd = dial(words[2]);
        tell(fd == before), tell(send(fd, data, 100, 0));
    }
    IS("fork") {
        if (fork() == 0) { tell(send(fd, data, 100, 0)); return 0; }
        wait(NULL);
    }
    IS("spawn") {
        close(fd);
        if (fork() == 0) execl(words[0], words[0], "send", words[2], NULL);
        wait(NULL);
    }
    IS("recv") { await(fd); tell(recv(fd, data, 4096, 0)); }
    IS("recvfrom") { await(fd); tell(recvfrom(fd, data, 4096, 0, NULL, NULL)); }
    IS("recvmsg") {
        struct msghdr message = { .msg_iov = rooms, .msg_iovlen = 3 };
        int on = 1;
        /* Ancillary data that TCP always has: how many bytes are left. */
        setsockopt(fd, IPPROTO_TCP, TCP_INQ, &on, sizeof on);
        await(fd);
        message.msg_name = control, message.msg_namelen = 9;
        message.msg_control = control, message.msg_controllen = sizeof control;
        tell(recvmsg(fd, &message, 0));
        tell(message.msg_namelen), tell(message.msg_controllen), tell(message.msg_flags);
        tell(*(int *)CMSG_DATA(CMSG_FIRSTHDR(&message)));
    }
    IS("read") { await(fd); tell(read(fd, data, 4096)); }
    IS("readv") { await(fd); tell(readv(fd, rooms, 3)); }
    IS("recv-chk") { await(fd); tell(__recv_chk(fd, data, 4096, 4096, 0)); }
    IS("recvfrom-chk") { await(fd); tell(__recvfrom_chk(fd, data, 4096, 4096, 0, NULL, NULL)); }
    IS("read-chk") { await(fd); tell(__read_chk(fd, data, 4096, 4096)); }
    IS("recv-past-its-room") { await(fd); tell(__recv_chk(fd, data, 100, 50, 0)); }
    IS("recv-all") tell(recv(fd, data, 100, MSG_WAITALL));
    IS("recv-peek") { await(fd); tell(recv(fd, data, 4096, MSG_PEEK)); }
    IS("recv-peeked") { recv(fd, data, 100, MSG_PEEK | MSG_WAITALL); tell(recv(fd, data, 100, 0)); }
    IS("recv-counted") {
        int there = 0;
        await(fd);
        ioctl(fd, FIONREAD, &there);
        tell(recv(fd, data, there, 0));
    }
    IS("recv-signalled") {
        fcntl(fd, F_SETFL, O_ASYNC);
        await(fd), tell(recv(fd, data, 4096, 0));
    }
    IS("recv-edge") { watch(fd, EPOLLIN | EPOLLET); await(fd); tell(recv(fd, data, 4096, 0)); }
    IS("recv-edge-copy") {
        watch(fd, EPOLLIN | EPOLLET);
        await(fd), tell(recv(dup(fd), data, 4096, 0));
    }
    IS("recv-level") { watch(fd, EPOLLIN); await(fd); tell(recv(fd, data, 4096, 0)); }
    IS("recv-low-water") {
        int least = 100;
        setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &least, sizeof least);
        tell(recv(fd, data, 4096, 0));
    }
    IS("recv-hung-up") {
        shutdown(fd, SHUT_WR);
        struct pollfd end = { .fd = fd };
        poll(&end, 1, -1);
        tell(recv(fd, data, 4096, 0));
    }
    IS("echo") {
        for (ssize_t got; (got = read(fd, data, sizeof data)) > 0;)
            for (ssize_t at = 0; at < got;) at += write(fd, data + at, got - at);
    }
    return 0;
}
`

const probePython = `
import select, socket, sys
action, port = sys.argv[1], int(sys.argv[2])
data = bytes(at % 251 for at in range(100))
with socket.create_connection(('127.0.0.1', port)) as conn:
    if action == 'send': print(conn.send(data))
    if action == 'sendall': conn.sendall(data)
    if action == 'recv':
        conn.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 100)
        select.select([conn], [], [])
        conn.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1)
        print(len(conn.recv(4096)))
    if action == 'echo':
        while piece := conn.recv(65536): conn.sendall(piece)
`

const probePerl = `
use IO::Select;
use IO::Socket::INET;
my ($action, $port) = @ARGV;
my $data = pack 'C*', map { $_ % 251 } 0 .. 99;
my $conn = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $port) or die;
if ($action eq 'syswrite') { print syswrite $conn, $data }
if ($action eq 'print') { print $conn $data }
if ($action eq 'sysread') {
  setsockopt $conn, SOL_SOCKET, SO_RCVLOWAT, pack('i', 100);
  IO::Select->new($conn)->can_read;
  setsockopt $conn, SOL_SOCKET, SO_RCVLOWAT, pack('i', 1);
  print sysread $conn, my $room, 4096;
}
if ($action eq 'echo') {
  while (my $got = sysread $conn, my $room, 65536) {
    for (my $at = 0; $at < $got;) { $at += syswrite $conn, $room, $got - $at, $at }
  }
}
`

const probeJava = `
import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;

public class Probe {
  public static void main(String[] words) throws Exception {
    var at = new InetSocketAddress("127.0.0.1", Integer.parseInt(words[1]));
    var data = new byte[100];
    for (int i = 0; i < data.length; i++) data[i] = (byte) (i % 251);
    if (words[0].startsWith("channel")) {
      try (var channel = SocketChannel.open(at)) {
        channel.configureBlocking(words[0].equals("channel-blocking"));
        System.out.print(channel.write(ByteBuffer.wrap(data)));
      }
      return;
    }
    try (var socket = new Socket(at.getAddress(), at.getPort())) {
      var in = socket.getInputStream();
      var out = socket.getOutputStream();
      switch (words[0]) {
        case "write" -> out.write(data);
        case "read" -> {
          while (in.available() < 100) Thread.onSpinWait();
          System.out.print(in.read(new byte[4096]));
        }
        case "echo" -> in.transferTo(out);
      }
    }
  }
}
`

const probeNode = `
import { readSync } from 'node:fs'
import { connect } from 'node:net'
const [, , action, port] = process.argv
const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true })
const data = Buffer.from(Array.from({ length: 100 }, (_, at) => at % 251))
if (action === 'write') socket.end(data)
if (action === 'echo') socket.pipe(socket)
if (action === 'data') socket.once('data', (data) => { console.log(data.length); socket.end() })
if (action === 'hung-up') {
  // Asleep until it is told that both ends are closed: so it sees the bytes and the end at once.
  socket.end(() => readSync(0, Buffer.alloc(1)))
  let count = 0
  socket.on('data', (data) => (count += data.length))
  socket.on('end', () => console.log(count))
}
`

let folder = ''
let library = ''
let python = ''

const c = (action: string): Command => [join(folder, 'probe'), action]
const py = (action: string): Command => [python, join(folder, 'probe.py'), action]
const perl = (action: string): Command => ['perl', join(folder, 'probe.pl'), action]
const java = (action: string): Command => ['java', '-cp', folder, 'Probe', action]
/** The machine's own, which is what submissions are run on. */
const node = (action: string): Command => ['node', join(folder, 'probe.mjs'), action]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'enchufe-short-'))
  const sources = {
    'probe.c': probeC,
    'probe.py': probePython,
    'probe.pl': probePerl,
    'Probe.java': probeJava,
    'probe.mjs': probeNode,
  }
  for (const [name, text] of Object.entries(sources)) await writeFile(join(folder, name), text)
  await execa('cc', ['-w', '-o', 'probe', 'probe.c'], { cwd: folder })
  await execa('javac', ['Probe.java'], { cwd: folder })
  python = (await execa('python3', ['-c', 'import sys; print(sys.executable)'])).stdout
  const result = await prepareShortIo({ signal: new AbortController().signal })
  if (result.kind === 'missing') throw new Error(result.because)
  library = result.library
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

type Meeting = {
  /** What the server sends to whoever connects. */
  readonly says?: Buffer
  /** When it ends its side: with what it says, or (and says it then) when the program has. */
  readonly ends?: 'at-once' | 'last'
  readonly connections?: number
}

/** Runs a program against a server that keeps what it hears, until all is closed. */
async function meet(command: Command, mode: Mode | undefined, meeting: Meeting = {}) {
  const mark = join(await mkdtemp(join(folder, 'mark-')), 'mark')
  const own = mode === undefined ? {} : shortIoEnvironment(library, mode, mark)
  const server = await serve(meeting, () => run.stdin.end('x'))
  const [file, ...args] = command
  const run = execa(file, meeting.connections === 0 ? args : [...args, String(server.port)], {
    cwd: folder,
    env: programEnvironment(process.env, own),
    extendEnv: false,
    reject: false,
  })
  const { stdout, stderr, signal } = await run
  if (stderr !== '' && signal === undefined) throw new Error(stderr)
  return { told: stdout.trim(), heard: await server.heard(), marked: existsSync(mark), signal }
}

/** `endsLast` is called when the end that a meeting has last has been sent. */
async function serve(
  { says = Buffer.alloc(0), ends, connections = 1 }: Meeting,
  endsLast: () => void,
) {
  const heard: Promise<Buffer>[] = []
  const all = Promise.withResolvers<void>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    heard.push(hear(socket))
    if (heard.length === connections) all.resolve()
    if (ends === undefined) socket.write(says)
    if (ends === 'at-once') socket.end(says)
    socket.on('end', () => {
      if (ends === 'last') socket.end(says, endsLast)
      else socket.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async heard() {
      if (connections > 0) await all.promise
      server.close()
      return Promise.all(heard)
    },
  }
}

async function hear(socket: Socket): Promise<Buffer> {
  const pieces: Buffer[] = []
  socket.on('data', (piece) => pieces.push(piece))
  // A program that ends with bytes unread resets the connection.
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('close', resolve))
  return Buffer.concat(pieces)
}

describe('writes', () => {
  test.each([
    ['C send', () => c('send')],
    ['C sendto', () => c('sendto')],
    ['C sendmsg, over pieces', () => c('sendmsg')],
    ['C write', () => c('write')],
    ['C writev, over pieces', () => c('writev')],
    ['C send, level-triggered', () => c('send-level')],
    ['C send in a child', () => c('fork')],
    ['Python send', () => py('send')],
    ['Perl syswrite', () => perl('syswrite')],
    ['Java SocketChannel that does not block', () => java('channel-non-blocking')],
  ] as const)('%s delivers 7 bytes of 100', async (_name, command) => {
    const met = await meet(command(), 'writes')
    expect(met).toEqual({ told: '7', heard: [pattern(7)], marked: true })
  })

  test.each([
    ['Python sendall', () => py('sendall')],
    ['Perl print', () => perl('print')],
    ['Java OutputStream', () => java('write')],
    ['Java SocketChannel that blocks', () => java('channel-blocking')],
    ['Node write', () => node('write')],
    ['C send with MSG_OOB', () => c('send-oob')],
  ] as const)('%s delivers all 100', async (_name, command) => {
    const met = await meet(command(), 'writes')
    // The urgent byte is not part of the stream.
    const all = command().includes('send-oob') ? pattern(99) : hundred
    expect(met).toMatchObject({ heard: [all], marked: true })
  })

  test('the first 32 calls take 7 bytes, later ones half, and never fewer than 7', async () => {
    const { told } = await meet(c('send-many'), 'writes')
    const sizes = [...Array<number>(32).fill(7), 50, 50, 50, 50, 7, 7, 7, 7]
    expect(told).toBe(sizes.join(' '))
  })

  test('sending nothing sends nothing', async () => {
    expect(await meet(c('send-none'), 'writes')).toMatchObject({ told: '0', heard: [pattern(0)] })
  })

  test('errno is what the call itself made it', async () => {
    const { told } = await meet(c('errno'), 'writes')
    expect(told.replaceAll(/\s+/g, ' ')).toBe('7 1 1 -1 1 -1 1')
  })

  test('a descriptor that is used again starts anew', async () => {
    const { told, heard } = await meet(c('reuse'), 'writes', { connections: 2 })
    expect(told).toBe('1 7')
    expect(heard.map(({ length }) => length)).toEqual([32 * 7 + 50, 7])
  })

  test('a program that another one starts is affected', async () => {
    const met = await meet(c('spawn'), 'writes', { connections: 2 })
    expect(met).toMatchObject({ told: '7', marked: true })
  })
})

describe('reads', () => {
  test.each([
    ['C recv', () => c('recv'), '7'],
    ['C recvfrom', () => c('recvfrom'), '7'],
    ['C read', () => c('read'), '7'],
    ['C readv, over pieces', () => c('readv'), '7'],
    ['C recv, fortified', () => c('recv-chk'), '7'],
    ['C recvfrom, fortified', () => c('recvfrom-chk'), '7'],
    ['C read, fortified', () => c('read-chk'), '7'],
    ['C recv, level-triggered', () => c('recv-level'), '7'],
    ['C recv with MSG_WAITALL', () => c('recv-all'), '100'],
    ['C recv with SO_RCVLOWAT', () => c('recv-low-water'), '100'],
    ['Python recv', () => py('recv'), '7'],
    ['Perl sysread', () => perl('sysread'), '7'],
    ['Java InputStream', () => java('read'), '7'],
    ['Node data', () => node('data'), '7'],
  ] as const)('%s of 100 bytes', async (_name, command, told) => {
    const met = await meet(command(), 'reads', { says: hundred })
    expect(met).toMatchObject({ told, marked: true })
  })

  test.each([
    ['MSG_PEEK', 'recv-peek'],
    ['what MSG_PEEK has shown', 'recv-peeked'],
    ['what FIONREAD has counted', 'recv-counted'],
  ])('recv of %s is untouched, and no mark', async (_name, action) => {
    const met = await meet(c(action), 'reads', { says: hundred })
    expect(met).toMatchObject({ told: '100', marked: false })
  })

  test('recvmsg gives back the name, the ancillary data and the flags', async () => {
    const [plain, short] = await Promise.all(
      ([undefined, 'reads'] as const).map((mode) => meet(c('recvmsg'), mode, { says: hundred })),
    )
    const [, name, control, flags, ...left] = plain?.told.split(' ') ?? []
    expect({ name, flags, left }).toEqual({ name: '0', flags: '0', left: ['0'] })
    expect(Number(control)).toBeGreaterThan(0)
    expect(short?.told).toBe(['7', name, control, flags, '93'].join(' '))
  })

  test('a fortified call past its room still ends the program', async () => {
    const { told, signal } = await meet(c('recv-past-its-room'), 'reads', { says: hundred })
    expect({ told, signal }).toEqual({ told: '', signal: 'SIGABRT' })
  })

  test('the last bytes of a connection are short, and libuv loses none of them', async () => {
    const end = { says: hundred, ends: 'last' } as const
    expect(await meet(c('recv-hung-up'), 'reads', end)).toMatchObject({ told: '7', marked: true })
    for (const runtime of [process.execPath, 'node']) {
      const met = await meet([runtime, join(folder, 'probe.mjs'), 'hung-up'], 'reads', end)
      expect(met).toMatchObject({ told: '100', marked: true })
    }
  })
})

const calls = {
  reads: { own: 'recv', other: 'send' },
  writes: { own: 'send', other: 'recv' },
} as const

describe.each(['reads', 'writes'] as const)('%s', (mode) => {
  test.each(['udp', 'pipe', 'unix', 'file'])('%s is untouched', async (action) => {
    const met = await meet(c(action), mode, { connections: 0 })
    expect(met).toMatchObject({ marked: false })
    expect(met.told).toMatch(action === 'udp' ? /^100 100 100 100$/ : /^100 (?:100|4096)$/)
  })

  test.each([
    ['an edge-triggered descriptor', `${calls[mode].own}-edge`],
    ['a copy of an edge-triggered descriptor', `${calls[mode].own}-edge-copy`],
    ['a descriptor of which signals tell', mode === 'reads' ? 'recv-signalled' : 'send-signalled'],
    ['a call in the other direction', calls[mode].other],
    ['no call at all', 'no call'],
  ])('%s: untouched, and no mark', async (_name, action) => {
    const met = await meet(c(action), mode, { says: hundred })
    expect(met).toMatchObject({ told: action === 'no call' ? '' : '100', marked: false })
  })

  test.each([
    ['C', () => c('echo')],
    ['Python', () => py('echo')],
    ['Perl', () => perl('echo')],
    ['Java', () => java('echo')],
    ['Node', () => node('echo')],
  ] as const)('a mebibyte comes back from %s, whole and soon', async (_name, command) => {
    const says = pattern(1024 * 1024)
    const startMs = performance.now()
    const met = await meet(command(), mode, { says, ends: 'at-once' })
    expect(performance.now() - startMs).toBeLessThan(20_000)
    expect(met.heard[0]?.equals(says)).toBe(true)
    expect(met.marked).toBe(true)
  })

  test('a static program leaves no mark', async (context) => {
    const built = await execa('cc', ['-static', '-w', '-o', 'static', 'probe.c'], {
      cwd: folder,
      reject: false,
    })
    context.skip(built.failed, 'there is no static libc on this machine')
    const met = await meet([join(folder, 'static'), calls[mode].own], mode, { says: hundred })
    expect(met).toMatchObject({ told: '100', marked: false })
  })
})

/** What a process of its own is told, as every process remembers its first result. */
async function prepareWith(
  environment: Readonly<Record<string, string>>,
  signal = 'new AbortController().signal',
): Promise<unknown> {
  const module = pathToFileURL(join(import.meta.dirname, 'short-io.ts')).href
  const script = `
    import { prepareShortIo } from ${JSON.stringify(module)}
    const ask = () => prepareShortIo({ signal: ${signal} }).catch((error) => error.name)
    const first = await ask()
    if (first.kind && first !== (await ask())) throw new Error('not remembered')
    console.log(JSON.stringify(first))`
  const run = await execa(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...environment, TMPDIR: folder },
  })
  return JSON.parse(run.stdout)
}

async function freshFolder(): Promise<string> {
  return mkdtemp(join(folder, 'cache-'))
}

/** A search path on which there are only these compilers. */
async function searchPath(compilers: Readonly<Record<string, string>>): Promise<string> {
  const path = await freshFolder()
  for (const [name, script] of Object.entries(compilers)) {
    await writeFile(join(path, name), `#!/bin/sh\n${script}\n`)
    await chmod(join(path, name), 0o755)
  }
  return path
}

describe('preparing', () => {
  const ready = (path: unknown) => ({ kind: 'ready', library: path })

  test('the source has nothing that a strict compiler complains of', async () => {
    const strict = ['-shared', '-fPIC', '-O2', '-Wall', '-Wextra', '-Werror']
    const source = join(import.meta.dirname, 'short-io.c')
    for (const more of [[], ['-Wshadow', '-Wconversion', '-D_FORTIFY_SOURCE=2']]) {
      const args = [...strict, ...more, '-o', join(folder, 'strict.so'), source, '-ldl']
      expect((await execa('cc', args, { all: true })).all).toBe('')
    }
  })

  test('it is compiled once and then found, alone in a folder of the user', async () => {
    const cache = await freshFolder()
    const path = expect.stringMatching(
      new RegExp(`^${cache}/enchufe/short-io-[0-9a-f]{16}\\.so$`),
    ) as unknown
    const first = await prepareWith({ XDG_CACHE_HOME: cache })
    expect(first).toEqual(ready(path))
    expect(await readdir(join(cache, 'enchufe'))).toHaveLength(1)
    expect((await stat(join(cache, 'enchufe'))).mode & 0o777).toBe(0o700)
    const compilers = await searchPath({ true: 'exit 0' })
    expect(await prepareWith({ XDG_CACHE_HOME: cache, PATH: compilers })).toEqual(first)
  })

  test('many at once get whole libraries', async () => {
    const cache = await freshFolder()
    const all = await Promise.all([1, 2].map(() => prepareWith({ XDG_CACHE_HOME: cache })))
    expect(all).toEqual(all.map(() => expect.objectContaining({ kind: 'ready' }) as unknown))
    expect(await readdir(join(cache, 'enchufe'))).toHaveLength(1)
  })

  test.each(['file', 'folder'])('a cached %s that anybody can write is not used', async (what) => {
    const cache = await freshFolder()
    const found = await prepareWith({ XDG_CACHE_HOME: cache })
    const { library: old } = found as { library: string }
    await chmod(what === 'file' ? old : join(cache, 'enchufe'), 0o777)
    const { library: next } = (await prepareWith({ XDG_CACHE_HOME: cache })) as { library: string }
    expect(next).not.toBe(old)
    expect(next.startsWith(`${folder}/enchufe`)).toBe(true)
    expect((await readFile(next)).equals(await readFile(old))).toBe(true)
  })

  test('a cached file that does not load is not used', async () => {
    const cache = await freshFolder()
    const { library: old } = (await prepareWith({ XDG_CACHE_HOME: cache })) as { library: string }
    await writeFile(old, 'not a library')
    const { library: next } = (await prepareWith({ XDG_CACHE_HOME: cache })) as { library: string }
    expect(next).not.toBe(old)
  })

  test('a folder that LD_PRELOAD cannot name is not used', async () => {
    const cache = join(await freshFolder(), 'my cache')
    await mkdir(cache)
    const { library: path } = (await prepareWith({ XDG_CACHE_HOME: cache })) as { library: string }
    expect(path.startsWith(`${folder}/enchufe`)).toBe(true)
  })

  test.each([
    ['no compiler', {}, /^no C compiler is installed \(cc, gcc, clang\)$/],
    [
      'an error',
      { gcc: 'echo "In file:"; echo "short-io.c:1: fatal error: no headers" >&2; exit 1' },
      /^gcc: short-io\.c:1: fatal error: no headers$/,
    ],
    ['no text', { cc: 'exit 1' }, /^cc: Command failed with exit code 1/],
    [
      'a library that does not load',
      { cc: 'shift 4; echo > "$1"', true: '' },
      /'short-io\.so'.*too short/,
    ],
  ])('%s is told in a line', async (_name, compilers, because) => {
    const environment = { XDG_CACHE_HOME: await freshFolder(), PATH: await searchPath(compilers) }
    const said: unknown = expect.stringMatching(because)
    expect(await prepareWith(environment)).toEqual({ kind: 'missing', because: said })
  })

  test('another compiler is tried where the first fails', async () => {
    const path = await searchPath({
      cc: 'exit 1',
      gcc: 'PATH=/usr/bin:/bin exec cc "$@"',
      true: '',
    })
    const environment = { XDG_CACHE_HOME: await freshFolder(), PATH: path }
    expect(await prepareWith(environment)).toMatchObject({ kind: 'ready' })
  })

  test('who gives up waiting is told so', async () => {
    const path = await searchPath({ cc: 'exec /bin/sleep 500' })
    const environment = { XDG_CACHE_HOME: await freshFolder(), PATH: path }
    expect(await prepareWith(environment, 'AbortSignal.timeout(100)')).toBe('TimeoutError')
  })
})
