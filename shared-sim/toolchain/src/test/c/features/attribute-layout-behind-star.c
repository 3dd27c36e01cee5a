#include <stddef.h>
#include <stdio.h>

// What is said behind a star is about that pointer, not about what is declared.
struct packed {
  char c;
  int *__attribute__((packed)) p;
};
struct inner {
  char c;
  int *__attribute__((aligned(16))) *p;
};
struct outer {
  char c;
  int *__attribute__((aligned(16))) p;
};

int main(void) {
  printf("%d %d\n", (int)offsetof(struct packed, p), (int)sizeof(struct packed));
  printf("%d %d\n", (int)offsetof(struct inner, p), (int)sizeof(struct inner));
  printf("%d %d\n", (int)offsetof(struct outer, p), (int)sizeof(struct outer));
  return 0;
}
