#include <stdio.h>

struct d {
  unsigned a : 4, : 4, b : 8;
  int c : 6;
  unsigned : 0;
  unsigned e : 3;
};

static struct d table[] = {{1, 2, 3, 4}, {.e = 7, .a = 15}, {.c = -32, .b = 255}};
static const struct { unsigned year : 12, month : 4, day : 5; } date = {2024, 2, 29};

int main(void) {
  for (int i = 0; i < 3; i++)
    printf("%u %u %d %u\n", table[i].a, table[i].b, table[i].c, table[i].e);
  printf("%u-%u-%u %d\n", date.year, date.month, date.day, (int)sizeof date);
  int n = 21;
  struct d local = {n, n * 3, -n, n & 7};
  printf("%u %u %d %u\n", local.a, local.b, local.c, local.e);
  struct d copy = local;
  copy.b = copy.a;
  printf("%u %u\n", copy.b, (int)sizeof copy);
  return 0;
}
