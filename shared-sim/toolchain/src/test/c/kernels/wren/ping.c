/* Forks, waits, sleeps, and plays with the other program. */
#include "user.h"

static int counter = 100;

static int child(void) {
  counter += getpid();
  print("child %d counts %d\n", getpid(), counter);
  *(volatile int *)0xdeadb00 = 1; /* nothing is there */
  return 0;
}

int main(void) {
  int i, w, pid;

  turn(0, 0);
  if ((pid = fork()) == 0) return child();
  w = wait();
  print("parent %d: child %d ended with %d, counter %d\n", getpid(), pid == w >> 8, (signed char)w, counter);
  for (i = 0; i < 4; i++) {
    turn(0, 0);
    print("ping %d\n", i);
    turn(0, 1);
  }
  sleep(3);
  while (uptime() < 5)
    ;
  turn(0, 0);
  print("ping has slept, and wait says %d\n", wait());
  turn(0, 1);
  return 17;
}
