#include <stdio.h>

int never(void) { __builtin_unreachable(); }

static int dropped(int n) {
  // The label stands in code that is never executed, yet its address can be taken.
  static void *known;
  known = &&inside;
  n += 1 ? 1 : ({
    inside:
      5;
  });
  return known != 0 ? n : 0;
}

static void *__attribute__((noinline)) first(void **goals) {
  __asm__ volatile("" : "+r"(goals));
  return *goals;
}

// Nothing jumps to the label, but its address is in a table.
static int returning(int n) {
  static void *goals[] = {&&last};
  n += first(goals) != 0;
last:
  return n;
}

int main(int count, char **words) {
  if (count > 100) printf("%d\n", never());
  printf("%d\n", dropped(2));
  printf("%d %d\n", returning(2), returning(3));
  return 0;
}
