/* Instructions that C has no words for. */
#ifndef WREN_X86_H
#define WREN_X86_H

static inline uchar inb(ushort port) {
  uchar data;
  asm volatile("in %1,%0" : "=a"(data) : "d"(port));
  return data;
}

static inline void insl(int port, void *addr, int cnt) {
  asm volatile("cld; rep insl"
               : "=D"(addr), "=c"(cnt)
               : "d"(port), "0"(addr), "1"(cnt)
               : "memory", "cc");
}

static inline void outb(ushort port, uchar data) {
  asm volatile("out %0,%1" : : "a"(data), "d"(port));
}

static __inline __attribute__((always_inline)) void outw(int port, ushort data) {
  __asm __volatile("outw %0,%w1" : : "a"(data), "d"(port));
}

static inline void stosb(void *addr, int data, int cnt) {
  asm volatile("cld; rep stosb"
               : "=D"(addr), "=c"(cnt)
               : "0"(addr), "1"(cnt), "a"(data)
               : "memory", "cc");
}

static inline void stosl(void *addr, int data, int cnt) {
  asm volatile("cld\n\trep stosl"
               : "=D"(addr), "=c"(cnt)
               : "0"(addr), "1"(cnt), "a"(data)
               : "memory", "cc");
}

struct segdesc;
struct gatedesc;

static inline void lgdt(struct segdesc *p, int size) {
  volatile ushort pd[3];
  pd[0] = size - 1;
  pd[1] = (uint)p;
  pd[2] = (uint)p >> 16;
  asm volatile("lgdt (%0)" : : "r"(pd));
}

static inline void lidt(struct gatedesc *p, int size) {
  struct {
    ushort limit;
    void *base;
  } __attribute__((packed)) idtr = {(ushort)(size - 1), p};
  asm volatile("lidt %0" : : "m"(idtr));
}

static inline void ltr(ushort sel) { asm volatile("ltr %0" : : "r"(sel)); }

static inline uint read_eflags(void) {
  uint eflags;
  asm volatile("pushfl; popl %0" : "=r"(eflags));
  return eflags;
}

static inline void load_segments(ushort data) {
  asm volatile("movw %%ax,%%gs" ::"a"(0));
  asm volatile("movw %%ax,%%fs" ::"a"(0));
  asm volatile("movw %%ax,%%es" ::"a"(data));
  asm volatile("movw %%ax,%%ds" ::"a"(data));
  asm volatile("movw %%ax,%%ss" ::"a"(data));
  asm volatile("ljmp %0,$1f\n 1:\n" ::"i"(1 << 3));
}

static inline void cli(void) { asm volatile("cli"); }
static inline void sti(void) { asm volatile("sti"); }
static inline void hlt(void) { asm volatile("hlt" : : : "memory"); }
static inline void pause(void) { asm volatile("pause" ::: "memory"); }
#define barrier() __asm__ __volatile__("" : : : "memory")

static inline uint xchg(volatile uint *addr, uint newval) {
  uint result;
  /* "+m": the operand is read and written. */
  asm volatile("lock; xchgl %0, %1"
               : "+m"(*addr), "=a"(result)
               : "1"(newval)
               : "cc");
  return result;
}

static inline uint rcr2(void) {
  uint val;
  asm volatile("movl %%cr2,%0" : "=r"(val));
  return val;
}

static inline void lcr3(uint val) {
  asm volatile("movl %0,%%cr3" : : "r"(val));
}

static inline u64 rdtsc(void) {
  u64 t;
  asm volatile("rdtsc" : "=A"(t));
  return t;
}

static inline void cpuid(uint leaf, uint *a, uint *b, uint *c, uint *d) {
  asm volatile("cpuid" : "=a"(*a), "=b"(*b), "=c"(*c), "=d"(*d) : "a"(leaf));
}

static inline int bsr(uint x) {
  int r = -1;
  asm("bsrl %1,%0" : "=r"(r) : "rm"(x), "0"(-1) : "cc");
  return r;
}

/* What the stack holds when C is called from a trap: pushal first. */
struct trapframe {
  uint edi, esi, ebp, oesp, ebx, edx, ecx, eax;
  ushort gs, padding1;
  ushort fs, padding2;
  ushort es, padding3;
  ushort ds, padding4;
  uint trapno;
  /* From here on the processor itself. */
  uint err;
  uint eip;
  ushort cs, padding5;
  uint eflags;
  /* Only when it came from another ring. */
  uint esp;
  ushort ss, padding6;
};

#endif
