/* The second half of the boot sector: reads an ELF file that begins in the
   disk's second sector to the physical addresses it names, and enters it. */
#include "types.h"
#include "param.h"
#include "elf.h"
#include "x86.h"

void readseg(uchar *, uint, uint);

void bootmain(void) {
  struct elfhdr *elf;
  struct proghdr *ph, *eph;
  void (*entry)(void);
  uchar *pa;

  elf = (struct elfhdr *)0x10000;
  readseg((uchar *)elf, 4096, 0);
  if (elf->magic != ELF_MAGIC) return;
  ph = (struct proghdr *)((uchar *)elf + elf->phoff);
  eph = ph + elf->phnum;
  for (; ph < eph; ph++) {
    if (ph->type != ELF_PROG_LOAD) continue;
    pa = (uchar *)ph->paddr;
    readseg(pa, ph->filesz, ph->off);
    if (ph->memsz > ph->filesz)
      stosb(pa + ph->filesz, 0, ph->memsz - ph->filesz);
  }
  entry = (void (*)(void))(elf->entry);
  asm volatile("call *%0" : : "r"(entry), "a"(0x2BADB002), "b"(0));
}

void waitdisk(void) {
  while ((inb(0x1F7) & 0xC0) != 0x40)
    ;
}

void readsect(void *dst, uint offset) {
  waitdisk();
  outb(0x1F2, 1);
  outb(0x1F3, offset);
  outb(0x1F4, offset >> 8);
  outb(0x1F5, offset >> 16);
  outb(0x1F6, (offset >> 24) | 0xE0);
  outb(0x1F7, 0x20);
  waitdisk();
  insl(0x1F0, dst, SECTSIZE / 4);
}

/* May copy more than asked: whole sectors. */
void readseg(uchar *pa, uint count, uint offset) {
  uchar *epa = pa + count;
  pa -= offset % SECTSIZE;
  offset = (offset / SECTSIZE) + 1;
  for (; pa < epa; pa += SECTSIZE, offset++) readsect(pa, offset);
}
