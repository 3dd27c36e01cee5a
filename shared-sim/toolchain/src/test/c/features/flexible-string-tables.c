#include <stdio.h>
#include <string.h>

static const char packed[] = "zero\0one\0two\0three\0four\0";
static const char days[7][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static char *lines[] = {"a\n", "b\t" "c", 0};

static const char *nth(int n) {
  const char *p = packed;
  while (n--) p += strlen(p) + 1;
  return p;
}

int main(void) {
  for (int i = 0; i < 5; i++) printf("%s ", nth(i));
  printf("%d\n", (int)sizeof packed);
  for (int i = 6; i >= 0; i -= 3) printf("%s%c ", days[i], days[i][1]);
  putchar('\n');
  for (char **l = lines; *l; l++) printf("%d ", (int)strlen(*l));
  putchar('\n');
  return 0;
}
