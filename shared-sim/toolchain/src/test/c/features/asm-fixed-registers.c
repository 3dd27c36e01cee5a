#include <stdio.h>

static void copy(void *to, const void *from, unsigned n) {
  asm volatile("cld\n\trep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
}

static unsigned length(const char *s) {
  unsigned n = 0xffffffffu;
  asm volatile("repne scasb" : "+D"(s), "+c"(n) : "a"(0) : "cc", "memory");
  return ~n - 1;
}

static int saved(int v) {
  int r;
  asm volatile("movl %1, %%ebx\n\tleal 1(%%ebx), %0" : "=r"(r) : "r"(v) : "ebx");
  return r;
}

static unsigned combine(unsigned a, unsigned b, unsigned c, unsigned d) {
  asm("addl %1, %0\n\taddl %2, %0\n\taddl %3, %0" : "+a"(a) : "b"(b), "c"(c), "d"(d));
  return a;
}

int main(void) {
  char out[8] = {0};
  copy(out, "moved", 6);
  puts(out);
  printf("%u %d %u\n", length("twelve chars"), saved(5), combine(1, 20, 300, 4000));
  return 0;
}
