#include <stdio.h>

enum e { A, B, C = 200 };

static int on_char(char c) {
  switch (c) {
    case -1: return 1;
    case 'x': return 2;
    default: return 0;
  }
}

static int on_uchar(unsigned char c) {
  switch (c) {
    case 255: return 1;
    case 0: return 2;
  }
  return 0;
}

static int on_unsigned(unsigned u) {
  switch (u) {
    case 0xffffffffu: return 1;
    case 0x80000000u: return 2;
    case 5: return 3;
    default: return 0;
  }
}

static int on_enum(enum e e) {
  switch (e) {
    case A: return 10;
    case B: return 20;
    case C: return 30;
  }
  return -1;
}

static int on_expression(int a, int b) {
  switch (a * b + 1) {
    case 1 + 2 * 3: return 7;
    case sizeof(int): return 4;
    case 'a' - 'b': return -1;
    default: return a;
  }
}

int main(void) {
  printf("%d %d %d\n", on_char((char)255), on_char('x'), on_char(0));
  printf("%d %d %d\n", on_uchar(255), on_uchar(0), on_uchar(7));
  printf("%d %d %d %d\n", on_unsigned(-1), on_unsigned(1u << 31), on_unsigned(5), on_unsigned(6));
  printf("%d %d %d\n", on_enum(A), on_enum(B), on_enum(C));
  printf("%d %d %d %d\n", on_expression(2, 3), on_expression(1, 3), on_expression(-2, 1),
         on_expression(8, 8));
  return 0;
}
