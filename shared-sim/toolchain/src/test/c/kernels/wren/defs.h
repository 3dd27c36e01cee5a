struct context;
struct proc;
struct spinlock;
struct trapframe;

/* console.c */
void consoleinit(void);
void consputc(int c);
void cprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void panic(const char *) __attribute__((noreturn));
/* kalloc.c */
char *kalloc(void);
void kfree(char *);
void kfreerange(void *, void *);
uint kfreepages(void);
/* picirq.c */
void picinit(void);
void timerinit(void);
void eoi(int irq);
/* proc.c */
extern struct cpu cpu0;
void pinit(void);
int spawn(const char *name, const char *image, uint size);
int fork(void);
void exit(int) __attribute__((noreturn));
int wait(int *status);
void scheduler(void) __attribute__((noreturn));
void sleep(void *chan, struct spinlock *lk);
void wakeup(void *chan);
void yield(void);
struct proc *myproc(void);
/* spinlock.c */
void initlock(struct spinlock *, const char *);
void acquire(struct spinlock *);
void release(struct spinlock *);
int holding(struct spinlock *);
void pushcli(void);
void popcli(void);
/* string.c */
int memcmp(const void *, const void *, uint);
void *memmove(void *, const void *, uint);
void *memset(void *, int, uint);
void *memcpy(void *, const void *, uint);
char *safestrcpy(char *, const char *, int);
int strlen(const char *);
/* swtch.S */
void swtch(struct context **, struct context *);
/* syscall.c */
void syscall(struct trapframe *);
/* trap.c */
void tvinit(void);
extern struct spinlock tickslock;
extern uint ticks;
/* vm.c */
void seginit(void);
void kvmalloc(void);
pde_t *setupkvm(void);
void inituvm(pde_t *, const char *, uint);
pde_t *copyuvm(pde_t *, uint);
void freevm(pde_t *);
void switchkvm(void);
void switchuvm(struct proc *);
int copyin(pde_t *, void *dst, uint va, uint len);
