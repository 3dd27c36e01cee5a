#include <stddef.h>
#include <stdio.h>

struct __attribute__((packed)) a { char c; int i; short s; };
struct b { char c; int i __attribute__((packed)); short s; };
struct in { char c; int i; };
struct __attribute__((packed)) d { char c; struct in n; double e; };
struct e { char c; long long l; } __attribute__((packed));
typedef struct { unsigned char op; unsigned arg; } __attribute__((__packed__)) insn;

static struct a table[2] = {{1, 0x01020304, 5}, {6, 7, 8}};

int main(void) {
  printf("%d %d %d\n", (int)sizeof(struct a), (int)offsetof(struct a, i), (int)offsetof(struct a, s));
  printf("%d %d %d\n", (int)sizeof(struct b), (int)offsetof(struct b, i), (int)offsetof(struct b, s));
  printf("%d %d %d\n", (int)sizeof(struct d), (int)offsetof(struct d, n.i), (int)offsetof(struct d, e));
  printf("%d %d %d\n", (int)sizeof(struct e), (int)sizeof(insn), (int)_Alignof(struct a));
  table[1].i = -1;
  table[0].i += 0x10000000;
  printf("%d %x %d %d %d %d\n", table[0].c, table[0].i, table[0].s, table[1].c, table[1].i, table[1].s);
  struct a copy = table[0];
  insn code[3] = {{1, 10}, {2, 20}, {3, 30}};
  printf("%d %d %u\n", copy.s, code[2].op, code[1].arg + code[2].arg);
  printf("%d\n", (int)((char *)&code[2] - (char *)code));
  return 0;
}
