/* Instructions of the x87 as functions (SDM vol. 1, 8.3). Operands go through memory, so that a
   compiler need not know the register stack. */
#ifndef INTERNAL_X87_H
#define INTERNAL_X87_H

#define X87_UNARY(name, instructions)                                              \
  static inline long double name(long double x) {                                  \
    long double result;                                                            \
    __asm__("fldt %1\n\t" instructions "\n\tfstpt %0" : "=m"(result) : "m"(x));    \
    return result;                                                                 \
  }

/* y is loaded first, so it is st(1); x is st(0). */
#define X87_BINARY(name, instructions)                                             \
  static inline long double name(long double y, long double x) {                   \
    long double result;                                                            \
    __asm__("fldt %1\n\tfldt %2\n\t" instructions "\n\tfstpt %0"                   \
            : "=m"(result)                                                         \
            : "m"(y), "m"(x)                                                       \
            : "ax", "cc");                                                         \
    return result;                                                                 \
  }

#define ROUND_DOWN 0x0400
#define ROUND_UP 0x0800
#define ROUND_TO_ZERO 0x0c00

/* To an integer, in a rounding mode of the control word. */
static inline long double x87_round(long double x, unsigned mode) {
  long double result;
  unsigned short control;
  unsigned short with_mode;
  __asm__ volatile("fnstcw %0" : "=m"(control));
  with_mode = (unsigned short)((control & 0xf3ff) | mode);
  __asm__ volatile(
      "fldcw %2\n\t"
      "fldt %1\n\t"
      "frndint\n\t"
      "fstpt %0\n\t"
      "fldcw %3"
      : "=m"(result)
      : "m"(x), "m"(with_mode), "m"(control));
  return result;
}

#endif
