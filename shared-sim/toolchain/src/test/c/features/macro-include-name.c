#define LT <
#define GT >
#define NAME stdio.h
#define HEADER string.h
#include LT NAME GT
#include LT HEADER>

int main(void) {
  printf("%u\n", (unsigned)strlen("included"));
  return 0;
}
