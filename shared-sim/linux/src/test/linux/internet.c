/* Sockets of version 4 in a network of their own (ip(7), udp(7), tcp(7)), and its loopback. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void show(const char *what, int result) {
  printf("%s: %d %s\n", what, result, result < 0 ? strerror(errno) : "");
}

static struct sockaddr_in address(const char *host, int port) {
  struct sockaddr_in one = {AF_INET, htons(port)};
  one.sin_addr.s_addr = inet_addr(host);
  return one;
}

static int bound(int type, const char *host, int port, int reuses) {
  int made = socket(AF_INET, type, 0), on = 1;
  struct sockaddr_in one = address(host, port);
  if (reuses) {
    setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  }
  printf("%s:%d ", host, port);
  show("bind", bind(made, (struct sockaddr *)&one, sizeof one));
  return made;
}

static int connected(int type, const char *host, int port) {
  int made = socket(AF_INET, type, 0);
  struct sockaddr_in one = address(host, port);
  printf("%s:%d ", host, port);
  show("connect", connect(made, (struct sockaddr *)&one, sizeof one));
  return made;
}

static void name(const char *what, int file, int peer) {
  struct sockaddr_in one = {0};
  socklen_t size = sizeof one;
  int result = peer ? getpeername(file, (struct sockaddr *)&one, &size)
                    : getsockname(file, (struct sockaddr *)&one, &size);
  int port = ntohs(one.sin_port);
  printf("%s: %d %s:%s %d\n", what, result, inet_ntoa(one.sin_addr),
         port == 0        ? "none"
         : port >= 32768 ? "some"
                          : "its own",
         (int)size);
}

static int order(int type, int flags, const void *body, int length) {
  struct {
    struct nlmsghdr header;
    char rest[200];
  } message = {0}, answer;
  int file = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
  message.header.nlmsg_len = sizeof message.header + length;
  message.header.nlmsg_type = type;
  message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags;
  memcpy(message.rest, body, length);
  send(file, &message, message.header.nlmsg_len, 0);
  recv(file, &answer, sizeof answer, 0);
  close(file);
  errno = -*(int *)answer.rest;
  return errno ? -1 : 0;
}

/* An order that is written as to a file; the process and the file that it names are not there. */
static void written(const char *what, int attribute) {
  struct {
    struct nlmsghdr header;
    struct ifinfomsg link;
    struct rtattr attribute;
    int value;
  } message = {0};
  char answer[200];
  int file = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
  message.header.nlmsg_len = sizeof message;
  message.header.nlmsg_type = RTM_NEWLINK;
  message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
  message.link.ifi_index = 1;
  message.attribute.rta_len = 8;
  message.attribute.rta_type = attribute;
  message.value = 4000000;
  show(what, write(file, &message, sizeof message));
  show("answer", recv(file, answer, sizeof answer, MSG_DONTWAIT) > 0);
  errno = -*(int *)(answer + 16);
  show("it says", errno ? -1 : 0);
  close(file);
}

static int turn(const char *what, int index, int up) {
  struct ifinfomsg link = {0};
  link.ifi_index = index;
  link.ifi_change = IFF_UP;
  link.ifi_flags = up ? IFF_UP : 0;
  int result = order(RTM_NEWLINK, 0, &link, sizeof link);
  show(what, result);
  return result;
}

static void down(void) {
  int file = connected(SOCK_STREAM, "127.0.0.1", 80);
  close(file);
  file = connected(SOCK_DGRAM, "127.0.0.1", 80);
  struct sockaddr_in one = address("10.1.2.3", 9);
  show("sendto", sendto(file, "x", 1, 0, (struct sockaddr *)&one, sizeof one));
  show("nowhere", send(file, "x", 1, 0));
  close(file);
  close(bound(SOCK_STREAM, "0.0.0.0", 80, 0));
  turn("no interface", 99, 1);
}

static void option(int file, int level, int which, int value) {
  int before = -1, after = -1;
  socklen_t size = sizeof before;
  int told = getsockopt(file, level, which, &before, &size);
  printf("%d %d: %d %d, ", level, which, told, before);
  show("set", setsockopt(file, level, which, &value, sizeof value));
  getsockopt(file, level, which, &after, &size);
  printf("to %d: %d\n", value, after);
}

static void options(int type) {
  int file = socket(AF_INET, type, 0);
  const int lives[] = {0, 1, 255, 256, -1, -2};
  for (int i = 0; i < 6; i++) {
    option(file, IPPROTO_IP, IP_TTL, lives[i]);
  }
  option(file, IPPROTO_IP, IP_TOS, 0x1ff);
  option(file, IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO);
  option(file, IPPROTO_IP, IP_MTU_DISCOVER, 9);
  option(file, IPPROTO_IP, IP_RECVERR, 7);
  option(file, IPPROTO_IP, IP_RECVTTL, 7);
  option(file, IPPROTO_IP, 9999, 1);
  option(file, IPPROTO_TCP, TCP_NODELAY, 5);
  option(file, IPPROTO_TCP, TCP_CORK, 5);
  option(file, IPPROTO_TCP, 9999, 1);
  const int times[] = {-1, 0, 9, 127, 128, 32767, 32768};
  for (int i = 0; i < 7; i++) {
    option(file, IPPROTO_TCP, TCP_KEEPIDLE, times[i]);
    option(file, IPPROTO_TCP, TCP_KEEPINTVL, times[i]);
    option(file, IPPROTO_TCP, TCP_KEEPCNT, times[i]);
    option(file, IPPROTO_TCP, TCP_USER_TIMEOUT, times[i]);
  }
  close(file);
}

static void makes(void) {
  show("raw type 9", socket(AF_INET, 9, 0));
  show("stream of udp", socket(AF_INET, SOCK_STREAM, IPPROTO_UDP));
  int file = socket(AF_INET, SOCK_STREAM, 0);
  name("name", file, 0);
  struct sockaddr_in one = address("127.0.0.1", 80);
  show("short", bind(file, (struct sockaddr *)&one, 8));
  one.sin_family = AF_UNIX;
  show("family", bind(file, (struct sockaddr *)&one, sizeof one));
  show("unbound peer", getpeername(file, (struct sockaddr *)&one, &(socklen_t){16}));
  show("shutdown", shutdown(file, SHUT_WR));
  char text[4];
  show("recv", recv(file, text, 1, 0));
  show("send", send(file, text, 1, MSG_NOSIGNAL));
  int on = 1, value = 0;
  socklen_t size = sizeof value;
  show("nodelay", setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
  getsockopt(file, IPPROTO_TCP, TCP_NODELAY, &value, &size);
  printf("%d\n", value);
  getsockopt(file, IPPROTO_IP, IP_TTL, &value, &size);
  printf("ttl %d\n", value);
  struct pollfd look = {file, POLLIN | POLLOUT, 0};
  poll(&look, 1, 0);
  printf("ready %x\n", look.revents);
  close(file);
}

static void ports(void) {
  int first = bound(SOCK_STREAM, "0.0.0.0", 80, 0);
  int second = bound(SOCK_STREAM, "127.0.0.1", 80, 0);
  show("listen", listen(first, 2));
  int third = bound(SOCK_DGRAM, "127.0.0.1", 80, 0);
  int other = bound(SOCK_DGRAM, "127.0.0.2", 80, 0);
  int foreign = bound(SOCK_DGRAM, "10.9.9.9", 80, 0);
  int again = bound(SOCK_STREAM, "127.0.0.1", 81, 1);
  int same = bound(SOCK_STREAM, "127.0.0.1", 81, 1);
  show("listens", listen(again, 1));
  show("listens too", listen(same, 1));
  close(first), close(second), close(third), close(other), close(foreign), close(again);
  close(same);
  if (fork() == 0) {
    setuid(61234);
    bound(SOCK_STREAM, "127.0.0.1", 82, 0);
    bound(SOCK_STREAM, "127.0.0.1", 1024, 0);
    turn("by nobody", 1, 0);
    exit(0);
  }
  wait(NULL);
}

static void streams(void) {
  char text[64] = "";
  signal(SIGPIPE, SIG_IGN);
  close(connected(SOCK_STREAM, "127.0.0.1", 90));
  int listener = bound(SOCK_STREAM, "0.0.0.0", 90, 0);
  show("listen", listen(listener, 3));
  int client = connected(SOCK_STREAM, "127.0.0.1", 90);
  name("client", client, 0);
  name("server", client, 1);
  struct sockaddr_in one = address("127.0.0.1", 90);
  show("again", connect(client, (struct sockaddr *)&one, sizeof one));
  show("early", write(client, "early", 5));
  int end = accept(listener, NULL, NULL);
  name("end", end, 0);
  name("its peer", end, 1);
  show("read", read(end, text, 3));
  show("peek", recv(end, text, 9, MSG_PEEK));
  show("rest", read(end, text, 9));
  show("none", recv(end, text, 9, MSG_DONTWAIT));
  show("half", shutdown(client, SHUT_WR));
  show("end", read(end, text, 9));
  show("no more", write(client, "x", 1));
  show("back", write(end, "back", 4));
  close(end);
  show("there", read(client, text, 9));
  show("closed", read(client, text, 9));
  close(client);
  client = connected(SOCK_STREAM, "127.0.0.1", 90);
  end = accept(listener, NULL, NULL);
  write(client, "unread", 6);
  close(end);
  show("reset", read(client, text, 9));
  show("then", read(client, text, 9));
  show("broken", write(client, "x", 1));
  close(client);
  client = connected(SOCK_STREAM, "0.0.0.0", 90);
  close(listener);
  show("not accepted", read(client, text, 9));
  close(client);
}

/* Who listens, and does not want to any more. */
static void listeners_end(void) {
  char text[4];
  int listener = bound(SOCK_STREAM, "127.0.0.1", 91, 0);
  listen(listener, 3);
  int client = connected(SOCK_STREAM, "127.0.0.1", 91);
  show("to send", shutdown(listener, SHUT_WR));
  struct pollfd look = {listener, POLLIN | POLLOUT, 0};
  poll(&look, 1, 0);
  printf("ready %x\n", look.revents);
  close(accept(listener, NULL, NULL));
  int other = connected(SOCK_STREAM, "127.0.0.1", 91);
  show("to receive", shutdown(listener, SHUT_RD));
  show("accept", accept(listener, NULL, NULL));
  poll(&look, 1, 0);
  printf("ready %x\n", look.revents);
  show("reset", read(other, text, 4));
  close(connected(SOCK_STREAM, "127.0.0.1", 91));
  show("again", shutdown(listener, SHUT_RD));
  close(client), close(other), close(listener);
  listener = bound(SOCK_STREAM, "127.0.0.1", 92, 0);
  listen(listener, 3);
  int status;
  if (fork() == 0) {
    _exit(accept(listener, NULL, NULL) < 0 ? errno : 0);
  }
  usleep(20000);
  show("while one waits", shutdown(listener, SHUT_RDWR));
  wait(&status);
  printf("%x\n", status);
  close(listener);
}

static void datagrams(void) {
  static char text[70000];
  int server = bound(SOCK_DGRAM, "127.0.0.1", 53, 0);
  int client = connected(SOCK_DGRAM, "127.0.0.1", 53);
  name("client", client, 0);
  show("send", send(client, "hello", 5, 0));
  struct sockaddr_in from = {0};
  socklen_t size = sizeof from;
  show("receive", recvfrom(server, text, 3, 0, (struct sockaddr *)&from, &size));
  printf("%s %d\n", inet_ntoa(from.sin_addr), (int)size);
  show("answer", sendto(server, "ok", 2, 0, (struct sockaddr *)&from, size));
  show("got", recv(client, text, 9, 0));
  int on = 1;
  setsockopt(server, IPPROTO_IP, IP_RECVTTL, &on, sizeof on);
  send(client, "x", 1, 0);
  char space[64];
  struct iovec piece = {text, 9};
  struct msghdr message = {0};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = space;
  message.msg_controllen = sizeof space;
  show("with its life", recvmsg(server, &message, 0));
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  printf("%d %d %d: %d\n", header->cmsg_level, header->cmsg_type, (int)header->cmsg_len,
         *(int *)CMSG_DATA(header));
  close(server);
  show("to nobody", send(client, "x", 1, 0));
  usleep(1000);
  show("refused", send(client, "x", 1, 0));
  show("long", sendto(client, text, 70000, 0, NULL, 0));
  close(client);
  client = socket(AF_INET, SOCK_DGRAM, 0);
  show("nowhere", send(client, "x", 1, 0));
  close(client);
}

static void flows(void) {
  static unsigned char block[400000];
  int listener = bound(SOCK_STREAM, "127.0.0.1", 95, 0);
  unsigned sum = 0, got = 0;
  listen(listener, 1);
  for (unsigned i = 0; i < sizeof block; i++) {
    sum += block[i] = (unsigned char)(i * 5 + i / 113);
  }
  if (fork() == 0) {
    int end = accept(listener, NULL, NULL);
    ssize_t sent = write(end, block, sizeof block);
    _exit(sent == sizeof block ? 3 : 4);
  }
  int client = connected(SOCK_STREAM, "127.0.0.1", 95);
  unsigned char part[7000];
  long total = 0;
  ssize_t n;
  while ((n = read(client, part, sizeof part)) > 0) {
    for (int i = 0; i < n; i++) {
      got += part[i];
    }
    total += n;
  }
  int status;
  wait(&status);
  printf("%ld bytes, %s, status %x\n", total, sum == got ? "the same" : "others", status);
  close(client), close(listener);
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  if (unshare(CLONE_NEWNET) != 0) {
    puts("not allowed");
    return 0;
  }
  down();
  turn("up", 1, 1);
  written("to a process", IFLA_NET_NS_PID);
  written("to a file", IFLA_NET_NS_FD);
  makes();
  options(SOCK_STREAM);
  options(SOCK_DGRAM);
  ports();
  streams();
  listeners_end();
  datagrams();
  flows();
  turn("down", 1, 0);
  int lost = connected(SOCK_DGRAM, "127.0.0.1", 95);
  show("lost", send(lost, "x", 1, 0));
  show("not refused", send(lost, "x", 1, 0));
  return 0;
}
