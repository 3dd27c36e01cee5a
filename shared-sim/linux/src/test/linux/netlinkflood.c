/* Many questions about the network in one message: they take time, and their answers have room. */
#include <errno.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static struct nlmsghdr questions[1024];

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long long ask(int file, int count) {
  long long begin = now();
  ssize_t sent = send(file, questions, count * sizeof *questions, 0);
  long long end = now();
  printf("sent %d of %d\n", (int)(sent / sizeof *questions), count);
  return end - begin;
}

static int answers(int file) {
  static char text[65536];
  int count = 0, lost = 0;
  while (1) {
    if (recv(file, text, sizeof text, MSG_DONTWAIT) > 0) {
      count++;
    } else if (errno == ENOBUFS) {
      lost++;
    } else {
      break;
    }
  }
  printf("%s, lost %d\n", count == 1024 ? "all" : count > 100 ? "many" : "few", lost);
  return count;
}

int main(void) {
  int file = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
  for (int i = 0; i < 1024; i++) {
    questions[i].nlmsg_len = sizeof *questions;
    questions[i].nlmsg_type = RTM_GETLINK;
    questions[i].nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  }
  long long one = ask(file, 1);
  answers(file);
  long long many = ask(file, 101);
  printf("%d answers\n", answers(file));
  printf("each takes time: %d\n", many - one > 90000);
  ask(file, 1024);
  answers(file);
  ask(file, 1);
  printf("%d answer\n", answers(file));
  return 0;
}
