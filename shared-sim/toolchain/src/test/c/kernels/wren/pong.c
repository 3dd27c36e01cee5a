/* Looks for primes while the clock interrupts it. */
#include "user.h"

static unsigned char sieve[10000];

static int primes(void) {
  int i, j, n = 0;
  for (i = 0; i < (int)sizeof(sieve); i++) sieve[i] = 1;
  for (i = 2; i < (int)sizeof(sieve); i++) {
    if (!sieve[i]) continue;
    n++;
    for (j = i * 2; j < (int)sizeof(sieve); j += i) sieve[j] = 0;
  }
  return n;
}

int main(void) {
  int i, n;
  for (i = 0; i < 4; i++) {
    turn(1, 0);
    print("pong %d\n", i);
    turn(1, 1);
  }
  do {
    n = primes();
  } while (!preempted());
  turn(1, 0);
  print("%d primes below %d, interrupted and none the worse\n", n, (int)sizeof(sieve));
  asm volatile("int $64" : "=a"(i) : "0"(99));
  print("and there is no call 99: %d\n", i);
  asm volatile("hlt");
  return 0;
}
