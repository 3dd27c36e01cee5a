/* Two 8259s and channel 0 of the 8254. */
#include "types.h"
#include "param.h"
#include "traps.h"
#include "defs.h"
#include "x86.h"

#define IO_PIC1 0x20
#define IO_PIC2 0xA0
#define TIMER 0x40
#define TIMER_FREQ 1193182
#define TIMER_DIV(x) ((TIMER_FREQ + (x) / 2) / (x))

static ushort irqmask = 0xFFFF & ~(1 << 2);

static void picsetmask(ushort mask) {
  irqmask = mask;
  outb(IO_PIC1 + 1, mask);
  outb(IO_PIC2 + 1, mask >> 8);
}

void picinit(void) {
  static const struct {
    ushort port;
    uchar value;
  } init[] = {
      {IO_PIC1, 0x11},         {IO_PIC1 + 1, T_IRQ0}, {IO_PIC1 + 1, 1 << 2}, {IO_PIC1 + 1, 0x1},
      {IO_PIC2, 0x11},         {IO_PIC2 + 1, T_IRQ0 + 8}, {IO_PIC2 + 1, 2},  {IO_PIC2 + 1, 0x1},
  };
  uint i;
  for (i = 0; i < NELEM(init); i++) outb(init[i].port, init[i].value);
  picsetmask(irqmask);
}

void timerinit(void) {
  outb(TIMER + 3, 0x34);
  outb(TIMER, TIMER_DIV(HZ) % 256);
  outb(TIMER, TIMER_DIV(HZ) / 256);
  picsetmask(irqmask & ~(1 << IRQ_TIMER));
}

void eoi(int irq) {
  if (irq >= 8) outb(IO_PIC2, 0x20);
  outb(IO_PIC1, 0x20);
}
