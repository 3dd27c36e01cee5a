#define STDIO <stdio.h>
#define HEADER(x) <x>
#define SELF "pp-include-macro-names.c"
#ifndef ONCE
#define ONCE
#include STDIO
#include HEADER(string.h)
#include SELF
int main(void) {
  printf("%d %d\n", (int)strlen("four"), VALUE);
  return 0;
}
#else
#define VALUE 9
#endif
