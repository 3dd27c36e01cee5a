#include "types.h"
#include "param.h"
#include "memlayout.h"
#include "mmu.h"
#include "proc.h"
#include "defs.h"
#include "x86.h"
#include "syscall.h"

static int turn;
static struct spinlock turnlock = {.name = "turn"};

static uint arg(int n) {
  uint value = 0;
  struct proc *p = myproc();
  if (copyin(p->pgdir, &value, p->tf->esp + 4 + 4 * n, sizeof(value)) < 0) p->killed = 1;
  return value;
}

static int sys_fork(void) { return fork(); }
static int sys_exit(void) { exit(arg(0)); }

static int sys_wait(void) {
  int status = 0;
  int pid = wait(&status);
  return pid < 0 ? pid : (pid << 8) | (status & 0xff);
}

static int sys_write(void) {
  char buf[64];
  uint from = arg(0), left = arg(1);
  int done = 0;
  pushcli();
  while (left > 0) {
    uint i, n = min(left, (uint)sizeof(buf));
    if (copyin(myproc()->pgdir, buf, from, n) < 0) {
      done = -1;
      break;
    }
    for (i = 0; i < n; i++) consputc(buf[i]);
    from += n, left -= n, done += n;
  }
  popcli();
  return done;
}

static int sys_getpid(void) { return myproc()->pid; }

static int sys_uptime(void) {
  uint xticks;
  acquire(&tickslock);
  xticks = ticks;
  release(&tickslock);
  return xticks;
}

static int sys_sleep(void) {
  uint n = arg(0), ticks0;
  acquire(&tickslock);
  ticks0 = ticks;
  while (ticks - ticks0 < n) sleep(&ticks, &tickslock);
  release(&tickslock);
  return 0;
}

/* Waits until it is this one's turn, then gives it to the other. */
static int sys_turn(void) {
  int mine = arg(0);
  acquire(&turnlock);
  while (turn % 2 != mine) sleep(&turn, &turnlock);
  release(&turnlock);
  if (arg(1)) {
    turn++;
    wakeup(&turn);
  }
  return turn;
}

static int sys_preempted(void) { return myproc()->preempted > 0; }

static int (*syscalls[])(void) = {
    [SYS_fork] = sys_fork,     [SYS_exit] = sys_exit,     [SYS_wait] = sys_wait,
    [SYS_write] = sys_write,   [SYS_getpid] = sys_getpid, [SYS_uptime] = sys_uptime,
    [SYS_sleep] = sys_sleep,   [SYS_turn] = sys_turn,     [SYS_preempted] sys_preempted,
};

void syscall(struct trapframe *tf) {
  uint num = tf->eax;
  if (num > 0 && num < NELEM(syscalls) && syscalls[num]) {
    tf->eax = syscalls[num]();
  } else {
    cprintf("%d %s: unknown sys call %d\n", myproc()->pid, myproc()->name, num);
    tf->eax = -1;
  }
}
