/* Text: to the screen's memory and to the first serial line. */
#include "types.h"
#include "param.h"
#include "memlayout.h"
#include "mmu.h"
#include "proc.h"
#include "defs.h"
#include "x86.h"

#define CRTPORT 0x3d4
#define COM1 0x3f8
#define BACKSPACE 0x100

typedef __builtin_va_list va_list;
#define va_start(ap, last) __builtin_va_start(ap, last)
#define va_arg(ap, type) __builtin_va_arg(ap, type)
#define va_end(ap) __builtin_va_end(ap)

static ushort *crt = (ushort *)(KERNBASE + 0xb8000);
static int uart;

static struct {
  struct spinlock lock;
  int locking;
} cons;

static void cgaputc(int c) {
  int pos;
  outb(CRTPORT, 14);
  pos = inb(CRTPORT + 1) << 8;
  outb(CRTPORT, 15);
  pos |= inb(CRTPORT + 1);

  if (c == '\n')
    pos += 80 - pos % 80;
  else if (c == BACKSPACE) {
    if (pos > 0) --pos;
  } else
    crt[pos++] = (c & 0xff) | 0x0700;

  if ((pos / 80) >= 24) {
    memmove(crt, crt + 80, sizeof(crt[0]) * 23 * 80);
    pos -= 80;
    memset(crt + pos, 0, sizeof(crt[0]) * (24 * 80 - pos));
  }
  outb(CRTPORT, 14);
  outb(CRTPORT + 1, pos >> 8);
  outb(CRTPORT, 15);
  outb(CRTPORT + 1, pos);
  crt[pos] = ' ' | 0x0700;
}

static void uartputc(int c) {
  int i;
  if (!uart) return;
  for (i = 0; i < 128 && !(inb(COM1 + 5) & 0x20); i++) pause();
  outb(COM1 + 0, c);
}

void consputc(int c) {
  if (c == BACKSPACE) {
    uartputc('\b');
    uartputc(' ');
    uartputc('\b');
  } else
    uartputc(c);
  cgaputc(c);
}

static void printint(int xx, int base, int sign, int width, char pad) {
  static const char digits[] = "0123456789abcdef";
  char buf[34];
  int i = 0;
  uint x;

  if (sign && (sign = xx < 0))
    x = -xx;
  else
    x = xx;
  do {
    buf[i++] = digits[x % base];
  } while ((x /= base) != 0);
  while (i < width && i < 33) buf[i++] = pad;
  if (sign) buf[i++] = '-';
  while (--i >= 0) consputc(buf[i]);
}

void cprintf(const char *fmt, ...) {
  va_list ap;
  int c, width, locking = cons.locking;
  const char *s;
  char pad;

  if (locking) acquire(&cons.lock);
  if (fmt == 0) panic("null fmt");
  va_start(ap, fmt);
  for (; (c = *fmt & 0xff) != 0; fmt++) {
    if (c != '%') {
      consputc(c);
      continue;
    }
    width = 0;
    pad = ' ';
    if (*++fmt == '0') pad = '0';
    while (*fmt >= '0' && *fmt <= '9') width = width * 10 + *fmt++ - '0';
    switch (c = *fmt & 0xff) {
      case 'd':
        printint(va_arg(ap, int), 10, 1, width, pad);
        break;
      case 'u':
        printint(va_arg(ap, int), 10, 0, width, pad);
        break;
      case 'x':
      case 'p':
        printint(va_arg(ap, int), 16, 0, width, pad);
        break;
      case 'c':
        consputc(va_arg(ap, int));
        break;
      case 's':
        if ((s = va_arg(ap, char *)) == 0) s = "(null)";
        for (; *s; s++) consputc(*s), width--;
        while (width-- > 0) consputc(' ');
        break;
      case '%':
        consputc('%');
        break;
      default:
        consputc('%');
        consputc(c);
        break;
    }
  }
  va_end(ap);
  if (locking) release(&cons.lock);
}

void panic(const char *s) {
  cli();
  cons.locking = 0;
  cprintf("panic: %s\n", s);
  for (;;) hlt();
}

void consoleinit(void) {
  initlock(&cons.lock, "console");
  cons.locking = 1;
  outb(COM1 + 2, 0);
  outb(COM1 + 3, 0x80); /* the divisor */
  outb(COM1 + 0, 115200 / 9600);
  outb(COM1 + 1, 0);
  outb(COM1 + 3, 0x03);
  outb(COM1 + 4, 0);
  outb(COM1 + 1, 0x00);
  if (inb(COM1 + 5) == 0xFF) return;
  uart = 1;
}
