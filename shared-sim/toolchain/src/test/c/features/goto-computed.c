#include <stdio.h>

static int run(const unsigned char *code) {
  static void *const table[] = {&&push, &&add, &&mul, &&negate, &&jump, &&halt};
  int stack[16], sp = 0;
#define NEXT goto *table[*code++]
  NEXT;
push:
  stack[sp++] = *code++;
  NEXT;
add:
  sp--;
  stack[sp - 1] += stack[sp];
  NEXT;
mul:
  sp--;
  stack[sp - 1] *= stack[sp];
  NEXT;
negate:
  stack[sp - 1] = -stack[sp - 1];
  NEXT;
jump:
  code += *code + 1;
  NEXT;
halt:
  return stack[sp - 1];
}

int main(void) {
  static const unsigned char a[] = {0, 6, 0, 7, 2, 4, 2, 0, 99, 3, 5};
  static const unsigned char b[] = {0, 2, 0, 3, 1, 0, 4, 2, 5};
  printf("%d %d\n", run(a), run(b));
  void *where = &&one;
  int n = 0;
again:
  n++;
  goto *where;
one:
  where = &&two;
  goto again;
two:
  where = n > 3 ? &&end : &&one;
  goto again;
end:
  printf("%d\n", n);
  return 0;
}
