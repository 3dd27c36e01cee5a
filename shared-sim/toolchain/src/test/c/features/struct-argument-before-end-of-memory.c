#include <stdio.h>
#include <sys/mman.h>

/* An argument is as long as its structure: what lies behind may not be there. */
#define SIZED(n) \
  struct s##n { \
    char c[n]; \
  }; \
  __attribute__((noinline)) static int sum##n(struct s##n s) { \
    int sum = 0; \
    for (int i = 0; i < n; i++) sum = sum * 3 + s.c[i]; \
    return sum; \
  } \
  static int pass##n(char *end) { \
    struct s##n *last = (struct s##n *)(end - n); \
    for (int i = 0; i < n; i++) last->c[i] = (char)(i * 7 + n); \
    return sum##n(*last); \
  }
SIZED(1)
SIZED(2)
SIZED(3)
SIZED(5)
SIZED(6)
SIZED(7)
SIZED(31)
SIZED(33)
SIZED(50)
SIZED(103)

int main(void) {
  static char without[8192];
  char *pages = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) pages = without;  // A system without pages has no end to run into.
  char *end = pages + 4096;
  mprotect(end, 4096, PROT_NONE);
  printf("%d %d %d\n", pass1(end), pass2(end), pass3(end));
  printf("%d %d %d\n", pass5(end), pass6(end), pass7(end));
  printf("%d %d %d %d\n", pass31(end), pass33(end), pass50(end), pass103(end));
  return 0;
}
