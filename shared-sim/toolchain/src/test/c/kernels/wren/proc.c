#include "types.h"
#include "param.h"
#include "memlayout.h"
#include "mmu.h"
#include "x86.h"
#include "proc.h"
#include "defs.h"

struct cpu cpu0;

static struct {
  struct spinlock lock;
  struct proc proc[NPROC];
  struct list ready;
} ptable;

static int nextpid = 1;
extern void trapret(void);
static void forkret(void);

static inline void list_add_tail(struct list *item, struct list *head) {
  item->prev = head->prev;
  item->next = head;
  head->prev->next = item;
  head->prev = item;
}

static inline void list_del(struct list *item) {
  item->prev->next = item->next;
  item->next->prev = item->prev;
  item->next = item->prev = (struct list *)0xdeadbeef;
}

#define list_empty(head) ((head)->next == (head))
#define list_entry(ptr, type, member) container_of(ptr, type, member)
#define for_each_proc(p) for (p = ptable.proc; p < &ptable.proc[NPROC]; p++)

void pinit(void) {
  initlock(&ptable.lock, "ptable");
  ptable.ready.next = ptable.ready.prev = &ptable.ready;
}

struct proc *myproc(void) {
  struct proc *p;
  pushcli();
  p = cpu0.proc;
  popcli();
  return p;
}

static void setrunnable(struct proc *p) {
  p->state = RUNNABLE;
  list_add_tail(&p->ready, &ptable.ready);
}

/* A slot with a kernel stack that looks as if swtch had left it. */
static struct proc *allocproc(void) {
  struct proc *p;
  char *sp;

  acquire(&ptable.lock);
  for_each_proc(p) if (p->state == UNUSED) goto found;
  release(&ptable.lock);
  return 0;

found:
  p->state = EMBRYO;
  p->pid = nextpid++;
  p->flags = 0;
  p->fresh = true;
  release(&ptable.lock);

  if ((p->kstack = kalloc()) == 0) {
    p->state = UNUSED;
    return 0;
  }
  sp = p->kstack + KSTACKSIZE;
  sp -= sizeof *p->tf;
  p->tf = (struct trapframe *)sp;
  sp -= 4;
  *(uint *)sp = (uint)trapret;
  sp -= sizeof *p->context;
  p->context = (struct context *)sp;
  memset(p->context, 0, sizeof *p->context);
  p->context->eip = (uint)forkret;
  return p;
}

int spawn(const char *name, const char *image, uint size) {
  struct proc *p = allocproc();
  if (!p || !(p->pgdir = setupkvm())) return -1;
  inituvm(p->pgdir, image, size);
  p->sz = USERTOP;
  memset(p->tf, 0, sizeof(*p->tf));
  p->tf->cs = (SEG_UCODE << 3) | DPL_USER;
  p->tf->ds = p->tf->es = p->tf->ss = (SEG_UDATA << 3) | DPL_USER;
  p->tf->eflags = FL_IF;
  p->tf->esp = USERTOP - 16;
  p->tf->eip = 0;
  safestrcpy(p->name, name, sizeof(p->name));
  acquire(&ptable.lock);
  setrunnable(p);
  release(&ptable.lock);
  return p->pid;
}

int fork(void) {
  struct proc *np, *curproc = myproc();
  if ((np = allocproc()) == 0) return -1;
  if ((np->pgdir = copyuvm(curproc->pgdir, curproc->sz)) == 0) {
    kfree(np->kstack);
    np->kstack = 0;
    np->state = UNUSED;
    return -1;
  }
  np->sz = curproc->sz;
  np->parent = curproc;
  *np->tf = *curproc->tf;
  np->tf->eax = 0;
  safestrcpy(np->name, curproc->name, sizeof(curproc->name));
  acquire(&ptable.lock);
  setrunnable(np);
  release(&ptable.lock);
  return np->pid;
}

static void sched(void) {
  int intena;
  if (!holding(&ptable.lock)) panic("sched ptable.lock");
  if (cpu0.ncli != 1) panic("sched locks");
  if (cpu0.proc->state == RUNNING) panic("sched running");
  intena = cpu0.intena;
  swtch(&cpu0.proc->context, cpu0.scheduler);
  cpu0.intena = intena;
}

static void wakeup1(void *chan) {
  struct proc *p;
  for_each_proc(p) if (p->state == SLEEPING && p->chan == chan) setrunnable(p);
}

void exit(int status) {
  struct proc *curproc = myproc();
  acquire(&ptable.lock);
  curproc->status = status;
  curproc->state = ZOMBIE;
  wakeup1(curproc->parent ? (void *)curproc->parent : (void *)&ptable);
  sched();
  panic("zombie exit");
}

static int reap(struct proc *p, int *status) {
  int pid = p->pid;
  kfree(p->kstack);
  freevm(p->pgdir);
  *status = p->status;
  memset(p, 0, sizeof(*p));
  return pid;
}

int wait(int *status) {
  struct proc *p, *curproc = myproc();
  acquire(&ptable.lock);
  for (;;) {
    int havekids = 0;
    for_each_proc(p) {
      if (p->parent != curproc) continue;
      havekids = 1;
      if (p->state == ZOMBIE) {
        int pid = reap(p, status);
        release(&ptable.lock);
        return pid;
      }
    }
    if (!havekids) {
      release(&ptable.lock);
      return -1;
    }
    sleep(curproc, &ptable.lock);
  }
}

/* The processor's own thread: runs who is ready until nobody lives. */
void scheduler(void) {
  struct proc *p;
  for (;;) {
    int alive = 0, status, pid;
    sti();
    acquire(&ptable.lock);
    while (!list_empty(&ptable.ready)) {
      p = list_entry(ptable.ready.next, struct proc, ready);
      list_del(&p->ready);
      cpu0.proc = p;
      switchuvm(p);
      p->state = RUNNING;
      swtch(&cpu0.scheduler, p->context);
      switchkvm();
      cpu0.proc = 0;
    }
    for_each_proc(p) {
      if (p->state == ZOMBIE && p->parent == 0) {
        pid = reap(p, &status);
        cprintf("pid %d is gone with %d\n", pid, status);
      } else if (p->state != UNUSED)
        alive++;
    }
    release(&ptable.lock);
    if (!alive) {
      cprintf("%u pages free\nnobody is left: goodbye\n", kfreepages());
      cli();
      for (;;) hlt();
    }
    hlt();
  }
}

void yield(void) {
  acquire(&ptable.lock);
  setrunnable(myproc());
  sched();
  release(&ptable.lock);
}

/* A process begins here: inside the scheduler's lock. */
static void forkret(void) {
  static int first = 1;
  release(&ptable.lock);
  if (first) {
    first = 0;
    cprintf("first process: %s\n", myproc()->name);
  }
  myproc()->fresh = false;
}

void sleep(void *chan, struct spinlock *lk) {
  struct proc *p = myproc();
  if (p == 0) panic("sleep");
  if (lk != &ptable.lock) {
    acquire(&ptable.lock);
    release(lk);
  }
  p->chan = chan;
  p->state = SLEEPING;
  sched();
  p->chan = 0;
  if (lk != &ptable.lock) {
    release(&ptable.lock);
    acquire(lk);
  }
}

void wakeup(void *chan) {
  acquire(&ptable.lock);
  wakeup1(chan);
  release(&ptable.lock);
}
