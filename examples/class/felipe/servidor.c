#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int escuchar(void)
{
    struct sockaddr_in donde = { .sin_family = AF_INET, .sin_port = htons(9000) };
    int servidor = socket(AF_INET, SOCK_STREAM, 0);
    donde.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(servidor, (struct sockaddr *)&donde, sizeof donde) < 0 || listen(servidor, 5) < 0) {
        perror("servidor");
        exit(1);
    }
    return servidor;
}

int main(void)
{
    const char *saludo = "Gracias por conectarte\n";
    int servidor = escuchar();
    int cliente = accept(servidor, NULL, NULL)
    send(cliente, saludo, strlen(saludo), 0);
    return 0;
}
