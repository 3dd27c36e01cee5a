#include <stdio.h>

#define ONE 1
#define STR(x) #x
#define BOTH(x) #x " " STR2(x)
#define STR2(x) STR(x)
#define PASTE(x) x##_t STR2(x)
#define COMMA ,
#define TWO(a, b) a b
#define FORWARD(x) TWO2(x)
#define TWO2(...) #__VA_ARGS__
#define CAT(a, b) a##b
#define AB "ab"
#define A wrong
#define NEST(x) CAT(x, B) x

int main(void) {
  puts(BOTH(ONE));
  puts(FORWARD(1 COMMA 2));
  puts(STR2(CAT(A, B)));
  const char *ONE_t = "pasted ";
  printf("%s %s\n", ONE_t, STR2(ONE));
  puts(STR2(TWO(ONE, ONE)));
  puts(STR(NEST(A)));
  puts(STR2(NEST(A)));
  return 0;
}
