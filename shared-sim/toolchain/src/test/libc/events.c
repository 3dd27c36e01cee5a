/* Counters, timers, signals and pseudo-terminals as files, and waiting for them. */
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

int main(void) {
  struct epoll_event event;
  struct itimerspec soon = {{0, 0}, {0, 1000000}};
  struct signalfd_siginfo info;
  struct winsize size = {20, 90, 0, 0};
  struct winsize got;
  eventfd_t value = 0;
  sigset_t set;
  char name[40];
  char line[40];
  int master, slave, status, length;
  pid_t child;
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  int counter = eventfd(2, EFD_NONBLOCK);
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  int signals;
  printf("%d %d\n", epoll_create(0), (int)sizeof(struct epoll_event));
  event.events = EPOLLIN;
  event.data.fd = counter;
  printf("add %d\n", epoll_ctl(epoll, EPOLL_CTL_ADD, counter, &event));
  printf("wait %d\n", epoll_wait(epoll, &event, 1, 0));
  printf("event %x %d\n", event.events, event.data.fd == counter);
  printf("write %d\n", eventfd_write(counter, 5));
  printf("read %d", eventfd_read(counter, &value));
  printf(" %d\n", (int)value);
  printf("none %d\n", epoll_pwait(epoll, &event, 1, 0, NULL));
  event.events = EPOLLIN;
  event.data.fd = timer;
  epoll_ctl(epoll, EPOLL_CTL_ADD, timer, &event);
  printf("set %d\n", timerfd_settime(timer, 0, &soon, NULL));
  printf("expired %d", epoll_wait(epoll, &event, 1, -1));
  printf(" %d\n", event.data.fd == timer);
  printf("rest %d", timerfd_gettime(timer, &soon));
  printf(" %ld\n", soon.it_value.tv_nsec);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signals = signalfd(-1, &set, SFD_CLOEXEC);
  raise(SIGUSR1);
  printf("signal %d", (int)read(signals, &info, sizeof info));
  printf(" %d %d\n", (int)info.ssi_signo, (int)info.ssi_pid == getpid());
  printf("pty %d", openpty(&master, &slave, name, NULL, &size));
  printf(" %d %d\n", !strncmp(name, "/dev/pts/", 9), !strcmp(name, ttyname(slave)));
  printf("same %d", ptsname_r(master, line, sizeof line));
  printf(" %d %d\n", !strcmp(line, name), ptsname_r(master, line, 3) != 0);
  ioctl(slave, TIOCGWINSZ, &got);
  printf("size %d %d\n", got.ws_row, got.ws_col);
  close(slave);
  close(master);
  fflush(stdout);
  child = forkpty(&master, NULL, NULL, NULL);
  if (child == 0) {
    printf("child %d\n", isatty(0) && tcgetpgrp(0) == getpid());
    exit(3);
  }
  length = read(master, line, sizeof line);
  printf("%.*s", length, line);
  waitpid(child, &status, 0);
  printf("ended %d\n", WEXITSTATUS(status));
  return 0;
}
