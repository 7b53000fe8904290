/** A server that takes its clients and waits for ever, and a correct one of its language. */
export type HangingProgram = {
  readonly name: string
  /** One of the fixtures of the greeting server. */
  readonly correct: string
  readonly file: string
  readonly text: string
}

const python = `import socket

server = socket.create_server(("", 9000))
while True:
    client, _ = server.accept()
    while client.recv(4096):
        pass
`

const node = `require('node:net').createServer((client) => client.resume()).listen(9000, '0.0.0.0')
`

/** `first` is done before anything else. */
const inC = (first: string) => `#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    struct sockaddr_in where = { .sin_family = AF_INET, .sin_port = htons(9000) };
    int server = socket(AF_INET, SOCK_STREAM, 0);
    ${first}
    if (bind(server, (struct sockaddr *)&where, sizeof where) < 0 || listen(server, 5) < 0)
        return 1;
    for (;;) {
        int client = accept(server, NULL, NULL);
        char byte;
        while (recv(client, &byte, 1, 0) > 0)
            ;
        close(client);
    }
}
`

/** One in each language; C also with a timer that might be running. */
export const hangingPrograms: readonly HangingProgram[] = [
  { name: 'Python', correct: 'python-correct', file: 'server.py', text: python },
  { name: 'C', correct: 'c-correct', file: 'server.c', text: inC('') },
  { name: 'Node', correct: 'node-correct', file: 'server.js', text: node },
  {
    name: 'C with a timer',
    correct: 'c-correct',
    file: 'server.c',
    text: inC('alarm(3600);'),
  },
]
