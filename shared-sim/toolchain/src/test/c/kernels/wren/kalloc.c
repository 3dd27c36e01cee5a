/* Pages of physical memory in a free list. */
#include "types.h"
#include "param.h"
#include "memlayout.h"
#include "mmu.h"
#include "proc.h"
#include "defs.h"

struct run {
  struct run *next;
};

static struct {
  struct spinlock lock;
  struct run *freelist;
  uint count;
} kmem;

extern char end[];

void kfreerange(void *vstart, void *vend) {
  char *p = (char *)PGROUNDUP((uint)vstart);
  for (; p + PGSIZE <= (char *)vend; p += PGSIZE) kfree(p);
}

void kfree(char *v) {
  struct run *r;
  if ((uint)v % PGSIZE || v < end || v2p(v) >= PHYSTOP) panic("kfree");
  memset(v, 1, PGSIZE);
  acquire(&kmem.lock);
  r = (struct run *)v;
  r->next = kmem.freelist;
  kmem.freelist = r;
  kmem.count++;
  release(&kmem.lock);
}

char *kalloc(void) {
  struct run *r;
  acquire(&kmem.lock);
  if ((r = kmem.freelist)) {
    kmem.freelist = r->next;
    kmem.count--;
  }
  release(&kmem.lock);
  return (char *)r;
}

uint kfreepages(void) { return kmem.count; }
