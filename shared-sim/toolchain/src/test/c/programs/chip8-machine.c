#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* A CHIP-8 machine, an assembler for its programs and a disassembler; the programs draw, count,
   sort and recurse, and their screens are printed. */

typedef uint8_t u8;
typedef uint16_t u16;

struct machine {
  u8 memory[4096], v[16];
  u16 i, pc, stack[16];
  u8 sp, delay, key;
  uint64_t screen[32];
  uint32_t random;
  long steps;
  jmp_buf stop;
};

static const u8 font[80] = {
    0xf0, 0x90, 0x90, 0x90, 0xf0, 0x20, 0x60, 0x20, 0x20, 0x70, 0xf0, 0x10, 0xf0, 0x80, 0xf0, 0xf0,
    0x10, 0xf0, 0x10, 0xf0, 0x90, 0x90, 0xf0, 0x10, 0x10, 0xf0, 0x80, 0xf0, 0x10, 0xf0, 0xf0, 0x80,
    0xf0, 0x90, 0xf0, 0xf0, 0x10, 0x20, 0x40, 0x40, 0xf0, 0x90, 0xf0, 0x90, 0xf0, 0xf0, 0x90, 0xf0,
    0x10, 0xf0, 0xf0, 0x90, 0xf0, 0x90, 0x90, 0xe0, 0x90, 0xe0, 0x90, 0xe0, 0xf0, 0x80, 0x80, 0x80,
    0xf0, 0xe0, 0x90, 0x90, 0x90, 0xe0, 0xf0, 0x80, 0xf0, 0x80, 0xf0, 0xf0, 0x80, 0xf0, 0x80, 0x80};

enum stop { RUNNING, HALTED, BAD_OPCODE, STACK_OVERFLOW, STACK_EMPTY };

static u8 draw(struct machine *m, u8 x, u8 y, u8 n) {
  u8 hit = 0;
  x &= 63;
  for (int row = 0; row < n && (y & 31) + row < 32; row++) {
    uint64_t bits = (uint64_t)m->memory[(m->i + row) & 4095] << 56 >> x;
    hit |= (m->screen[(y & 31) + row] & bits) != 0;
    m->screen[(y & 31) + row] ^= bits;
  }
  return hit;
}

static void arithmetic(struct machine *m, u8 *a, u8 b, int op) {
  int r;
  switch (op) {
    case 0: *a = b; return;
    case 1: *a |= b; return;
    case 2: *a &= b; return;
    case 3: *a ^= b; return;
    case 4: r = *a + b; *a = (u8)r; m->v[15] = r > 255; return;
    case 5: r = *a - b; *a = (u8)r; m->v[15] = r >= 0; return;
    case 6: r = *a & 1; *a >>= 1; m->v[15] = (u8)r; return;
    case 7: r = b - *a; *a = (u8)r; m->v[15] = r >= 0; return;
    case 14: r = *a >> 7; *a <<= 1; m->v[15] = (u8)r; return;
    default: longjmp(m->stop, BAD_OPCODE);
  }
}

static void miscellaneous(struct machine *m, u8 *x, int op) {
  switch (op) {
    case 0x07: *x = m->delay; break;
    case 0x0a: *x = m->key; break;
    case 0x15: m->delay = *x; break;
    case 0x18: break;
    case 0x1e: m->i += *x; break;
    case 0x29: m->i = (u16)((*x & 15) * 5); break;
    case 0x33:
      m->memory[m->i] = *x / 100;
      m->memory[m->i + 1] = *x / 10 % 10;
      m->memory[m->i + 2] = *x % 10;
      break;
    case 0x55:
      for (u8 *p = m->v; p <= x; p++) m->memory[m->i++ & 4095] = *p;
      break;
    case 0x65:
      for (u8 *p = m->v; p <= x; p++) *p = m->memory[m->i++ & 4095];
      break;
    default: longjmp(m->stop, BAD_OPCODE);
  }
}

static void step(struct machine *m) {
  u16 op = (u16)(m->memory[m->pc & 4095] << 8 | m->memory[(m->pc + 1) & 4095]);
  u16 nnn = op & 0xfff;
  u8 kk = (u8)op, n = op & 15, *x = &m->v[op >> 8 & 15], *y = &m->v[op >> 4 & 15];
  m->pc += 2;
  m->steps++;
  if (m->delay && m->steps % 10 == 0) m->delay--;
  switch (op >> 12) {
    case 0x0:
      if (op == 0x00e0) memset(m->screen, 0, sizeof m->screen);
      else if (op == 0x00ee) {
        if (!m->sp) longjmp(m->stop, STACK_EMPTY);
        m->pc = m->stack[--m->sp];
      } else longjmp(m->stop, BAD_OPCODE);
      break;
    case 0x1:
      if (nnn == m->pc - 2) longjmp(m->stop, HALTED);
      m->pc = nnn;
      break;
    case 0x2:
      if (m->sp == 16) longjmp(m->stop, STACK_OVERFLOW);
      m->stack[m->sp++] = m->pc;
      m->pc = nnn;
      break;
    case 0x3: m->pc += *x == kk ? 2 : 0; break;
    case 0x4: m->pc += *x != kk ? 2 : 0; break;
    case 0x5: m->pc += *x == *y ? 2 : 0; break;
    case 0x6: *x = kk; break;
    case 0x7: *x += kk; break;
    case 0x8: arithmetic(m, x, *y, n); break;
    case 0x9: m->pc += *x != *y ? 2 : 0; break;
    case 0xa: m->i = nnn; break;
    case 0xb: m->pc = nnn + m->v[0]; break;
    case 0xc:
      m->random = m->random * 1664525u + 1013904223u;
      *x = (u8)(m->random >> 24 & kk);
      break;
    case 0xd: m->v[15] = draw(m, *x, *y, n); break;
    case 0xf: miscellaneous(m, x, kk); break;
    default: longjmp(m->stop, BAD_OPCODE);
  }
}

static enum stop run(struct machine *m, const u16 *code, int words, const u8 *data, int bytes) {
  memset(m, 0, sizeof *m);
  memcpy(m->memory, font, sizeof font);
  for (int k = 0; k < words; k++) {
    m->memory[0x200 + 2 * k] = (u8)(code[k] >> 8);
    m->memory[0x201 + 2 * k] = (u8)code[k];
  }
  if (bytes) memcpy(m->memory + 0x300, data, (size_t)bytes);
  m->pc = 0x200;
  m->key = 7;
  int why = setjmp(m->stop);
  if (why) return (enum stop)why;
  while (m->steps < 100000) step(m);
  return RUNNING;
}

static void show(const struct machine *m, int rows) {
  for (int y = 0; y < rows; y++) {
    for (int x = 0; x < 64; x += 2) {
      int pair = (int)(m->screen[y] >> (62 - x) & 3);
      putchar(" .'#"[pair]);
    }
    puts("|");
  }
}

static void disassemble(u16 op) {
  int x = op >> 8 & 15, y = op >> 4 & 15, kk = op & 255, nnn = op & 0xfff;
  static const char *const alu[] = {"ld", "or", "and", "xor", "add", "sub", "shr", "subn"};
  switch (op >> 12) {
    case 0: printf(op == 0xe0 ? "cls" : op == 0xee ? "ret" : "?"); break;
    case 1: printf("jp %03x", nnn); break;
    case 2: printf("call %03x", nnn); break;
    case 3: printf("se v%x, %d", x, kk); break;
    case 4: printf("sne v%x, %d", x, kk); break;
    case 5: printf("se v%x, v%x", x, y); break;
    case 6: printf("ld v%x, %d", x, kk); break;
    case 7: printf("add v%x, %d", x, kk); break;
    case 8: printf("%s v%x, v%x", op & 8 ? "shl" : alu[op & 7], x, y); break;
    case 9: printf("sne v%x, v%x", x, y); break;
    case 10: printf("ld i, %03x", nnn); break;
    case 12: printf("rnd v%x, %d", x, kk); break;
    case 13: printf("drw v%x, v%x, %d", x, y, op & 15); break;
    default: printf("misc v%x, %02x", x, kk);
  }
  printf("; ");
}

#define RUN(name, rows, data, ...)                                                              \
  do {                                                                                          \
    static const u16 code[] = {__VA_ARGS__};                                                    \
    enum stop why = run(&m, code, (int)(sizeof code / sizeof *code), data, (int)sizeof(data));  \
    printf("%s: %s after %ld, v0 %d, v1 %d, v2 %d, i %03x\n", name, reasons[why], m.steps, m.v[0], \
           m.v[1], m.v[2], m.i);                                                                \
    for (unsigned k = 0; k < 5 && k < sizeof code / sizeof *code; k++) disassemble(code[k]);    \
    putchar('\n');                                                                              \
    show(&m, rows);                                                                             \
  } while (0)

int main(void) {
  static const char *const reasons[] = {"running", "halted", "bad opcode", "stack overflow", "stack empty"};
  static struct machine m;
  static const u8 none[1] = {0}, list[8] = {9, 200, 3, 77, 3, 250, 1, 42}, ship[4] = {0x18, 0x3c, 0xff, 0x66};
  RUN("digits", 7, none, 0x6000, 0x6101, 0x6200, 0xf229, 0xd015, 0x7006, 0x7201, 0x320a, 0x1206, 0x1212);
  RUN("sum", 0, none, 0x6000, 0x610a, 0x8014, 0x71ff, 0x3100, 0x1204, 0x120c);
  RUN("decimal", 6, none, 0x63fe, 0xa3f0, 0xf333, 0xa3f0, 0xf265, 0x6402, 0x6500, 0xf029, 0xd455, 0x7406, 0xf129, 0xd455,
      0x7406, 0xf229, 0xd455, 0x121e);
  RUN("largest", 0, list, 0xa300, 0x6200, 0x6408, 0xf065, 0x8500, 0x8525, 0x3f00, 0x8200, 0x74ff, 0x3400, 0x1206, 0x1216);
  RUN("ship", 5, ship, 0xa300, 0x6003, 0x6100, 0xd014, 0x700c, 0x403f, 0x1210, 0x1206, 0x1210);
  RUN("collide", 2, ship, 0xa300, 0x6005, 0x6100, 0xd014, 0xd014, 0x82f0, 0x120c);
  RUN("recurse", 0, none, 0x7001, 0x2200);
  RUN("return", 0, none, 0x00ee);
  RUN("random", 3, none, 0xa300, 0xc03f, 0xc101, 0xf029, 0xd012, 0x7201, 0x3205, 0x1202, 0x1210);
  RUN("wait", 0, none, 0x600a, 0xf015, 0xf107, 0x3100, 0x1204, 0xf20a, 0x120c);
  RUN("unknown", 0, none, 0x60ff, 0x8009);
  RUN("forever", 0, none, 0x7001, 0x1200);
  return 0;
}
