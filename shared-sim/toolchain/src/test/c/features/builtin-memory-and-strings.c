#include <stdio.h>

int main(void) {
  char a[16], b[16];
  __builtin_memset(a, 'x', 15);
  a[15] = 0;
  __builtin_memcpy(b, a, sizeof b);
  b[3] = 0;
  printf("%s %d %d\n", b, (int)__builtin_strlen(b), (int)__builtin_strlen("constant"));
  printf("%d\n", __builtin_memcmp(a, "xxxy", 4) < 0);
  printf("%d\n", __builtin_strcmp(b, "xxx"));
  __builtin_strcpy(b, "copied");
  printf("%s %s\n", b, __builtin_strchr(b, 'p'));
  __builtin_memmove(b + 1, b, 6);
  printf("%s %d\n", b, __builtin_abs(-5));
  __builtin_printf("%d\n", 42);
  int *p = __builtin_alloca(40);
  for (int i = 0; i < 10; i++) p[i] = i;
  printf("%d\n", p[9]);
  return 0;
}
