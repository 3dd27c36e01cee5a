/* Sockets of this machine's own family (unix(7)): names, connections, messages and their errors. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int signals;

static void count(int signal) { signals++; }

static void show(const char *what, int result) {
  printf("%s: %d %s\n", what, result, result < 0 ? strerror(errno) : "");
}

static struct sockaddr_un address;

/* A name that begins with @ is an abstract one. */
static socklen_t named(const char *name) {
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  strcpy(address.sun_path, name);
  if (*name == '@') {
    address.sun_path[0] = 0;
    return offsetof(struct sockaddr_un, sun_path) + strlen(name);
  }
  return offsetof(struct sockaddr_un, sun_path) + strlen(name) + 1;
}

static int bound(int type, const char *name) {
  int made = socket(AF_UNIX, type, 0);
  socklen_t size = named(name);
  show(name, bind(made, (struct sockaddr *)&address, size));
  return made;
}

static int connected(int made, const char *name) {
  socklen_t size = named(name);
  return connect(made, (struct sockaddr *)&address, size);
}

static void show_name(const char *what, int result, socklen_t size) {
  printf("%s: %d, %d bytes", what, result, (int)size);
  if (result == 0 && size > 2) {
    printf(" %s%s", address.sun_path[0] ? "" : "@", address.sun_path + !address.sun_path[0]);
  }
  puts(result < 0 ? strerror(errno) : "");
}

static void names(int made) {
  socklen_t size = sizeof address;
  memset(&address, 0, sizeof address);
  int result = getsockname(made, (struct sockaddr *)&address, &size);
  show_name("name", result, size);
  size = sizeof address;
  memset(&address, 0, sizeof address);
  result = getpeername(made, (struct sockaddr *)&address, &size);
  show_name("peer", result, size);
}

static void makes(void) {
  int pair[2];
  show("family 99", socket(99, SOCK_STREAM, 0));
  show("type 0", socket(AF_UNIX, 0, 0));
  show("type 4", socket(AF_UNIX, 4, 0));
  show("type 12", socket(AF_UNIX, 12, 0));
  show("protocol 7", socket(AF_UNIX, SOCK_STREAM, 7));
  show("flags", socket(AF_UNIX, SOCK_STREAM | 0x100, 0));
  show("pair of strangers", socketpair(99, SOCK_STREAM, 0, pair));
  show("pair nowhere", socketpair(AF_UNIX, SOCK_STREAM, 0, (int *)16));
  int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  printf("flags %d %x\n", fcntl(made, F_GETFD), fcntl(made, F_GETFL));
  struct stat seen;
  show("stat", fstat(made, &seen));
  printf("mode %o\n", seen.st_mode);
  show("seek", lseek(made, 0, SEEK_SET));
  show("pipe is none", bind(0, (struct sockaddr *)&address, 10));
  int file = open("/dev/null", O_RDWR);
  show("file is none", listen(file, 1));
  show("closed", listen(77, 1));
  close(file);
  names(made);
  close(made);
}

static void binds(void) {
  int first = bound(SOCK_STREAM, "one");
  int second = bound(SOCK_STREAM, "one");
  show("again", bind(first, (struct sockaddr *)&address, named("two")));
  names(first);
  struct stat seen;
  stat("one", &seen);
  printf("type %o\n", seen.st_mode & S_IFMT);
  show("open", open("one", O_RDWR));
  show("bind short", bind(second, (struct sockaddr *)&address, 1));
  show("bind long", bind(second, (struct sockaddr *)&address, 111));
  address.sun_family = AF_INET;
  show("bind other", bind(second, (struct sockaddr *)&address, 10));
  int third = bound(SOCK_STREAM, "nowhere/one");
  int hidden = bound(SOCK_STREAM, "@hidden");
  int taken = bound(SOCK_STREAM, "@hidden");
  names(hidden);
  close(hidden);
  close(taken);
  taken = bound(SOCK_STREAM, "@hidden");
  close(taken);
  named("");
  show("any name", bind(third, (struct sockaddr *)&address, 2));
  socklen_t size = sizeof address;
  getsockname(third, (struct sockaddr *)&address, &size);
  printf("%d bytes, zero %d\n", (int)size, address.sun_path[0]);
  show("listen unbound", listen(second, 1));
  show("listen", listen(first, 1));
  show("accept none", accept(second, NULL, NULL));
  show("connect to none", connected(second, "none"));
  show("connect to unready", connected(second, "@nobody"));
  show("connect itself", connected(first, "one"));
  int other = socket(AF_UNIX, SOCK_DGRAM, 0);
  show("other type", connected(other, "one"));
  show("listen to datagrams", listen(other, 1));
  show("accept datagrams", accept(other, NULL, NULL));
  show("file", connected(second, "/dev/null"));
  chmod("one", 0);
  unlink("one");
  show("unlinked", connected(second, "one"));
  close(first), close(second), close(third), close(other);
}

static void streams(void) {
  char text[64];
  socklen_t size = sizeof address;
  int listener = bound(SOCK_STREAM, "server");
  listen(listener, 5);
  int client = socket(AF_UNIX, SOCK_STREAM, 0);
  show("unconnected send", send(client, "x", 1, MSG_NOSIGNAL));
  show("unconnected receive", recv(client, text, 1, 0));
  show("unconnected shutdown", shutdown(client, SHUT_RD));
  close(client);
  client = socket(AF_UNIX, SOCK_STREAM, 0);
  fcntl(listener, F_SETFL, O_NONBLOCK);
  show("nobody", accept(listener, NULL, NULL));
  show("connect", connected(client, "server"));
  show("again", connected(client, "server"));
  show("early", write(client, "early", 5));
  memset(&address, 0, sizeof address);
  int end = accept4(listener, (struct sockaddr *)&address, &size, SOCK_NONBLOCK);
  printf("accepted, %d bytes of a name, flags %x\n", (int)size, fcntl(end, F_GETFL));
  names(client);
  names(end);
  show("read", read(end, text, 3));
  int waiting;
  ioctl(end, FIONREAD, &waiting);
  printf("%d wait\n", waiting);
  show("peek", recv(end, text, 10, MSG_PEEK));
  show("rest", recv(end, text, 10, 0));
  show("empty", recv(end, text, 10, 0));
  show("to a name", sendto(client, "x", 1, 0, (struct sockaddr *)&address, 2));
  show("half", shutdown(client, SHUT_WR));
  show("wrong half", shutdown(client, 7));
  show("end", recv(end, text, 10, 0));
  show("back", send(end, "back", 4, 0));
  show("there", recv(client, text, 10, 0));
  show("broken", write(client, "x", 1));
  printf("%d signals\n", signals);
  show("quiet", send(client, "x", 1, MSG_NOSIGNAL));
  printf("%d signals\n", signals);
  send(end, "left", 4, 0);
  close(client);
  show("reset", recv(end, text, 10, 0));
  show("gone", recv(end, text, 10, 0));
  close(end);
  client = socket(AF_UNIX, SOCK_STREAM, 0);
  connected(client, "server");
  close(listener);
  show("never accepted", recv(client, text, 10, 0));
  show("then", recv(client, text, 10, 0));
  close(client);
  client = socket(AF_UNIX, SOCK_STREAM, 0);
  show("closed server", connected(client, "server"));
  close(client);
}

static int bits(int file, short asked) {
  struct pollfd one = {file, asked, 0};
  poll(&one, 1, 0);
  return one.revents;
}

static void readiness(void) {
  int pair[2];
  int alone = socket(AF_UNIX, SOCK_STREAM, 0);
  int packets = socket(AF_UNIX, SOCK_DGRAM, 0);
  short all = POLLIN | POLLOUT | POLLRDHUP;
  printf("alone %x, datagrams %x\n", bits(alone, all), bits(packets, all));
  close(alone);
  close(packets);
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  printf("pair %x\n", bits(pair[0], all));
  write(pair[1], "x", 1);
  printf("arrived %x\n", bits(pair[0], all));
  fd_set reads;
  FD_ZERO(&reads);
  FD_SET(pair[0], &reads);
  FD_SET(pair[1], &reads);
  struct timeval none = {0, 0};
  int found = select(pair[1] + 1, &reads, NULL, NULL, &none);
  printf("select %d %d %d\n", found, !!FD_ISSET(pair[0], &reads), !!FD_ISSET(pair[1], &reads));
  shutdown(pair[1], SHUT_WR);
  printf("half %x %x\n", bits(pair[0], all), bits(pair[1], all));
  close(pair[1]);
  printf("closed %x\n", bits(pair[0], all));
  close(pair[0]);
  int listener = bound(SOCK_STREAM, "@ready");
  listen(listener, 0);
  printf("listens %x\n", bits(listener, all));
  int client = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
  connected(client, "@ready");
  printf("asked %x %x\n", bits(listener, all), bits(client, all));
  int second = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
  show("second", connected(second, "@ready"));
  int third = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
  show("third", connected(third, "@ready"));
  close(listener), close(client), close(second), close(third);
}

static void datagrams(void) {
  static char text[300000];
  socklen_t size = sizeof address;
  int first = bound(SOCK_DGRAM, "@first");
  int second = bound(SOCK_DGRAM, "@second");
  show("nowhere", send(first, "x", 1, 0));
  size = named("@second");
  show("to", sendto(first, "hello", 5, 0, (struct sockaddr *)&address, size));
  show("empty", sendto(first, "", 0, 0, (struct sockaddr *)&address, size));
  int waiting;
  ioctl(second, FIONREAD, &waiting);
  printf("%d wait\n", waiting);
  size = sizeof address;
  memset(&address, 0, sizeof address);
  int got = recvfrom(second, text, 3, 0, (struct sockaddr *)&address, &size);
  show_name("from", got < 0 ? -1 : 0, size);
  printf("%d bytes\n", got);
  show("nothing", recv(second, text, 10, 0));
  show("no more", recv(second, text, 10, MSG_DONTWAIT));
  show("connect", connected(first, "@second"));
  show("send", send(first, "long one", 8, 0));
  show("whole", recv(second, text, 2, MSG_TRUNC));
  connected(second, "@first");
  int third = socket(AF_UNIX, SOCK_DGRAM, 0);
  size = named("@second");
  show("not for others", sendto(third, "x", 1, 0, (struct sockaddr *)&address, size));
  show("too long", send(first, text, 300000, 0));
  struct sockaddr none = {AF_UNSPEC};
  show("disconnect", connect(second, &none, sizeof none));
  int sent = 0;
  fcntl(third, F_SETFL, O_NONBLOCK);
  size = named("@second");
  while (sendto(third, "x", 1, 0, (struct sockaddr *)&address, size) == 1) {
    sent++;
  }
  printf("%d, then %s\n", sent, strerror(errno));
  close(second);
  show("gone", send(first, "x", 1, MSG_NOSIGNAL));
  show("still", send(first, "x", 1, MSG_NOSIGNAL));
  close(first), close(third);
}

static void packets(void) {
  int pair[2];
  char text[64];
  show("packets", socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair));
  write(pair[0], "one", 3);
  write(pair[0], "three", 5);
  show("first", read(pair[1], text, 60));
  show("part", read(pair[1], text, 2));
  show("next", recv(pair[1], text, 2, MSG_DONTWAIT));
  close(pair[0]);
  show("end", read(pair[1], text, 2));
  signals = 0;
  show("broken", write(pair[1], text, 2));
  printf("%d signals\n", signals);
  int alone = socket(AF_UNIX, SOCK_SEQPACKET, 0);
  show("alone", read(alone, text, 2));
  show("alone", write(alone, text, 2));
  close(alone), close(pair[1]);
}

static int send_file(int to, int *files, int count, int size) {
  char space[CMSG_SPACE(sizeof(int) * 8)];
  struct iovec piece = {"f", 1};
  struct msghdr message = {0};
  memset(space, 0, sizeof space);
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = space;
  message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = size < 0 ? CMSG_LEN(sizeof(int) * count) : size;
  memcpy(CMSG_DATA(header), files, sizeof(int) * count);
  return sendmsg(to, &message, 0);
}

static int receive_files(int from, int *files, int room, int flags) {
  char space[CMSG_SPACE(sizeof(int) * 8)];
  char text[16];
  struct iovec piece = {text, sizeof text};
  struct msghdr message = {0};
  memset(space, 0, sizeof space);
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = room ? space : NULL;
  message.msg_controllen = room ? CMSG_LEN(sizeof(int) * room) : 0;
  int got = recvmsg(from, &message, flags);
  int count = 0;
  printf("%d bytes, flags %x, control %d\n", got, message.msg_flags, (int)message.msg_controllen);
  for (struct cmsghdr *at = CMSG_FIRSTHDR(&message); at; at = CMSG_NXTHDR(&message, at)) {
    printf("level %d, type %d, length %d\n", at->cmsg_level, at->cmsg_type, (int)at->cmsg_len);
    if (at->cmsg_type == SCM_RIGHTS) {
      count = (at->cmsg_len - CMSG_LEN(0)) / sizeof(int);
      memcpy(files, CMSG_DATA(at), count * sizeof(int));
    } else if (at->cmsg_type == SCM_CREDENTIALS) {
      struct ucred who;
      memcpy(&who, CMSG_DATA(at), sizeof who);
      printf("%s, user %d, group %d\n", who.pid == getpid() ? "me" : "another", who.uid, who.gid);
    }
  }
  return count;
}

static void rights(void) {
  int pair[2], files[8], got[8];
  char text[16] = "";
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  int fd = open("passed", O_RDWR | O_CREAT | O_TRUNC, 0600);
  write(fd, "content", 7);
  files[0] = fd;
  files[1] = pair[0];
  show("two", send_file(pair[0], files, 2, -1));
  write(pair[0], "more", 4);
  close(fd);
  printf("%d files\n", receive_files(pair[1], got, 4, 0));
  lseek(got[0], 0, SEEK_SET);
  show("read", read(got[0], text, 15));
  printf("%s, close %d\n", text, fcntl(got[0], F_GETFD));
  close(got[1]);
  show("more", read(pair[1], text, 15));
  files[0] = got[0];
  files[1] = 99;
  show("not open", send_file(pair[0], files, 2, -1));
  show("wrong length", send_file(pair[0], files, 1, 4));
  files[1] = got[0];
  send_file(pair[0], files, 2, -1);
  printf("%d of two\n", receive_files(pair[1], got, 1, MSG_CMSG_CLOEXEC));
  printf("close %d\n", fcntl(got[0], F_GETFD));
  files[0] = got[0];
  send_file(pair[0], files, 1, -1);
  printf("%d of one\n", receive_files(pair[1], got, 0, 0));
  send_file(pair[0], files, 1, -1);
  printf("%d peeked\n", receive_files(pair[1], got, 4, MSG_PEEK));
  printf("%d taken\n", receive_files(pair[1], got, 4, 0));
  send_file(pair[0], files, 1, -1);
  close(pair[1]);
  close(pair[0]);
}

static void credentials(void) {
  int pair[2], on = 1, none[8];
  struct ucred who;
  socklen_t size = sizeof who;
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  getsockopt(pair[0], SOL_SOCKET, SO_PEERCRED, &who, &size);
  printf("peer %d %d %d, %d bytes\n", who.pid == getpid(), who.uid, who.gid, (int)size);
  write(pair[0], "before", 6);
  show("ask", setsockopt(pair[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof on));
  receive_files(pair[1], none, 8, 0);
  if (fork() == 0) {
    write(pair[0], "child", 5);
    _exit(0);
  }
  wait(NULL);
  write(pair[0], "parent", 6);
  receive_files(pair[1], none, 8, 0);
  receive_files(pair[1], none, 8, 0);
  int alone = socket(AF_UNIX, SOCK_STREAM, 0);
  getsockopt(alone, SOL_SOCKET, SO_PEERCRED, &who, &size);
  printf("nobody %d %d %d\n", who.pid, who.uid, who.gid);
  close(alone), close(pair[0]), close(pair[1]);
}

static void option(int file, int which) {
  int value[2] = {0, 0};
  socklen_t size = sizeof value;
  int result = getsockopt(file, SOL_SOCKET, which, value, &size);
  printf("option %d: %d, %d bytes, %d\n", which, result, (int)size, value[0]);
}

static void options(void) {
  int file = socket(AF_UNIX, SOCK_STREAM, 0), value = 1;
  option(file, SO_TYPE);
  option(file, SO_ERROR);
  option(file, SO_ACCEPTCONN);
  option(file, 38);
  option(file, 39);
  option(file, SO_RCVTIMEO);
  option(file, 12345);
  setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &value, sizeof value);
  option(file, SO_REUSEADDR);
  value = 1000;
  setsockopt(file, SOL_SOCKET, SO_RCVBUF, &value, sizeof value);
  value = 5000;
  setsockopt(file, SOL_SOCKET, SO_RCVBUF, &value, sizeof value);
  option(file, SO_RCVBUF);
  show("level", setsockopt(file, 6, 1, &value, sizeof value));
  show("short", setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &value, 2));
  struct timeval limit = {0, 20000};
  int pair[2];
  char text[4];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  option(pair[0], SO_RCVTIMEO);
  show("late", recv(pair[0], text, 1, 0));
  show("late", read(pair[0], text, 1));
  close(file), close(pair[0]), close(pair[1]);
}

/* Bytes go through a socket that is smaller than they are, between two processes. */
static void flows(void) {
  static unsigned char block[600000];
  int pair[2];
  unsigned sum = 0;
  for (unsigned i = 0; i < sizeof block; i++) {
    block[i] = (unsigned char)(i * 7 + i / 251);
    sum += block[i];
  }
  printf("sum %u\n", sum);
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  if (fork() == 0) {
    close(pair[0]);
    ssize_t sent = write(pair[1], block, sizeof block);
    _exit(sent == sizeof block ? 3 : 4);
  }
  close(pair[1]);
  unsigned got = 0;
  unsigned char part[5000];
  show("all of 5000", recv(pair[0], part, sizeof part, MSG_WAITALL));
  long total = 5000;
  for (int i = 0; i < 5000; i++) {
    got += part[i];
  }
  ssize_t n;
  while ((n = read(pair[0], part, sizeof part)) > 0) {
    for (int i = 0; i < n; i++) {
      got += part[i];
    }
    total += n;
  }
  int status;
  wait(&status);
  printf("%ld bytes, sum %u, status %x\n", total, got, status);
  close(pair[0]);
}

static void servers(void) {
  int listener = bound(SOCK_STREAM, "@served");
  listen(listener, 1);
  for (int i = 0; i < 3; i++) {
    if (fork() == 0) {
      char text[16] = {0};
      int client = socket(AF_UNIX, SOCK_STREAM, 0);
      connected(client, "@served");
      write(client, "ask", 3);
      int n = read(client, text, 15);
      _exit(n == 6 && strcmp(text, "answer") == 0 ? i : 99);
    }
  }
  for (int i = 0; i < 3; i++) {
    char text[16];
    int end = accept(listener, NULL, NULL);
    struct ucred who;
    socklen_t size = sizeof who;
    getsockopt(end, SOL_SOCKET, SO_PEERCRED, &who, &size);
    printf("asked %d, by another %d\n", (int)read(end, text, 16), who.pid != getpid());
    write(end, "answer", 6);
    close(end);
  }
  int status, sum = 0;
  while (wait(&status) > 0) {
    sum += WEXITSTATUS(status);
  }
  printf("sum %d\n", sum);
  close(listener);
}

static void one_call_for_all(void) {
  int pair[2];
  char text[8];
  unsigned long make[4] = {AF_UNIX, SOCK_STREAM, 0, (unsigned long)pair};
  show("pair", syscall(SYS_socketcall, 8, make));
  unsigned long send_[4] = {pair[0], (unsigned long)"abc", 3, 0};
  show("send", syscall(SYS_socketcall, 9, send_));
  unsigned long receive[4] = {pair[1], (unsigned long)text, 8, 0};
  show("recv", syscall(SYS_socketcall, 10, receive));
  show("number 99", syscall(SYS_socketcall, 99, receive));
  show("nowhere", syscall(SYS_socketcall, 1, (void *)16));
  close(pair[0]), close(pair[1]);
}

int main(void) {
  char folder[] = "/tmp/socketsXXXXXX";
  setvbuf(stdout, NULL, _IONBF, 0);
  mkdir("/tmp", 01777);
  if (!mkdtemp(folder) || chdir(folder) != 0) {
    return 1;
  }
  signal(SIGPIPE, count);
  makes();
  binds();
  streams();
  readiness();
  datagrams();
  packets();
  rights();
  credentials();
  options();
  flows();
  servers();
  one_call_for_all();
  unlink("server");
  unlink("passed");
  show("empty again", chdir("/") + rmdir(folder));
  return 0;
}
