#include "types.h"
#include "param.h"
#include "memlayout.h"
#include "mmu.h"
#include "proc.h"
#include "defs.h"
#include "x86.h"

extern char etext[], data[], edata[], end[];
extern pde_t entrypgdir[];
extern uint bootmagic;
extern const char _binary_ping_start[], _binary_ping_end[];
extern const char _binary_pong_start[], _binary_pong_size[];

typedef void (*initcall_t)(void);
extern initcall_t initcall_begin[], initcall_end[];
#define INITCALL(level, fn) \
  static initcall_t __init_##fn __attribute__((used, section(".initcall." #level))) = fn

static const volatile int answer = 42;
static int corners __attribute__((section(".data"))) = 7;
uint uninitialised;

static void show_sections(void) {
  cprintf("text %s data, data %s bss, bss ends at a page: %s\n", (uint)etext < (uint)data ? "before" : "after",
          edata <= (char *)&uninitialised ? "before" : "after",
          (uint)end % 4 == 0 ? "perhaps" : "never");
  cprintf("data is page aligned: %d, etext high: %d\n", (uint)data % PGSIZE == 0, (uint)etext > KERNBASE);
}
INITCALL(2, show_sections);

static void show_arithmetic(void) {
  u64 big = 0x123456789ULL * answer;
  cprintf("%x%08x >> 7 is %x, bsr %d, %d\n", (uint)(big >> 32), (uint)big, (uint)(big >> 7),
          bsr((uint)big), corners);
}
INITCALL(1, show_arithmetic);

static void show_cpu(void) {
  uint a, b, c, d;
  u64 before = rdtsc();
  cpuid(0, &a, &b, &c, &d);
  cprintf("cpuid answers: %d, the clock goes on: %d\n", a >= 1, rdtsc() > before);
}
INITCALL(3, show_cpu);

int main(void) {
  initcall_t *call;
  kfreerange(end, p2v(4 * 1024 * 1024));
  consoleinit();
  cprintf("wren: a small kernel, %s\n", bootmagic == 0x2BADB002 ? "loaded well" : "loaded strangely");
  for (call = initcall_begin; call < initcall_end; call++) (*call)();
  seginit();
  kvmalloc();
  kfreerange(p2v(4 * 1024 * 1024), p2v(PHYSTOP));
  picinit();
  tvinit();
  pinit();
  spawn("ping", _binary_ping_start, _binary_ping_end - _binary_ping_start);
  spawn("pong", _binary_pong_start, (uint)_binary_pong_size);
  timerinit();
  scheduler();
}

/* Both the low and the high 4 MiB, until kvmalloc has made better tables. */
__attribute__((__aligned__(PGSIZE))) pde_t entrypgdir[NPDENTRIES] = {
    [0] = (0) | PTE_P | PTE_W | PTE_PS,
    [KERNBASE >> PDXSHIFT] = (0) | PTE_P | PTE_W | PTE_PS,
};
