#include <stdio.h>
#include <string.h>

static const char *name(int n) {
  return n == 0 ? "zero" : n == 1 ? "one" : "many";
}

static char array[][6] = {"red", "green", "blue"};

int main(void) {
  const char *p = name(1);
  printf("%s %s %d\n", p, name(5), (int)strlen(name(0)));
  char local[] = "change me";
  local[0] = 'C';
  puts(local);
  char *q = &"indexed"[2];
  puts(q);
  printf("%c%c %d\n", *"xyz", 2["xyz"], strcmp("same", "same"));
  for (int i = 0; i < 3; i++) printf("%s ", array[i]);
  putchar('\n');
  array[1][0] = 'G';
  printf("%s %d\n", array[1], (int)sizeof array);
  return 0;
}
