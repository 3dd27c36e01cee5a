/* ping(8): echo requests of icmp(7), by a socket that needs no rights of root. */
#include <arpa/inet.h>
#include <errno.h>
#include <math.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"
#include "resolve.h"

enum { DATA = 56, HEADER = 8, IP_HEADER = 20, TELL_TTL = 12, TTL = 2, PROBE_PORT = 1025 };

static volatile sig_atomic_t stopped;
static int quiet, sent, received;
static double least = 1e9, most, sum, squares;
static struct sockaddr_in target;

static void stop(int signal) {
  (void)signal;
  stopped = 1;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

/* Whether a way leads there at all. */
static void probe(void) {
  struct sockaddr_in address = target;
  int file = socket(AF_INET, SOCK_DGRAM, 0);
  address.sin_port = htons(PROBE_PORT);
  if (file < 0 || connect(file, (struct sockaddr *)&address, sizeof address) < 0) {
    die(2, "connect: %m");
  }
  close(file);
}

static void ask(int file) {
  unsigned char packet[HEADER + DATA] = {ICMP_ECHO};
  int i;
  sent++;
  packet[6] = sent >> 8;
  packet[7] = sent;
  for (i = HEADER; i < HEADER + DATA; i++) {
    packet[i] = i - HEADER;
  }
  if (sendto(file, packet, sizeof packet, 0, (struct sockaddr *)&target, sizeof target) < 0) {
    fprintf(stderr, "ping: sendmsg: %s\n", strerror(errno));
  }
}

static int time_to_live(struct msghdr *message) {
  struct cmsghdr *at;
  int life = 0;
  for (at = CMSG_FIRSTHDR(message); at; at = CMSG_NXTHDR(message, at)) {
    if (at->cmsg_level == IPPROTO_IP && at->cmsg_type == TTL) {
      memcpy(&life, CMSG_DATA(at), sizeof life);
    }
  }
  return life;
}

static void count(double took) {
  received++;
  least = took < least ? took : least;
  most = took > most ? took : most;
  sum += took;
  squares += took * took;
}

static void answer(int file, double began) {
  unsigned char packet[HEADER + DATA];
  char control[64];
  struct sockaddr_in from;
  struct iovec piece = {packet, sizeof packet};
  struct msghdr message;
  ssize_t got;
  memset(&message, 0, sizeof message);
  message.msg_name = &from;
  message.msg_namelen = sizeof from;
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  got = recvmsg(file, &message, MSG_DONTWAIT);
  if (got < HEADER || packet[0] != ICMP_ECHOREPLY) {
    return;
  }
  count(now() - began);
  if (!quiet) {
    double took = now() - began;
    int digits = took < 1 ? 3 : took < 10 ? 2 : took < 100 ? 1 : 0;
    printf("%d bytes from %s: icmp_seq=%d ttl=%d time=%.*f ms\n", (int)got,
           inet_ntoa(from.sin_addr), packet[6] << 8 | packet[7], time_to_live(&message), digits,
           took);
    fflush(stdout);
  }
}

static void report(const char *name, double took) {
  int lost = sent ? (sent - received) * 100 / sent : 0;
  printf("\n--- %s ping statistics ---\n", name);
  printf("%d packets transmitted, %d received, %d%% packet loss, time %dms\n", sent, received, lost,
         (int)took);
  if (received) {
    double mean = sum / received;
    double spread = squares / received - mean * mean;
    printf("rtt min/avg/max/mdev = %.3f/%.3f/%.3f/%.3f ms\n", least, mean, most,
           sqrt(spread > 0 ? spread : 0));
  } else {
    putchar('\n');
  }
}

static int run(const char *name, int file, int wanted, double interval, double patience) {
  double first = now(), last = first;
  while (!stopped && (!wanted || sent < wanted)) {
    double began = now(), wait;
    int before = received;
    ask(file);
    wait = wanted && sent == wanted ? patience : interval;
    while (!stopped && now() - began < wait) {
      struct pollfd one = {file, POLLIN, 0};
      poll(&one, 1, (int)(wait - (now() - began)) + 1);
      if (one.revents) {
        answer(file, began);
      }
      if (received > before && wanted && sent == wanted) {
        break;
      }
    }
    last = began;
  }
  report(name, last - first);
  return received ? 0 : 1;
}

int ping_main(int argc, char **arguments) {
  int option, wanted = 0, file, on = 1;
  double interval = 1000, patience = 10000;
  while ((option = getopt(argc, arguments, "c:i:nqW:")) != -1) {
    switch (option) {
      case 'c':
        wanted = atoi(optarg);
        break;
      case 'i':
        interval = atof(optarg) * 1000;
        break;
      case 'n':
        break;
      case 'q':
        quiet = 1;
        break;
      case 'W':
        patience = atof(optarg) * 1000;
        break;
      default:
        return 2;
    }
  }
  if (optind + 1 != argc) {
    die(2, "usage error: Destination address required");
  }
  target.sin_family = AF_INET;
  if (!find_host(arguments[optind], &target.sin_addr)) {
    die(2, "%s: Name or service not known", arguments[optind]);
  }
  probe();
  file = socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP);
  if (file < 0) {
    die(2, "socket: %m");
  }
  setsockopt(file, IPPROTO_IP, TELL_TTL, &on, sizeof on);
  signal(SIGINT, stop);
  printf("PING %s (%s) %d(%d) bytes of data.\n", arguments[optind], inet_ntoa(target.sin_addr),
         DATA, DATA + HEADER + IP_HEADER);
  fflush(stdout);
  return run(arguments[optind], file, wanted, interval, patience);
}
