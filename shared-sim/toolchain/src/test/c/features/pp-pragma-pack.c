#include <stdio.h>

#pragma pack(push, 1)
struct a { char c; int i; };
#pragma pack(push, 2)
struct b { char c; int i; };
#pragma pack(pop)
struct c { char c; double d; short s; };
#pragma pack(pop)
struct d { char c; int i; };
#pragma pack(4)
struct e { char c; long long l __attribute__((aligned(2))); double d; };
#pragma pack()
struct f { char c; int i; };

int main(void) {
  printf("%d %d %d %d %d %d\n", (int)sizeof(struct a), (int)sizeof(struct b), (int)sizeof(struct c),
         (int)sizeof(struct d), (int)sizeof(struct e), (int)sizeof(struct f));
  struct a v = {1, 0x01020304};
  printf("%x\n", v.i);
  return 0;
}
