#include <stdio.h>

struct pte {
  unsigned present : 1, write : 1, user : 1, cache : 2, accessed : 1, dirty : 1, other : 2, avail : 3, frame : 20;
};

static unsigned walk(struct pte *table, unsigned index, int write) {
  struct pte *p = table + index;
  if (!p->present || (write && !p->write)) return ~0u;
  p->accessed = 1;
  p->dirty |= write;
  return (unsigned)p->frame << 12;
}

int main(void) {
  struct pte table[4] = {{0}};
  table[1] = (struct pte){.present = 1, .write = 1, .frame = 0xabcde};
  table[2] = (struct pte){.present = 1, .frame = 0x12345, .avail = 5};
  printf("%x %x %x %x\n", walk(table, 0, 0), walk(table, 1, 1), walk(table, 2, 0), walk(table, 2, 1));
  for (int i = 0; i < 4; i++) {
    union { struct pte p; unsigned u; } raw = {table[i]};
    printf("%08x ", raw.u);
  }
  putchar('\n');
  table[1].frame++;
  printf("%x %d\n", table[1].frame, table[2].avail--);
  return table[2].avail;
}
