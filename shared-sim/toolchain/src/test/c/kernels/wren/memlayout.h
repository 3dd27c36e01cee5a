/* Where things are; C and assembly read this file. */
#define EXTMEM 0x100000
#define PHYSTOP 0x800000
#define KERNBASE 0x80000000
#define KERNLINK (KERNBASE + EXTMEM)
#define USERTOP 0x00400000

#ifndef __ASSEMBLER__
static inline uint v2p(const void *a) { return (uint)a - KERNBASE; }
static inline void *p2v(uint a) { return (void *)(a + KERNBASE); }
#endif

#define V2P_WO(x) ((x) - KERNBASE)
