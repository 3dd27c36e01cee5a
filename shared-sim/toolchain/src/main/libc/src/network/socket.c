/* Each has a system call of its own since Linux 4.3; before, socketcall(2) did all. accept(2) has
   none, and is accept4(2) without flags; send(2) and recv(2) say nothing of an address. */
#include <sys/socket.h>

#include "../internal/syscall.h"

int socket(int family, int type, int protocol) {
  return SYSCALL(SYS_socket, family, type, protocol);
}

int socketpair(int family, int type, int protocol, int descriptors[2]) {
  return SYSCALL(SYS_socketpair, family, type, protocol, descriptors);
}

int bind(int descriptor, const struct sockaddr *address, socklen_t length) {
  return SYSCALL(SYS_bind, descriptor, address, length);
}

int connect(int descriptor, const struct sockaddr *address, socklen_t length) {
  return SYSCALL(SYS_connect, descriptor, address, length);
}

int listen(int descriptor, int backlog) { return SYSCALL(SYS_listen, descriptor, backlog); }

int accept(int descriptor, struct sockaddr *restrict address, socklen_t *restrict length) {
  return SYSCALL(SYS_accept4, descriptor, address, length, 0);
}

int accept4(int descriptor, struct sockaddr *restrict address, socklen_t *restrict length,
            int flags) {
  return SYSCALL(SYS_accept4, descriptor, address, length, flags);
}

int getsockname(int descriptor, struct sockaddr *restrict address, socklen_t *restrict length) {
  return SYSCALL(SYS_getsockname, descriptor, address, length);
}

int getpeername(int descriptor, struct sockaddr *restrict address, socklen_t *restrict length) {
  return SYSCALL(SYS_getpeername, descriptor, address, length);
}

ssize_t sendto(int descriptor, const void *block, size_t size, int flags,
               const struct sockaddr *address, socklen_t length) {
  return SYSCALL(SYS_sendto, descriptor, block, size, flags, address, length);
}

ssize_t recvfrom(int descriptor, void *restrict block, size_t size, int flags,
                 struct sockaddr *restrict address, socklen_t *restrict length) {
  return SYSCALL(SYS_recvfrom, descriptor, block, size, flags, address, length);
}

ssize_t send(int descriptor, const void *block, size_t size, int flags) {
  return sendto(descriptor, block, size, flags, (struct sockaddr *)0, 0);
}

ssize_t recv(int descriptor, void *block, size_t size, int flags) {
  return recvfrom(descriptor, block, size, flags, (struct sockaddr *)0, (socklen_t *)0);
}

ssize_t sendmsg(int descriptor, const struct msghdr *message, int flags) {
  return SYSCALL(SYS_sendmsg, descriptor, message, flags);
}

ssize_t recvmsg(int descriptor, struct msghdr *message, int flags) {
  return SYSCALL(SYS_recvmsg, descriptor, message, flags);
}

int getsockopt(int descriptor, int level, int option, void *restrict value,
               socklen_t *restrict length) {
  return SYSCALL(SYS_getsockopt, descriptor, level, option, value, length);
}

int setsockopt(int descriptor, int level, int option, const void *value, socklen_t length) {
  return SYSCALL(SYS_setsockopt, descriptor, level, option, value, length);
}

int shutdown(int descriptor, int how) { return SYSCALL(SYS_shutdown, descriptor, how); }

struct cmsghdr *__cmsg_next(struct msghdr *message, struct cmsghdr *header) {
  char *end = (char *)message->msg_control + message->msg_controllen;
  char *next = (char *)header + CMSG_ALIGN(header->cmsg_len);
  if (next + sizeof(struct cmsghdr) > end) {
    return (struct cmsghdr *)0;
  }
  return (struct cmsghdr *)next;
}
