#include <stdio.h>

#define GNU __attribute__((gnu_inline))

// With this attribute an extern inline definition gives no external one, whatever else is declared.
extern int declared(void);
extern inline GNU int declared(void) { return 1; }
int declared(void) { return 2; }

extern inline GNU int replaced(int n) { return n + 1; }
int replaced(int n);
int replaced(int n) { return n + 2; }

inline GNU int external(int n) { return n * 3; }

int main(void) {
  int (*volatile pointers[])(int) = {replaced, external};
  printf("%d %d %d\n", declared(), pointers[0](1), pointers[1](2));
  return 0;
}
