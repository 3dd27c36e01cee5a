#include <stdio.h>

#define GLUE(a, b) a##b
#define GLUE3(a, b, c) a##b##c
#define STR(x) #x
#define XSTR(x) STR(x)
#define NONE

int main(void) {
  int x = 5;
  printf("%d %d %d\n", GLUE(x, ), GLUE(, x), GLUE3(, x, ));
  puts(XSTR([GLUE(, )]));
  puts(XSTR([GLUE3(, , )]));
  puts(XSTR([GLUE3(a, , b)]));
  puts(XSTR(GLUE(NONE, x)));
  puts(XSTR(GLUE(, NONE) end));
  return 0;
}
