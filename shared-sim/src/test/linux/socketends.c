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

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  signal(SIGPIPE, SIG_IGN);
  full_packets();
  return 0;
}
