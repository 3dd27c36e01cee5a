#include <stdio.h>
#include <string.h>

static int lengths(int n) {
  char *list[8];
  for (int i = 0; i < n; i++) {
    list[i] = __builtin_alloca((unsigned)i * 10 + 1);
    memset(list[i], 'a' + i, (unsigned)i * 10);
    list[i][i * 10] = 0;
  }
  int total = 0;
  for (int i = 0; i < n; i++) total += (int)strlen(list[i]) + list[i][0];
  return total;
}

int main(void) {
  int before = 7;
  printf("%d %d\n", lengths(8), before);
  char *p = strcpy(__builtin_alloca(10), "on stack");
  printf("%s %d\n", p, before);
  return 0;
}
