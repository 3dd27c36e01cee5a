#include <stdio.h>

#define hash_hash # ## #
#define mkstr(a) # a
#define in_between(a) mkstr(a)
#define join(c, d) in_between(c hash_hash d)
#define t2(x, y, z) x ## y ## z

int main(void) {
  puts(join(x, y));
  int j[] = {t2(1, 2, 3), t2(, 4, 5), t2(6, , 7), t2(8, 9, ), t2(10, , ), t2(, 11, ), t2(, , 12)};
  for (unsigned i = 0; i < sizeof j / sizeof *j; i++) printf("%d ", j[i]);
  putchar('\n');
  return 0;
}
