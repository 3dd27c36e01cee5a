#include "types.h"
#include "param.h"
#include "memlayout.h"
#include "mmu.h"
#include "proc.h"
#include "defs.h"
#include "x86.h"
#include "traps.h"

static struct gatedesc idt[256] __attribute__((aligned(8)));
extern uint vectors[];
struct spinlock tickslock;
uint ticks;

static const char *const names[] = {
    [T_DIVIDE] = "division", [T_BRKPT] = "breakpoint", [T_ILLOP] = "invalid opcode",
    [T_GPFLT] = "protection", [T_PGFLT] = "page fault",
};

void tvinit(void) {
  int i;
  for (i = 0; i < 256; i++) SETGATE(idt[i], 0, SEG_KCODE << 3, vectors[i], 0);
  SETGATE(idt[T_SYSCALL], 1, SEG_KCODE << 3, vectors[T_SYSCALL], DPL_USER);
  initlock(&tickslock, "time");
  lidt(idt, sizeof(idt));
}

static void fault(struct trapframe *tf) {
  struct proc *p = myproc();
  const char *name = tf->trapno < NELEM(names) && names[tf->trapno] ? names[tf->trapno] : "trap";
  if (p == 0 || (tf->cs & 3) == 0) {
    cprintf("unexpected trap %d eip %x (cr2=0x%x)\n", tf->trapno, tf->eip, rcr2());
    panic("trap");
  }
  cprintf("pid %d %s: %s err %d addr 0x%x--kill proc\n", p->pid, p->name, name, tf->err,
          tf->trapno == T_PGFLT ? rcr2() : 0);
  p->killed = 1;
}

void trap(struct trapframe *tf) {
  struct proc *p;
  if (tf->trapno == T_SYSCALL) {
    p = myproc();
    if (p->killed) exit(-1);
    p->tf = tf;
    syscall(tf);
    if (p->killed) exit(-1);
    return;
  }

  switch (tf->trapno) {
    case T_IRQ0 + IRQ_TIMER:
      acquire(&tickslock);
      ticks++;
      wakeup(&ticks);
      release(&tickslock);
      eoi(IRQ_TIMER);
      break;
    case T_IRQ0 + IRQ_SPURIOUS:
    case T_IRQ0 + 15:
      eoi((int)tf->trapno - T_IRQ0);
      break;
    default:
      fault(tf);
  }

  p = myproc();
  if (p && p->killed && (tf->cs & 3) == DPL_USER) exit(-1);
  if (p && p->state == RUNNING && tf->trapno == T_IRQ0 + IRQ_TIMER) {
    if ((tf->cs & 3) == DPL_USER) p->preempted++;
    yield();
  }
}
