#include "types.h"
#include "param.h"
#include "mmu.h"
#include "proc.h"
#include "defs.h"
#include "x86.h"

void initlock(struct spinlock *lk, const char *name) {
  *lk = (struct spinlock){.name = name};
}

void acquire(struct spinlock *lk) {
  pushcli();
  if (holding(lk)) panic("acquire");
  while (xchg(&lk->locked, 1) != 0)
    ;
  __sync_synchronize();
  lk->taken++;
}

void release(struct spinlock *lk) {
  if (!holding(lk)) panic("release");
  __sync_synchronize();
  asm volatile("movl $0, %0" : "+m"(lk->locked) :);
  popcli();
}

int holding(struct spinlock *lk) {
  int r;
  pushcli();
  r = lk->locked;
  popcli();
  return r;
}

void pushcli(void) {
  uint eflags = read_eflags();
  cli();
  if (cpu0.ncli++ == 0) cpu0.intena = (eflags & FL_IF) != 0;
}

void popcli(void) {
  if (read_eflags() & FL_IF) panic("popcli: interruptible");
  if (--cpu0.ncli < 0) panic("popcli");
  if (cpu0.ncli == 0 && cpu0.intena) sti();
}
