#include "types.h"
#include "param.h"
#include "memlayout.h"
#include "mmu.h"
#include "proc.h"
#include "defs.h"
#include "x86.h"

extern char data[];
static pde_t *kpgdir;

void seginit(void) {
  struct cpu *c = &cpu0;
  c->gdt[SEG_KCODE] = SEG(0xA, 0, 0xffffffff, 0);
  c->gdt[SEG_KDATA] = SEG(0x2, 0, 0xffffffff, 0);
  c->gdt[SEG_UCODE] = SEG(0xA, 0, 0xffffffff, DPL_USER);
  c->gdt[SEG_UDATA] = SEG(0x2, 0, 0xffffffff, DPL_USER);
  lgdt(c->gdt, sizeof(c->gdt));
  load_segments(SEG_KDATA << 3);
}

static pte_t *walkpgdir(pde_t *pgdir, const void *va, int alloc) {
  pde_t *pde;
  pte_t *pgtab;

  pde = &pgdir[PDX(va)];
  if (*pde & PTE_P) {
    pgtab = (pte_t *)p2v(PTE_ADDR(*pde));
  } else {
    if (!alloc || (pgtab = (pte_t *)kalloc()) == 0) return 0;
    memset(pgtab, 0, PGSIZE);
    *pde = v2p(pgtab) | PTE_P | PTE_W | PTE_U;
  }
  return &pgtab[PTX(va)];
}

static int mappages(pde_t *pgdir, void *va, uint size, uint pa, int perm) {
  char *a = (char *)PGROUNDDOWN((uint)va);
  char *last = (char *)PGROUNDDOWN(((uint)va) + size - 1);
  pte_t *pte;
  for (;;) {
    if ((pte = walkpgdir(pgdir, a, 1)) == 0) return -1;
    if (*pte & PTE_P) panic("remap");
    *pte = pa | perm | PTE_P;
    if (a == last) break;
    a += PGSIZE;
    pa += PGSIZE;
  }
  return 0;
}

static const struct kmap {
  void *virt;
  uint phys_start;
  uint phys_end;
  int perm;
} kmap[] = {
    {(void *)KERNBASE, 0, EXTMEM, PTE_W},
    {(void *)KERNLINK, V2P_WO(KERNLINK), 0, 0}, /* to data */
    {0, 0, PHYSTOP, PTE_W},                     /* from data */
};

pde_t *setupkvm(void) {
  pde_t *pgdir;
  const struct kmap *k;
  if ((pgdir = (pde_t *)kalloc()) == 0) return 0;
  memset(pgdir, 0, PGSIZE);
  for (k = kmap; k < &kmap[NELEM(kmap)]; k++) {
    void *virt = k->virt ?: data;
    uint first = k->virt ? k->phys_start : v2p(data);
    uint last = k->phys_end ?: v2p(data);
    if (mappages(pgdir, virt, last - first, first, k->perm) < 0) return 0;
  }
  return pgdir;
}

void kvmalloc(void) {
  kpgdir = setupkvm();
  switchkvm();
}

void switchkvm(void) { lcr3(v2p(kpgdir)); }

void switchuvm(struct proc *p) {
  pushcli();
  cpu0.gdt[SEG_TSS] =
      SEG16(STS_T32A, &cpu0.ts, sizeof(cpu0.ts) - 1, 0);
  cpu0.gdt[SEG_TSS].s = 0;
  cpu0.ts.ss0 = SEG_KDATA << 3;
  cpu0.ts.esp0 = (uint)p->kstack + KSTACKSIZE;
  cpu0.ts.iomb = (ushort)0xFFFF; /* no port for ring 3 */
  ltr(SEG_TSS << 3);
  lcr3(v2p(p->pgdir));
  popcli();
}

void inituvm(pde_t *pgdir, const char *image, uint sz) {
  uint i;
  for (i = 0; i < sz; i += PGSIZE) {
    char *mem = kalloc();
    if (!mem) panic("inituvm");
    memset(mem, 0, PGSIZE);
    memmove(mem, image + i, min(sz - i, (uint)PGSIZE));
    mappages(pgdir, (void *)i, PGSIZE, v2p(mem), PTE_W | PTE_U);
  }
  char *stack = kalloc();
  memset(stack, 0, PGSIZE);
  mappages(pgdir, (void *)(USERTOP - PGSIZE), PGSIZE, v2p(stack), PTE_W | PTE_U);
}

pde_t *copyuvm(pde_t *pgdir, uint sz) {
  pde_t *d = setupkvm();
  pte_t *pte;
  uint i;
  if (!d) return 0;
  for (i = 0; i < sz; i += PGSIZE) {
    if ((pte = walkpgdir(pgdir, (void *)i, 0)) == 0 || !(*pte & PTE_P)) continue;
    char *mem = kalloc();
    if (mem == 0) goto bad;
    memmove(mem, p2v(PTE_ADDR(*pte)), PGSIZE);
    if (mappages(d, (void *)i, PGSIZE, v2p(mem), *pte & 0xFFF & ~PTE_P) < 0) goto bad;
  }
  return d;
bad:
  freevm(d);
  return 0;
}

void freevm(pde_t *pgdir) {
  uint i, j;
  for (i = 0; i < NPDENTRIES; i++) {
    if (!(pgdir[i] & PTE_P)) continue;
    pte_t *table = p2v(PTE_ADDR(pgdir[i]));
    for (j = 0; i < PDX(KERNBASE) && j < NPTENTRIES; j++)
      if (table[j] & PTE_P) kfree(p2v(PTE_ADDR(table[j])));
    kfree((char *)table);
  }
  kfree((char *)pgdir);
}

int copyin(pde_t *pgdir, void *dst, uint va, uint len) {
  char *to = dst;
  while (len > 0) {
    pte_t *pte = va < USERTOP ? walkpgdir(pgdir, (void *)va, 0) : 0;
    if (!pte || (*pte & (PTE_P | PTE_U)) != (PTE_P | PTE_U)) return -1;
    uint n = min(PGSIZE - va % PGSIZE, len);
    memmove(to, (char *)p2v(PTE_ADDR(*pte)) + va % PGSIZE, n);
    to += n, va += n, len -= n;
  }
  return 0;
}
