#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

/* Writing a bit-field leaves alone what lies beside it (C11 3.14): a store of more than its own
   location would reach a page that nobody may write. */
struct after {
  unsigned char lock;
  unsigned f : 24;
};
struct before {
  unsigned f : 24;
  unsigned char lock;
};
struct wide {
  unsigned char lock;
  unsigned long long f : 56;
};
struct __attribute__((packed)) packed {
  unsigned long long f : 40;
  unsigned long long g : 15;
  unsigned char lock;
};
struct parted {
  unsigned a : 3, b : 9;
  unsigned : 0;
  signed c : 20;
  short d;
  int e : 11, f : 13;
};

static char *pages, without[8192];

/* The structure so that its byte {at} is the first of the page that can only be read. */
static void *placed(int at) { return pages + 4096 - at; }

static void show(const char *name, const void *from, int bytes) {
  printf("%s", name);
  for (int i = 0; i < bytes; i++) printf(" %02x", ((const unsigned char *)from)[i]);
  printf("\n");
}

int main(void) {
  pages = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) pages = without;  // A system without pages protects none.
  memset(pages, 0x5a, 8192);
  mprotect(pages + 4096, 4096, PROT_READ);
  struct before *b = placed(3);
  b->f = 0x123456;
  b->f += 5;
  show("before", b, 4);
  struct packed *p = placed(7);
  p->f = 0x123456789aULL;
  p->g = 0x7123;
  p->f -= 3;
  p->g++;
  show("packed", p, 8);
  struct parted *d = placed(8);
  d->a = 5;
  d->b = 300;
  d->c = -77777;
  show("parted", d, 8);
  mprotect(pages, 8192, PROT_READ | PROT_WRITE);
  mprotect(pages, 4096, PROT_READ);
  struct after *a = placed(1);
  a->f = 0xabcdef;
  a->f ^= 0x10101;
  show("after", a, 4);
  struct wide *w = placed(1);
  w->f = 0xabcdef01234567ULL;
  w->f--;
  show("wide", w, 8);
  d = placed(10);
  d->e = -1000;
  d->f = 4000;
  d->e++;
  show("parted", d, 16);
  printf("%d %d %llx %llx\n", d->e, d->f, (unsigned long long)w->f, (unsigned long long)p->f);
  return 0;
}
