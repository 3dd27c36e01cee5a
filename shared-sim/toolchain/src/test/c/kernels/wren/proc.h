struct context {
  uint edi, esi, ebx, ebp, eip;
};

enum procstate { UNUSED, EMBRYO, SLEEPING, RUNNABLE, RUNNING, ZOMBIE };

struct spinlock {
  volatile uint locked;
  const char *name;
  uint taken;
};

struct list {
  struct list *next, *prev;
};

struct proc {
  pde_t *pgdir;
  char *kstack;
  uint sz;
  enum procstate state;
  int pid, status;
  struct proc *parent;
  struct trapframe *tf;
  struct context *context;
  void *chan;
  struct list ready;
  char name[NAMELEN];
  union {
    uint flags;
    struct {
      bool killed : 1;
      bool fresh : 1;
      uint preempted : 30;
    };
  };
};

struct cpu {
  struct context *scheduler;
  struct taskstate ts;
  struct segdesc gdt[NSEGS];
  int ncli, intena;
  struct proc *proc;
};
