#include <stdio.h>

static void leave(char **text) { printf("leaving %s\n", *text); }

static char *inner(void) {
  char *__attribute__((cleanup(leave))) text = "inner";
  return text;
}

int main(void) {
  char *__attribute__((cleanup(leave))) outer = "outer";
  for (int i = 0; i < 2; i++) {
    char *__attribute__((cleanup(leave))) each = i ? "second" : "first";
    if (i) break;
    printf("%s\n", inner());
  }
  int *__attribute__((aligned(16))) pointer = 0;
  printf("%d\n", (int)((unsigned)&pointer % 16));
  return 0;
}
