#include <stdio.h>

#define SAY(...) printf(__VA_ARGS__)
#define LOG(format, ...) printf("log: " format "\n", __VA_ARGS__)
#define NAMED(args...) printf(args)
#define COUNT(...) COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1)
#define COUNT_(a, b, c, d, e, n, ...) n
#define STR(...) #__VA_ARGS__
#define TAIL(first, ...) __VA_ARGS__
#define ARRAY(type, ...) (type[]){__VA_ARGS__}

int main(void) {
  SAY("plain\n");
  SAY("%d %d\n", 1, 2);
  LOG("%s", "one");
  LOG("%d %c", 1, 'x');
  NAMED("%d\n", 7);
  printf("%d %d %d\n", COUNT(a), COUNT(a, b, c), COUNT(a, (b, c), d, e, f));
  puts(STR(a, b ,c));
  puts(STR());
  printf("%d\n", TAIL(1, 2) + 0);
  puts(STR(TAIL(1, 2, 3)));
  printf("%d %d\n", ARRAY(int, 4, 5, 6)[2], (int)sizeof ARRAY(char, 1, 2));
  return 0;
}
