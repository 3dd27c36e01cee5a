/* On i386 one system call does all that concerns sockets: socketcall(2), with a number and the
   arguments in memory. */
#include <sys/socket.h>

#include "../internal/syscall.h"

#define SOCKET 1
#define BIND 2
#define CONNECT 3
#define LISTEN 4
#define ACCEPT 5
#define GETSOCKNAME 6
#define GETPEERNAME 7
#define SOCKETPAIR 8
#define SENDTO 11
#define RECVFROM 12
#define SHUTDOWN 13
#define SETSOCKOPT 14
#define GETSOCKOPT 15
#define SENDMSG 16
#define RECVMSG 17
#define ACCEPT4 18

static int call(int number, long a, long b, long c, long d, long e, long f) {
  long arguments[6];
  arguments[0] = a;
  arguments[1] = b;
  arguments[2] = c;
  arguments[3] = d;
  arguments[4] = e;
  arguments[5] = f;
  return SYSCALL(SYS_socketcall, number, arguments);
}

int socket(int family, int type, int protocol) {
  return call(SOCKET, family, type, protocol, 0, 0, 0);
}

int socketpair(int family, int type, int protocol, int descriptors[2]) {
  return call(SOCKETPAIR, family, type, protocol, (long)descriptors, 0, 0);
}

int bind(int descriptor, const struct sockaddr *address, socklen_t length) {
  return call(BIND, descriptor, (long)address, (long)length, 0, 0, 0);
}

int connect(int descriptor, const struct sockaddr *address, socklen_t length) {
  return call(CONNECT, descriptor, (long)address, (long)length, 0, 0, 0);
}

int listen(int descriptor, int backlog) { return call(LISTEN, descriptor, backlog, 0, 0, 0, 0); }

int accept(int descriptor, struct sockaddr *restrict address, socklen_t *restrict length) {
  return call(ACCEPT, descriptor, (long)address, (long)length, 0, 0, 0);
}

int accept4(int descriptor, struct sockaddr *restrict address, socklen_t *restrict length,
            int flags) {
  return call(ACCEPT4, descriptor, (long)address, (long)length, flags, 0, 0);
}

int getsockname(int descriptor, struct sockaddr *restrict address, socklen_t *restrict length) {
  return call(GETSOCKNAME, descriptor, (long)address, (long)length, 0, 0, 0);
}

int getpeername(int descriptor, struct sockaddr *restrict address, socklen_t *restrict length) {
  return call(GETPEERNAME, descriptor, (long)address, (long)length, 0, 0, 0);
}

ssize_t sendto(int descriptor, const void *block, size_t size, int flags,
               const struct sockaddr *address, socklen_t length) {
  return call(SENDTO, descriptor, (long)block, (long)size, flags, (long)address, (long)length);
}

ssize_t recvfrom(int descriptor, void *restrict block, size_t size, int flags,
                 struct sockaddr *restrict address, socklen_t *restrict length) {
  return call(RECVFROM, descriptor, (long)block, (long)size, flags, (long)address, (long)length);
}

ssize_t send(int descriptor, const void *block, size_t size, int flags) {
  return sendto(descriptor, block, size, flags, (struct sockaddr *)0, 0);
}

ssize_t recv(int descriptor, void *block, size_t size, int flags) {
  return recvfrom(descriptor, block, size, flags, (struct sockaddr *)0, (socklen_t *)0);
}

ssize_t sendmsg(int descriptor, const struct msghdr *message, int flags) {
  return call(SENDMSG, descriptor, (long)message, flags, 0, 0, 0);
}

ssize_t recvmsg(int descriptor, struct msghdr *message, int flags) {
  return call(RECVMSG, descriptor, (long)message, flags, 0, 0, 0);
}

int getsockopt(int descriptor, int level, int option, void *restrict value,
               socklen_t *restrict length) {
  return call(GETSOCKOPT, descriptor, level, option, (long)value, (long)length, 0);
}

int setsockopt(int descriptor, int level, int option, const void *value, socklen_t length) {
  return call(SETSOCKOPT, descriptor, level, option, (long)value, (long)length, 0);
}

int shutdown(int descriptor, int how) { return call(SHUTDOWN, descriptor, how, 0, 0, 0, 0); }

struct cmsghdr *__cmsg_next(struct msghdr *message, struct cmsghdr *header) {
  char *end = (char *)message->msg_control + message->msg_controllen;
  char *next = (char *)header + CMSG_ALIGN(header->cmsg_len);
  if (next + sizeof(struct cmsghdr) > end) {
    return (struct cmsghdr *)0;
  }
  return (struct cmsghdr *)next;
}
