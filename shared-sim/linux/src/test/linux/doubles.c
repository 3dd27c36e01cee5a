/* Processes that compute with doubles beside each other, in handlers and behind execve. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int rounds;

static double harmonic(int terms) {
  volatile double sum = 0;
  int i;
  for (i = 1; i <= terms; i++) {
    sum += 1.0 / i;
  }
  return sum;
}

/* Two of these nest: each blocks only itself. */
static void tick(int signal) {
  volatile double mine = harmonic(50);
  if (rounds++ % 2 == 0) {
    raise(signal == SIGUSR1 ? SIGUSR2 : SIGUSR1);
  }
  if (mine != harmonic(50)) {
    _exit(9);
  }
}

static int compute(int number) {
  volatile double here = harmonic(100 + number);
  int i;
  for (i = 0; i < 60; i++) {
    volatile double sum = 0;
    int j;
    for (j = 1; j <= 100 + number; j++) {
      sum += 1.0 / j;
      if (j % 40 == 0) {
        raise(SIGUSR1);
      }
    }
    if (sum != here) {
      return 1;
    }
  }
  return 0;
}

int main(int count, char **arguments) {
  int i;
  int failed = 0;
  signal(SIGUSR1, tick);
  signal(SIGUSR2, tick);
  if (count > 2) {
    int left = atoi(arguments[2]);
    char next[12];
    if (compute(atoi(arguments[1]))) {
      return 1;
    }
    if (left == 0) {
      return 0;
    }
    sprintf(next, "%d", left - 1);
    execl("/proc/self/exe", arguments[0], arguments[1], next, NULL);
    return 2;
  }
  for (i = 0; i < 5; i++) {
    if (fork() == 0) {
      char number[12];
      sprintf(number, "%d", i);
      execl("/proc/self/exe", arguments[0], number, i % 2 ? "12" : "3", NULL);
      _exit(2);
    }
  }
  for (i = 0; i < 5; i++) {
    int status;
    wait(&status);
    failed += status != 0;
  }
  printf("wrong sums: %d\n", failed);
  return failed;
}
