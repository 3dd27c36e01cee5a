/* Where sockets come to an end of something: no room, no address, no reader, no descriptor. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void show(const char *what, int result) {
  printf("%s: %d %s\n", what, result, result < 0 ? strerror(errno) : "");
}

static struct sockaddr_un address;

static socklen_t hidden(const char *name) {
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  strcpy(address.sun_path + 1, name);
  return offsetof(struct sockaddr_un, sun_path) + 1 + strlen(name);
}

/* A packet for a path waits for room as any other: who is connected asks for no address. */
static void full_packets(void) {
  int pair[2], sent = 0, status;
  char text[512] = "";
  socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair);
  address.sun_family = AF_UNIX;
  strcpy(address.sun_path, "/nowhere");
  if (fork() == 0) {
    close(pair[1]);
    for (int i = 0; i < 400; i++) {
      ssize_t n = sendto(pair[0], text, 512, 0, (struct sockaddr *)&address, sizeof address);
      sent += n == 512;
    }
    _exit(sent == 400 ? 3 : 4);
  }
  close(pair[0]);
  usleep(20000);
  int got = 0;
  while (recv(pair[1], text, 512, 0) == 512) {
    got++;
  }
  wait(&status);
  printf("%d packets, status %x\n", got, status);
  close(pair[1]);
}

static int send_file(int through, int file) {
  char space[CMSG_SPACE(sizeof file)] = {0};
  struct iovec piece = {"x", 1};
  struct msghdr message = {0};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = space;
  message.msg_controllen = sizeof space;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof file);
  memcpy(CMSG_DATA(header), &file, sizeof file);
  return sendmsg(through, &message, 0);
}

/* Open files that nobody takes out of a message are closed with it. */
static void untaken(void) {
  int pair[2], ends[2], refused = 0;
  char text[8];
  struct iovec piece = {text, 8};
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  pipe2(ends, O_NONBLOCK);
  for (int i = 0; i < 5000; i++) {
    refused += send_file(pair[0], ends[1]) != 1;
    refused += (i & 1 ? read(pair[1], text, 8) : readv(pair[1], &piece, 1)) != 1;
  }
  printf("refused %d\n", refused);
  send_file(pair[0], ends[1]);
  struct msghdr message = {0};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = (void *)16;
  message.msg_controllen = 64;
  show("no place for a file", recvmsg(pair[1], &message, 0));
  printf("flags %x, %d bytes\n", message.msg_flags, (int)message.msg_controllen);
  send_file(pair[0], ends[1]);
  message.msg_control = NULL;
  message.msg_controllen = 0;
  message.msg_name = (void *)16;
  message.msg_namelen = 16;
  show("no place for a name", recvmsg(pair[1], &message, 0));
  int on = 1;
  setsockopt(pair[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
  send(pair[0], "y", 1, 0);
  message.msg_name = NULL;
  message.msg_namelen = 0;
  message.msg_control = (void *)16;
  message.msg_controllen = 64;
  show("no place for a sender", recvmsg(pair[1], &message, 0));
  printf("flags %x, %d bytes\n", message.msg_flags, (int)message.msg_controllen);
  close(ends[1]);
  show("nobody writes", read(ends[0], text, 8));
  close(pair[0]), close(pair[1]), close(ends[0]);
}

/* A connection waits for a descriptor. */
static void no_descriptors(void) {
  struct rlimit before, none;
  char text[8];
  int listener = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0);
  socklen_t size = hidden("descriptors");
  bind(listener, (struct sockaddr *)&address, size);
  listen(listener, 3);
  fcntl(listener, F_SETFL, O_NONBLOCK);
  connect(client, (struct sockaddr *)&address, size);
  write(client, "still", 5);
  getrlimit(RLIMIT_NOFILE, &before);
  none = before;
  none.rlim_cur = 3;
  setrlimit(RLIMIT_NOFILE, &none);
  show("no descriptor", accept(listener, NULL, NULL));
  setrlimit(RLIMIT_NOFILE, &before);
  int end = accept(listener, NULL, NULL);
  printf("accepted %d\n", end > 0);
  show("read", read(end, text, 8));
  show("no other", accept(listener, NULL, NULL));
  none.rlim_cur = 3;
  setrlimit(RLIMIT_NOFILE, &none);
  show("neither", accept(listener, NULL, NULL));
  setrlimit(RLIMIT_NOFILE, &before);
  close(end), close(client), close(listener);
}

static void no_place_for_pairs(void) {
  char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(pages + 4096, 4096);
  int next = dup(0);
  close(next);
  show("pair nowhere", socketpair(AF_UNIX, SOCK_STREAM, 0, (int *)16));
  show("half a pair", socketpair(AF_UNIX, SOCK_STREAM, 0, (int *)(pages + 4092)));
  int again = dup(0);
  printf("nothing is open: %d\n", again == next);
  close(again);
  munmap(pages, 4096);
}

/* Of what cannot be read nothing is sent, also behind something else. */
static void unreadable(void) {
  int pair[2];
  static char text[20000];
  char *pages = mmap(NULL, 12288, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(pages + 8192, 4096);
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  show("first", send(pair[0], "abc", 3, 0));
  show("partly", send(pair[0], pages, 12000, 0));
  show("then", send(pair[0], "def", 3, 0));
  show("got", recv(pair[1], text, sizeof text, MSG_DONTWAIT));
  printf("%.6s\n", text);
  close(pair[0]), close(pair[1]);
  munmap(pages, 8192);
}

/* A stream and datagrams may have one abstract name. */
static void shared_names(void) {
  int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET, SOCK_STREAM}, made[4];
  socklen_t size = hidden("shared");
  for (int i = 0; i < 4; i++) {
    made[i] = socket(AF_UNIX, types[i], 0);
    show("bind", bind(made[i], (struct sockaddr *)&address, size));
  }
  listen(made[0], 1);
  int client = socket(AF_UNIX, SOCK_STREAM, 0), sender = socket(AF_UNIX, SOCK_DGRAM, 0);
  show("stream", connect(client, (struct sockaddr *)&address, size));
  show("datagrams", connect(sender, (struct sockaddr *)&address, size));
  close(made[1]), close(sender);
  sender = socket(AF_UNIX, SOCK_DGRAM, 0);
  show("none of its type", connect(sender, (struct sockaddr *)&address, size));
  close(client), close(sender), close(made[0]), close(made[2]), close(made[3]);
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  signal(SIGPIPE, SIG_IGN);
  full_packets();
  untaken();
  no_descriptors();
  no_place_for_pairs();
  unreadable();
  shared_names();
  return 0;
}
