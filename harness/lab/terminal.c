/*
 * Keeps a terminal for a program: opens a pseudo-terminal, and is what a screen and a keyboard are to
 * it. Compiled once for each machine.
 *
 *   terminal keep PTMX   opens PTMX (/dev/ptmx, or that of another instance of devpts); writes the
 *                        terminal's number and a newline on descriptor 3; types what comes on
 *                        standard input, and shows what is written on standard output; answers
 *                        each byte on descriptor 3 with a newline when all that was written before
 *                        is shown
 *   terminal try PTMX    only sees whether there is a terminal to be had
 *   terminal take ...    makes standard input the terminal of its session, which has none yet, and
 *                        becomes the command that follows
 *
 * The terminal shows what a program has written, byte for byte, and nothing else: it does not echo,
 * and leaves newlines as they are. An interrupt that is typed throws nothing away.
 *
 * The keeper ends when nobody has the terminal any more, and when nobody listens on descriptor 3.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { KEYBOARD = 0, SCREEN = 1, OWNER = 3 };

static void give_up(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(EXIT_FAILURE);
}

/* On Linux the settings of the master are those of the terminal (tty_mode_ioctl() in the kernel). */
static void set_up(int master) {
    struct termios settings;
    if (tcgetattr(master, &settings) != 0) give_up("tcgetattr");
    settings.c_iflag |= IUTF8;
    settings.c_oflag &= ~ONLCR;
    settings.c_lflag &= ~(ECHO | ECHOE | ECHOK | ECHONL | ECHOCTL | ECHOKE);
    settings.c_lflag |= NOFLSH;
    if (tcsetattr(master, TCSANOW, &settings) != 0) give_up("tcsetattr");
    struct winsize usual = {.ws_row = 24, .ws_col = 80};
    if (ioctl(master, TIOCSWINSZ, &usual) != 0) give_up("TIOCSWINSZ");
}

static int open_master(const char *path) {
    int master = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (master < 0) give_up(path);
    int unlocked = 0;
    if (ioctl(master, TIOCSPTLCK, &unlocked) != 0) give_up("TIOCSPTLCK");
    set_up(master);
    return master;
}

static void tell_number(int master) {
    unsigned int number;
    if (ioctl(master, TIOCGPTN, &number) != 0) give_up("TIOCGPTN");
    if (dprintf(OWNER, "%u\n", number) < 0) give_up("descriptor 3");
}

/* What was typed, and how much of it the terminal has taken. */
static struct {
    char bytes[4096];
    size_t length, taken;
    bool ended, in_line;
} typed;

/* At the beginning of a line the end of file is an end; within one it only sends the line off. */
static void note_lines(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        char byte = bytes[i];
        if (byte == '\n' || byte == '\r' || byte == CEOF) typed.in_line = false;
        else if (byte != CINTR && byte != CQUIT && byte != CSUSP) typed.in_line = true;
    }
}

static void read_keyboard(void) {
    ssize_t got = read(KEYBOARD, typed.bytes, sizeof typed.bytes);
    if (got < 0) return;
    typed.taken = 0;
    typed.length = (size_t)got;
    note_lines(typed.bytes, typed.length);
    if (got > 0) return;
    typed.ended = true;
    typed.length = typed.in_line ? 2 : 1;
    memset(typed.bytes, CEOF, typed.length);
}

static void type(int master) {
    ssize_t took = write(master, typed.bytes + typed.taken, typed.length - typed.taken);
    if (took > 0) typed.taken += (size_t)took;
}

/* The end is there when nobody has the terminal any more (EIO), or nobody looks at the screen. */
enum found { SOMETHING, NOTHING, END };

static enum found show(int master) {
    char bytes[65536];
    ssize_t got = read(master, bytes, sizeof bytes);
    if (got < 0) return errno == EAGAIN || errno == EINTR ? NOTHING : END;
    for (ssize_t done = 0; done < got;) {
        ssize_t wrote = write(SCREEN, bytes + done, (size_t)(got - done));
        if (wrote < 0 && errno != EINTR) return END;
        if (wrote > 0) done += wrote;
    }
    return got > 0 ? SOMETHING : END;
}

/*
 * A read finds nothing only when the kernel has passed on all that was written before it: it waits
 * for the work that does (tty_buffer_flush_work() in n_tty_read()). Who never stops writing is cut.
 */
static bool catch_up(int master) {
    enum { MOST = 10000 };
    char asked[16];
    enum found found = SOMETHING;
    if (read(OWNER, asked, sizeof asked) <= 0) return false;
    for (int i = 0; i < MOST && found == SOMETHING; i++) found = show(master);
    return found != END && write(OWNER, "\n", 1) == 1;
}

static int keep(const char *path) {
    signal(SIGPIPE, SIG_IGN);
    int master = open_master(path);
    tell_number(master);
    for (;;) {
        bool waiting = typed.taken < typed.length;
        struct pollfd watched[] = {
            {.fd = master, .events = waiting ? POLLIN | POLLOUT : POLLIN},
            {.fd = waiting || typed.ended ? -1 : KEYBOARD, .events = POLLIN},
            {.fd = OWNER, .events = POLLIN},
        };
        if (poll(watched, 3, -1) < 0 && errno != EINTR) give_up("poll");
        if (watched[2].revents != 0 && !catch_up(master)) return EXIT_SUCCESS;
        if (watched[0].revents & (POLLIN | POLLHUP | POLLERR) && show(master) == END) return EXIT_SUCCESS;
        if (watched[0].revents & POLLOUT) type(master);
        if (watched[1].revents != 0) read_keyboard();
    }
}

int main(int count, char **words) {
    if (count == 3 && strcmp(words[1], "keep") == 0) return keep(words[2]);
    if (count == 3 && strcmp(words[1], "try") == 0) return close(open_master(words[2]));
    if (count < 3 || strcmp(words[1], "take") != 0) return EXIT_FAILURE;
    if (ioctl(STDIN_FILENO, TIOCSCTTY, 0) != 0) give_up("TIOCSCTTY");
    execvp(words[2], words + 2);
    give_up(words[2]);
}
