#include <stdio.h>

#define LOG(format, ...) printf(format "\n", ##__VA_ARGS__)
#define GNU(format, args...) printf(format "\n", ##args)
#define WRAP(...) LOG("wrapped", ##__VA_ARGS__)
#define STR(x, ...) #x #__VA_ARGS__
#define CALL(f, ...) f(1, ##__VA_ARGS__)

static int one(int a) { return a; }
static int two(int a, int b) { return a * 10 + b; }

int main(void) {
  LOG("none");
  LOG("%d", 1);
  LOG("%d %d", 1, 2);
  GNU("none");
  GNU("%s", "args");
  WRAP();
  puts(STR(a));
  puts(STR(a, b, c));
  printf("%d %d\n", CALL(one), CALL(two, 5));
  return 0;
}
