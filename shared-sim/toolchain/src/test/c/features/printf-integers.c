#include <stdio.h>

int main(void) {
  printf("[%d] [%5d] [%-5d] [%05d] [%+d] [% d]\n", 42, 42, 42, 42, 42, 42);
  printf("[%i] [%u] [%x] [%X] [%o] [%#x] [%#o]\n", -1, 3000000000u, 0xbeef, 0xbeef, 8, 255, 8);
  printf("[%.3d] [%8.3d] [%-8.3d] [%.0d]\n", 7, 7, 7, 0);
  printf("[%hd] [%hhd] [%hu] [%hhu]\n", (short)70000, (signed char)300, (unsigned short)70000,
         (unsigned char)300);
  printf("[%ld] [%lld] [%llu] [%llx]\n", -5L, -5LL, ~0ULL, 1ULL << 60);
  printf("[%c] [%3c] [%-3c] [%%]\n", 'x', 'y', 'z');
  printf("[%*d] [%-*d] [%.*d]\n", 6, 1, 6, 2, 4, 3);
  printf("[%zu] [%td] [%jd]\n", sizeof(int), (__PTRDIFF_TYPE__)6, (__INTMAX_TYPE__)9);
  int n = 0;
  printf("12345%n67\n", &n);
  printf("%d\n", n);
  printf("%d\n", printf("count"));
  printf("[%d] [%d]\n", -2147483647 - 1, 2147483647);
  return 0;
}
