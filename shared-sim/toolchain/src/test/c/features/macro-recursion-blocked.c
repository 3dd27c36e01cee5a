#include <stdio.h>

#define STR(x) STR_(x)
#define STR_(x) #x
#define foo foo + bar
#define bar (foo)
#define EVEN(n) ODD(n) e
#define ODD(n) EVEN(n) o
#define ID(x) x
#define printf(...) (calls++, printf(__VA_ARGS__))

static int calls;

int main(void) {
  puts(STR(foo));
  puts(STR(bar));
  puts(STR(EVEN(1)));
  puts(STR(ID(ID(ID)(2))));
  puts(STR(ID(EVEN)(3)));
  printf("counted\n");
  printf("%s\n", "twice");
  (printf)("%d\n", calls);
  return 0;
}
