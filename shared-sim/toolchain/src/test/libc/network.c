#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "random.h"

static void addresses(void) {
  static const char *const samples[] = {"127.0.0.1", "1.2.3", "256.1.1.1", "0x7f.1", "::", "::1",
                                        "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "::ffff:1.2.3.4",
                                        "1::2::3", "fe80::1:0:0:1", "12345::", "1:2:3:4:5:6:7::",
                                        "::1.2.3", "a:B::C", ":1", "1:", ""};
  unsigned i;
  for (i = 0; i < sizeof samples / sizeof samples[0]; i++) {
    unsigned char bytes[16];
    char text[INET6_ADDRSTRLEN];
    struct in_addr four;
    int result = inet_pton(AF_INET, samples[i], bytes);
    printf("%s: %d", samples[i], result);
    result = inet_aton(samples[i], &four);
    printf(" %d %s", result, result ? inet_ntoa(four) : "-");
    result = inet_pton(AF_INET6, samples[i], bytes);
    printf(" %d %s\n", result, result ? inet_ntop(AF_INET6, bytes, text, sizeof text) : "-");
  }
  for (i = 0; i < 5000; i++) {
    unsigned short groups[8];
    char text[INET6_ADDRSTRLEN];
    unsigned char back[16];
    int j;
    for (j = 0; j < 8; j++) {
      groups[j] = (unsigned short)(random_below(2) ? random_word() >> random_below(16) : 0);
      groups[j] = random_below(9) == 0 ? 0xffff : groups[j];
    }
    inet_ntop(AF_INET6, groups, text, sizeof text);
    printf("%s %d ", text, inet_pton(AF_INET6, text, back) == 1 && !memcmp(groups, back, 16));
    printf("%s\n", inet_ntop(AF_INET, groups, text, sizeof text));
  }
}

static void pairs(void) {
  int ends[2];
  char block[20];
  printf("%d ", socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
  printf("%zd ", send(ends[0], "hello", 5, 0));
  printf("%zd %.5s ", recv(ends[1], block, sizeof block, 0), block);
  printf("%d ", shutdown(ends[0], SHUT_WR));
  printf("%zd\n", read(ends[1], block, sizeof block));
}

static void loopback(void) {
  struct sockaddr_in address;
  struct sockaddr_in peer;
  socklen_t length = sizeof address;
  int one = 1;
  char block[20];
  int client;
  int served;
  int server = socket(AF_INET, SOCK_STREAM, 0);
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  printf("%d ", setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one));
  printf("%d ", bind(server, (struct sockaddr *)&address, sizeof address));
  printf("%d ", listen(server, 5));
  printf("%d ", getsockname(server, (struct sockaddr *)&address, &length));
  client = socket(AF_INET, SOCK_STREAM, 0);
  printf("%d ", connect(client, (struct sockaddr *)&address, sizeof address));
  length = sizeof peer;
  served = accept(server, (struct sockaddr *)&peer, &length);
  printf("%s ", inet_ntoa(peer.sin_addr));
  write(served, "served", 7);
  printf("%zd %s\n", recvfrom(client, block, sizeof block, 0, NULL, NULL), block);
}

/* A descriptor goes through a socket. */
static void pass_descriptor(void) {
  union {
    struct cmsghdr header;
    char block[CMSG_SPACE(sizeof(int))];
  } control;
  char byte = 'x';
  struct iovec vector = {&byte, 1};
  struct msghdr message;
  struct cmsghdr *header;
  int ends[2];
  int pipe_ends[2];
  int received;
  socketpair(AF_UNIX, SOCK_DGRAM, 0, ends);
  pipe(pipe_ends);
  memset(&message, 0, sizeof message);
  memset(&control, 0, sizeof control);
  message.msg_iov = &vector;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof control;
  header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(header), &pipe_ends[1], sizeof(int));
  printf("%zd ", sendmsg(ends[0], &message, 0));
  memset(&control, 0, sizeof control);
  printf("%zd ", recvmsg(ends[1], &message, 0));
  memcpy(&received, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof(int));
  printf("%zd ", write(received, "through", 8));
  printf("%zd %d\n", read(pipe_ends[0], &byte, 1), CMSG_NXTHDR(&message, header) == NULL);
}

int main(void) {
  char name[IF_NAMESIZE];
  addresses();
  pairs();
  loopback();
  pass_descriptor();
  printf("%x %x %d\n", htons(0x1234), htonl(0x12345678), if_nametoindex("lo") == 1);
  printf("%s %d\n", if_indextoname(1, name), if_nametoindex("missing"));
  return 0;
}
