#include <stdio.h>

int main(void) {
  unsigned v[] = {1u, 3u, 10u, 0x7fffffffu, 0x80000000u, 0xffffffffu};
  for (int i = 0; i < 6; i++)
    for (int j = 0; j < 6; j++)
      printf("%u %u %u\n", v[i] / v[j], v[i] % v[j], v[i] * v[j]);
  printf("%u\n", -7 / 2u);
  printf("%u\n", 4294967295u % 10);
  return 0;
}
