#include <stdio.h>

static unsigned length(const char *text) {
  unsigned left = -1;
  const char *end = text;
  asm("repne scasb" : "+c"(left), "+D"(end) : "m"(*(const char(*)[])text), "a"(0));
  return ~left - 1;
}

static int filled(int n) {
  char buffer[8] = "aaaaaaa";
  char *p = buffer;
  asm("movb $'b', 3(%1)\n\tmovb $'c', 7(%1)" : "=m"(*(char(*)[8])p) : "r"(p));
  return buffer[n] + buffer[7];
}

static unsigned shifted(unsigned x) {
  asm("shll %1, %0" : "+r"(x) : "cI"(2));
  return x;
}

static unsigned shiftedBy(unsigned x, int n) {
  asm("shll %1, %0" : "+r"(x) : "cI"((unsigned char)n));
  return x;
}

static unsigned large(void) {
  unsigned x;
  asm("movl %1, %0" : "=r"(x) : "rN"(300));
  asm("addl %1, %0" : "+r"(x) : "e"(7));
  return x;
}

int main(void) {
  struct { const int a; int b; } s = {1, 2};
  int v[3] = {1, 2, 3};
  asm("incl 4+%0" : "+m"(v));
  asm("incl 4+%0" : "+m"(v));
  asm("addl $5, 4+%0" : "+m"(*(struct { int a, b; } *)&s));
  printf("%u %d %u %u %u\n", length("twelve chars"), filled(3), shifted(3), shiftedBy(3, 4), large());
  printf("%d %d %d %d\n", v[0], v[1], v[2], s.b);
  return 0;
}
