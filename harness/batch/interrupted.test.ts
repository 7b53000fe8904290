import { expect, test } from 'vitest'
import { gradeTexts } from './test-grade.ts'

const head = `#include <netinet/in.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
static int listener(char **v) {
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(atoi(v[1])) };
    int s = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(s, (struct sockaddr *)&here, sizeof here) < 0) exit(9);
    listen(s, 5);
    return s;
}
`
const texts = {
  // recv() with a timeout ends with EINTR when a stopped process goes on.
  'gives-up.c': `${head}
int main(int n, char **v) {
    for (int s = listener(v);;) {
        int c = accept(s, 0, 0);
        if (fork()) { close(c); continue; }
        struct timeval t = { .tv_sec = 30 };
        setsockopt(c, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof t);
        char b[100];
        ssize_t r;
        while ((r = recv(c, b, 100, 0)) > 0) send(c, b, r, 0);
        close(c);
        return 0;
    }
}`,
  'ends.c': `${head}
int main(int n, char **v) {
    int s = listener(v), e = epoll_create1(0);
    struct epoll_event event = { .events = EPOLLIN, .data.fd = s }, events[10];
    epoll_ctl(e, EPOLL_CTL_ADD, s, &event);
    for (;;) {
        int count = epoll_wait(e, events, 10, -1);
        if (count < 0) return 1;
        for (int i = 0; i < count; i++) {
            int f = events[i].data.fd;
            if (f == s) {
                event.data.fd = accept(s, 0, 0);
                epoll_ctl(e, EPOLL_CTL_ADD, event.data.fd, &event);
                continue;
            }
            char b[100];
            int r = read(f, b, 100);
            if (r <= 0) close(f); else write(f, b, r);
        }
    }
}`,
  // As it was woken for nothing it believes that nobody is there any more.
  'leaves-its-thread.c': `#include <pthread.h>
${head}
static int e;
static void *serve(void *nothing) {
    struct epoll_event event;
    while (epoll_wait(e, &event, 1, -1) > 0) {
        char b[100];
        int r = read(event.data.fd, b, 100);
        if (r <= 0) close(event.data.fd); else write(event.data.fd, b, r);
    }
    return nothing;
}
int main(int n, char **v) {
    int s = listener(v);
    pthread_t thread;
    e = epoll_create1(0);
    pthread_create(&thread, 0, serve, 0);
    for (;;) {
        struct epoll_event event = { .events = EPOLLIN };
        event.data.fd = accept(s, 0, 0);
        epoll_ctl(e, EPOLL_CTL_ADD, event.data.fd, &event);
    }
}`,
  // It begins the call again, and answers nobody.
  'says-nothing.c': `#include <errno.h>
${head}
int main(int n, char **v) {
    int s = listener(v), e = epoll_create1(0);
    struct epoll_event event = { .events = EPOLLIN, .data.fd = s };
    epoll_ctl(e, EPOLL_CTL_ADD, s, &event);
    for (;;) {
        char b[100];
        if (epoll_wait(e, &event, 1, -1) < 0) continue;
        if (event.data.fd != s) { read(event.data.fd, b, 100); continue; }
        event.data.fd = accept(s, 0, 0);
        epoll_ctl(e, EPOLL_CTL_ADD, event.data.fd, &event);
    }
}`,
  'closes.py': `
import selectors, socket, sys
server = socket.create_server(('127.0.0.1', int(sys.argv[1])))
selector = selectors.DefaultSelector()
selector.register(server, selectors.EVENT_READ)
while True:
    for key, _ in selector.select():
        if key.fileobj is server:
            selector.register(server.accept()[0], selectors.EVENT_READ)
        else:
            key.fileobj.recv(100)
            selector.unregister(key.fileobj)
            key.fileobj.close()
`,
}

test('what a stop of ours has interrupted is held against nobody; what a runtime begins again is', async () => {
  const graded = await gradeTexts({
    program: { role: 'server', port: { given: 'argument' } },
    checks: {
      together: {
        scenario: [
          { kind: 'connect', peer: 'ana' },
          { kind: 'connect', peer: 'beto' },
          // By then it waits again.
          { kind: 'expectSilence', peer: 'beto' },
          { kind: 'freeze' },
          { kind: 'send', peer: 'ana', data: 'a\n' },
          { kind: 'send', peer: 'beto', data: 'b\n' },
          { kind: 'thaw' },
          { kind: 'expect', peer: 'ana', expected: 'a\n' },
          { kind: 'expect', peer: 'beto', expected: 'b\n' },
        ],
      },
    },
    texts,
    lab: 'lab',
  })
  const found = [...graded].map(([name, { report }]) => {
    const { cause, trials } = report.checks[0]!
    return [name, cause ?? trials[0]?.because]
  })
  expect(found).toEqual([
    ['gives-up.c', 'interrupted-call'],
    ['ends.c', 'interrupted-call'],
    ['leaves-its-thread.c', 'interrupted-call'],
    ['says-nothing.c', 'no-answer'],
    ['closes.py', 'closed-early'],
  ])
})
