/* The processor's own tables (SDM volume 3). */
#define FL_IF 0x00000200
#define CR0_PE 0x00000001
#define CR0_WP 0x00010000
#define CR0_PG 0x80000000
#define CR4_PSE 0x00000010

#define SEG_KCODE 1
#define SEG_KDATA 2
#define SEG_UCODE 3
#define SEG_UDATA 4
#define SEG_TSS 5
#define NSEGS 6
#define DPL_USER 3

#define PGSIZE 4096
#define PTXSHIFT 12
#define PDXSHIFT 22
#define NPDENTRIES 1024
#define NPTENTRIES 1024

#define PTE_P 0x001
#define PTE_W 0x002
#define PTE_U 0x004
#define PTE_PS 0x080

#ifndef __ASSEMBLER__

struct segdesc {
  uint lim_15_0 : 16;
  uint base_15_0 : 16;
  uint base_23_16 : 8;
  uint type : 4;
  uint s : 1;
  uint dpl : 2;
  uint p : 1;
  uint lim_19_16 : 4;
  uint avl : 1;
  uint rsv1 : 1;
  uint db : 1;
  uint g : 1;
  uint base_31_24 : 8;
};

#define SEG(type, base, lim, dpl)                                        \
  (struct segdesc) {                                                     \
    ((lim) >> 12) & 0xffff, (uint)(base) & 0xffff,                       \
        ((uint)(base) >> 16) & 0xff, type, 1, dpl, 1, (uint)(lim) >> 28, \
        0, 0, 1, 1, (uint)(base) >> 24                                   \
  }
#define SEG16(type, base, lim, dpl)                                      \
  (struct segdesc) {                                                     \
    (lim) & 0xffff, (uint)(base) & 0xffff, ((uint)(base) >> 16) & 0xff,  \
        type, 1, dpl, 1, (uint)(lim) >> 16, 0, 0, 1, 0,                  \
        (uint)(base) >> 24                                               \
  }

/* A gate as the manual draws it, byte for byte. */
struct gatedesc {
  ushort off_low;
  ushort selector;
  uchar args : 5, : 3;
  uchar type : 4, s : 1, dpl : 2, p : 1;
  ushort off_high;
} __attribute__((packed));

enum { STS_T32A = 0x9, STS_IG32 = 0xE, STS_TG32 = 0xF };

#define SETGATE(gate, istrap, sel, off, d)              \
  do {                                                  \
    (gate).off_low = (uint)(off) & 0xffff;              \
    (gate).selector = (sel);                            \
    (gate).args = 0;                                    \
    (gate).type = (istrap) ? STS_TG32 : STS_IG32;       \
    (gate).s = 0;                                       \
    (gate).dpl = (d);                                   \
    (gate).p = 1;                                       \
    (gate).off_high = (uint)(off) >> 16;                \
  } while (0)

struct taskstate {
  uint link;
  uint esp0;
  ushort ss0, padding1;
  uint *esp1;
  ushort ss1, padding2;
  uint *esp2;
  ushort ss2, padding3;
  void *cr3;
  uint *eip;
  uint eflags, eax, ecx, edx, ebx;
  uint *esp, *ebp;
  uint esi, edi;
  ushort es, padding4, cs, padding5, ss, padding6, ds, padding7;
  ushort fs, padding8, gs, padding9, ldt, padding10;
  ushort t, iomb;
};

#define PDX(va) (((uint)(va) >> PDXSHIFT) & 0x3FF)
#define PTX(va) (((uint)(va) >> PTXSHIFT) & 0x3FF)
#define PGROUNDUP(sz) (((sz) + PGSIZE - 1) & ~(PGSIZE - 1))
#define PGROUNDDOWN(a) (((a)) & ~(PGSIZE - 1))
#define PTE_ADDR(pte) ((uint)(pte) & ~0xFFF)

#endif
