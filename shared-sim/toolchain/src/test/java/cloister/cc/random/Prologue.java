package cloister.cc.random;

/** What every program begins with. */
final class Prologue {
  static final String TEXT =
      """
      #include <stdarg.h>
      #include <stdio.h>

      typedef signed char i8;
      typedef unsigned char u8;
      typedef short i16;
      typedef unsigned short u16;
      typedef int i32;
      typedef unsigned u32;
      typedef long long i64;
      typedef unsigned long long u64;

      static u32 sum = 1;
      static i32 fuel = 30000;

      static void mix(u64 v) {
        sum = (sum ^ (u32)v) * 16777619u;
        sum = (sum ^ (u32)(v >> 32)) * 16777619u;
        sum ^= sum >> 15;
      }

      static i32 divide_i32(i32 a, i32 b) {
        return b == 0 || (b == -1 && a == -2147483647 - 1) ? a : a / b;
      }
      static u32 divide_u32(u32 a, u32 b) { return b ? a / b : a; }
      static i64 divide_i64(i64 a, i64 b) {
        return b == 0 || (b == -1 && a == -9223372036854775807LL - 1) ? a : a / b;
      }
      static u64 divide_u64(u64 a, u64 b) { return b ? a / b : a; }
      static i32 rest_i32(i32 a, i32 b) { return b == 0 || b == -1 ? 0 : a % b; }
      static u32 rest_u32(u32 a, u32 b) { return b ? a % b : 0; }
      static i64 rest_i64(i64 a, i64 b) { return b == 0 || b == -1 ? 0 : a % b; }
      static u64 rest_u64(u64 a, u64 b) { return b ? a % b : 0; }

      static double tame(double d) { return (double)((i64)d % 1000) / 8; }

      static void mix_list(const char *types, ...) {
        va_list list;
        va_start(list, types);
        for (; *types; types++) {
          switch (*types) {
            case 'i': mix((u64)va_arg(list, i32)); break;
            case 'u': mix(va_arg(list, u32)); break;
            case 'l': mix((u64)va_arg(list, i64)); break;
            case 'd': mix((u64)(i64)va_arg(list, double)); break;
          }
        }
        va_end(list);
      }

      """;

  private Prologue() {}
}
