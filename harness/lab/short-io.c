/*
 * Makes the reads or the writes of a program's TCP sockets short, as a network may at any time, so
 * that a program which takes one call for one message is seen to be wrong. Loaded with LD_PRELOAD.
 *
 *   ENCHUFE_SHORT_IO       "reads" or "writes": the direction; anything else leaves all as it is
 *   ENCHUFE_SHORT_IO_MARK  a file that comes into being with the first call that passes through
 *                          here: programs without a dynamic libc never do, and must be told apart
 *
 * Correct programs must not notice. What a kernel or a runtime promises is therefore kept, even
 * where another would not: see `must_write_all`, `must_read_all` and `epoll_ctl`.
 */
#undef _FORTIFY_SOURCE /* its inline `read` and `recv` would collide with the ones defined here */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* What programs built with -D_FORTIFY_SOURCE call; no header declares them. */
ssize_t __recv_chk(int fd, void *room, size_t asked, size_t size, int flags);
ssize_t __recvfrom_chk(int fd, void *room, size_t asked, size_t size, int flags,
                       __SOCKADDR_ARG from, socklen_t *length);
ssize_t __read_chk(int fd, void *room, size_t asked, size_t size);

#define EACH_CALL(do)                                                                             \
    do(send) do(sendto) do(sendmsg) do(write) do(writev)                                          \
    do(recv) do(recvfrom) do(recvmsg) do(read) do(readv)                                          \
    do(__recv_chk) do(__recvfrom_chk) do(__read_chk) do(epoll_ctl) do(ioctl)

#define DECLARE(name) static __typeof__(name) *real_##name;
EACH_CALL(DECLARE)

/* Not only in `set_up`: constructors of other libraries may read and write before it. */
static void find_real(void)
{
    static atomic_bool found;
    if (atomic_load(&found)) return;
#define FIND(name) real_##name = (__typeof__(name) *)dlsym(RTLD_NEXT, #name);
    EACH_CALL(FIND)
    atomic_store(&found, true);
}

enum way { NEITHER, READS, WRITES };
enum { SHORT_CALLS = 32, FEW_BYTES = 7 };

static enum way mode;
static bool is_java, is_libuv;
static char mark[PATH_MAX];

__attribute__((constructor)) static void set_up(void)
{
    find_real();
    const char *wanted = getenv("ENCHUFE_SHORT_IO");
    const char *path = getenv("ENCHUFE_SHORT_IO_MARK");
    if (wanted == NULL) return;
    /* Copied, because the program may change its environment. */
    if (path != NULL && strlen(path) < sizeof mark) strcpy(mark, path);
    is_java = dlsym(RTLD_DEFAULT, "JLI_Launch") != NULL;
    is_libuv = dlsym(RTLD_DEFAULT, "uv_run") != NULL;
    if (strcmp(wanted, "reads") == 0) mode = READS;
    if (strcmp(wanted, "writes") == 0) mode = WRITES;
}

/*
 * What is known of a socket, in one word so that no thread sees half of a change: its inode, three
 * flags, and how many of its calls were short. Found by inode, not by descriptor: so a descriptor
 * that is used again starts anew however it was closed, and copies of one share what is known.
 * Should two sockets meet in one place, they are made short longer, never against the rules.
 */
typedef _Atomic uint64_t socket_word;
static socket_word sockets[1 << 16];

enum { INODE_SHIFT = 32 };
static const uint64_t IS_TCP = 1 << 16, IS_EDGE = 1 << 17, IS_COUNTED = 1 << 18, CALLS = 0xffff;

static bool is_tcp(int fd)
{
    int domain = 0, type = 0;
    socklen_t length = sizeof domain;
    if (getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &length) != 0) return false;
    length = sizeof type;
    if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length) != 0) return false;
    return (domain == AF_INET || domain == AF_INET6) && type == SOCK_STREAM;
}

/* NULL for what is no socket. */
static socket_word *word_of(int fd)
{
    struct stat file;
    if (fstat(fd, &file) != 0 || !S_ISSOCK(file.st_mode)) return NULL;
    uint32_t inode = (uint32_t)file.st_ino;
    socket_word *word = &sockets[inode % (sizeof sockets / sizeof *sockets)];
    uint64_t old = atomic_load(word);
    while (old >> INODE_SHIFT != inode) {
        uint64_t tcp = is_tcp(fd) ? IS_TCP : 0;
        uint64_t fresh = (uint64_t)inode << INODE_SHIFT | tcp | (old & (IS_EDGE | IS_COUNTED));
        if (atomic_compare_exchange_weak(word, &old, fresh)) break;
    }
    return word;
}

/* mknod needs no descriptor: the program may count on getting the lowest, or have none left. */
static void leave_mark(void)
{
    static atomic_bool left;
    if (mark[0] == '\0' || atomic_exchange(&left, true)) return;
    if (mknod(mark, S_IFREG | 0600, 0) != 0 && errno != EEXIST) atomic_store(&left, false);
}

/*
 * WritableByteChannel promises that a blocking write returns when all is written, and the JDK
 * leaves that to the kernel; its streams repeat the call anyway.
 */
static bool must_write_all(int fd)
{
    return is_java && (fcntl(fd, F_GETFL) & O_NONBLOCK) == 0;
}

/*
 * recv(2): what MSG_PEEK has shown the next call returns again; FIONREAD (tcp(7)) says how much is
 * there to be read. A program that has asked may count on it, and its reads are left alone.
 */
static void is_counted(int fd)
{
    int before = errno;
    socket_word *word = mode == READS ? word_of(fd) : NULL;
    if (word != NULL) atomic_fetch_or(word, IS_COUNTED);
    errno = before;
}

static bool must_read_all(int fd, int flags)
{
    if (flags & (MSG_WAITALL | MSG_PEEK | MSG_ERRQUEUE)) return true;
    int least = 1;
    socklen_t length = sizeof least;
    if (getsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &least, &length) == 0 && least > 1) return true;
    /* Told that both ends are closed, libuv takes a read that is not full for the last. */
    struct pollfd end = { .fd = fd };
    return is_libuv && poll(&end, 1, 0) == 1 && (end.revents & POLLHUP) != 0;
}

/* SIGIO comes when something arrives, not while something is there (O_ASYNC, open(2)): an edge. */
static bool is_signalled(int fd)
{
    int before = errno;
    int flags = fcntl(fd, F_GETFL);
    errno = before;
    return flags != -1 && (flags & O_ASYNC) != 0;
}

/* One call: how many bytes it may take, and of which socket, or NULL where it is left alone. */
struct turn {
    size_t take;
    socket_word *word;
};

static struct turn decide(int fd, int flags, size_t asked)
{
    struct turn whole = { asked, NULL };
    socket_word *word = word_of(fd);
    if (word == NULL) return whole;
    uint64_t known = atomic_load(word);
    /* No mark either: nothing was tried on a program whose sockets are all left alone. */
    if (!(known & IS_TCP) || known & IS_EDGE || is_signalled(fd)) return whole;
    if (mode == READS && (flags & MSG_PEEK)) is_counted(fd);
    if (mode == READS && (known & IS_COUNTED || flags & MSG_PEEK)) return whole;
    leave_mark();
    if (asked <= FEW_BYTES || flags & MSG_OOB) return whole; /* the last byte is the urgent one */
    if (mode == WRITES ? must_write_all(fd) : must_read_all(fd, flags)) return whole;
    /* Then by half only, or programs whose buffers cost by the call would become slow. */
    bool few = (known & CALLS) < SHORT_CALLS || asked / 2 < FEW_BYTES;
    return (struct turn){ few ? FEW_BYTES : asked / 2, word };
}

static struct turn begin(enum way way, int fd, int flags, size_t asked)
{
    find_real();
    if (way != mode) return (struct turn){ asked, NULL };
    int before = errno;
    struct turn turn = decide(fd, flags, asked);
    errno = before;
    return turn;
}

/* Only a call that took all it was let counts: one that found little to take was not made short,
 * and how often a program looks in vain is luck. */
static ssize_t finish(struct turn turn, ssize_t result)
{
    bool was_short = turn.word != NULL && result == (ssize_t)turn.take;
    if (was_short && (atomic_load(turn.word) & CALLS) < SHORT_CALLS) {
        /* The field is far wider than threads could be many here at once. */
        atomic_fetch_add(turn.word, 1);
    }
    return result;
}

/* All the bytes of a vector; 0, which is left alone, where the kernel is going to refuse it. */
static size_t bytes_in(const struct iovec *pieces, size_t count)
{
    size_t sum = 0;
    if (count > IOV_MAX) return 0;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].iov_len > SSIZE_MAX - sum) return 0;
        sum += pieces[i].iov_len;
    }
    return sum;
}

/* Copies as many pieces as `take` bytes need, the last one shortened; returns how many. */
static size_t shorten(struct iovec *copy, const struct iovec *pieces, size_t take)
{
    size_t count = 0;
    for (; take > 0; count++) {
        copy[count] = pieces[count];
        if (copy[count].iov_len > take) copy[count].iov_len = take;
        take -= copy[count].iov_len;
    }
    return count;
}

ssize_t send(int fd, const void *data, size_t asked, int flags)
{
    struct turn turn = begin(WRITES, fd, flags, asked);
    return finish(turn, real_send(fd, data, turn.take, flags));
}

ssize_t sendto(int fd, const void *data, size_t asked, int flags, __CONST_SOCKADDR_ARG to,
               socklen_t length)
{
    struct turn turn = begin(WRITES, fd, flags, asked);
    return finish(turn, real_sendto(fd, data, turn.take, flags, to, length));
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    size_t asked = message == NULL ? 0 : bytes_in(message->msg_iov, message->msg_iovlen);
    struct turn turn = begin(WRITES, fd, flags, asked);
    if (turn.word == NULL) return real_sendmsg(fd, message, flags);
    struct iovec pieces[message->msg_iovlen];
    struct msghdr less = *message;
    less.msg_iov = pieces;
    less.msg_iovlen = shorten(pieces, message->msg_iov, turn.take);
    return finish(turn, real_sendmsg(fd, &less, flags));
}

ssize_t write(int fd, const void *data, size_t asked)
{
    struct turn turn = begin(WRITES, fd, 0, asked);
    return finish(turn, real_write(fd, data, turn.take));
}

ssize_t writev(int fd, const struct iovec *all, int count)
{
    struct turn turn = begin(WRITES, fd, 0, count < 0 ? 0 : bytes_in(all, (size_t)count));
    if (turn.word == NULL) return real_writev(fd, all, count);
    struct iovec pieces[count];
    return finish(turn, real_writev(fd, pieces, (int)shorten(pieces, all, turn.take)));
}

ssize_t recv(int fd, void *room, size_t asked, int flags)
{
    struct turn turn = begin(READS, fd, flags, asked);
    return finish(turn, real_recv(fd, room, turn.take, flags));
}

ssize_t recvfrom(int fd, void *room, size_t asked, int flags, __SOCKADDR_ARG from,
                 socklen_t *length)
{
    struct turn turn = begin(READS, fd, flags, asked);
    return finish(turn, real_recvfrom(fd, room, turn.take, flags, from, length));
}

ssize_t recvmsg(int fd, struct msghdr *message, int flags)
{
    size_t asked = message == NULL ? 0 : bytes_in(message->msg_iov, message->msg_iovlen);
    struct turn turn = begin(READS, fd, flags, asked);
    if (turn.word == NULL) return real_recvmsg(fd, message, flags);
    struct iovec pieces[message->msg_iovlen];
    struct msghdr less = *message;
    less.msg_iov = pieces;
    less.msg_iovlen = shorten(pieces, message->msg_iov, turn.take);
    ssize_t result = finish(turn, real_recvmsg(fd, &less, flags));
    message->msg_namelen = less.msg_namelen;
    message->msg_controllen = less.msg_controllen;
    message->msg_flags = less.msg_flags;
    return result;
}

ssize_t read(int fd, void *room, size_t asked)
{
    struct turn turn = begin(READS, fd, 0, asked);
    return finish(turn, real_read(fd, room, turn.take));
}

ssize_t readv(int fd, const struct iovec *all, int count)
{
    struct turn turn = begin(READS, fd, 0, count < 0 ? 0 : bytes_in(all, (size_t)count));
    if (turn.word == NULL) return real_readv(fd, all, count);
    struct iovec pieces[count];
    return finish(turn, real_readv(fd, pieces, (int)shorten(pieces, all, turn.take)));
}

/* The fortified ones end a program that asks for more than it has room for: that stays so. */

ssize_t __recv_chk(int fd, void *room, size_t asked, size_t size, int flags)
{
    struct turn turn = begin(READS, fd, flags, asked);
    size_t take = asked > size ? asked : turn.take;
    return finish(turn, real___recv_chk(fd, room, take, size, flags));
}

ssize_t __recvfrom_chk(int fd, void *room, size_t asked, size_t size, int flags,
                       __SOCKADDR_ARG from, socklen_t *length)
{
    struct turn turn = begin(READS, fd, flags, asked);
    size_t take = asked > size ? asked : turn.take;
    return finish(turn, real___recvfrom_chk(fd, room, take, size, flags, from, length));
}

ssize_t __read_chk(int fd, void *room, size_t asked, size_t size)
{
    struct turn turn = begin(READS, fd, 0, asked);
    size_t take = asked > size ? asked : turn.take;
    return finish(turn, real___read_chk(fd, room, take, size));
}

int ioctl(int fd, unsigned long request, ...)
{
    find_real();
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    /* InputStream.available() of Java promises less: a read may still bring fewer. */
    if (request == FIONREAD && !is_java) is_counted(fd);
    return real_ioctl(fd, request, argument);
}

/* epoll(7) lets an edge-triggered program take a short read or write for "drained" and wait. */
int epoll_ctl(int epoll, int operation, int fd, struct epoll_event *event)
{
    find_real();
    if (mode != NEITHER && operation != EPOLL_CTL_DEL && event != NULL && event->events & EPOLLET) {
        int before = errno;
        socket_word *word = word_of(fd);
        if (word != NULL) atomic_fetch_or(word, IS_EDGE);
        errno = before;
    }
    return real_epoll_ctl(epoll, operation, fd, event);
}
