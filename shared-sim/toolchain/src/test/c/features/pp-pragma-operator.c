#include <stdio.h>

#define DO_PRAGMA(x) _Pragma(#x)
#define SILENT DO_PRAGMA(GCC diagnostic push) DO_PRAGMA(GCC diagnostic pop)

#pragma STDC FP_CONTRACT OFF
#pragma unknown pragma that is ignored
#pragma

SILENT
_Pragma("GCC diagnostic push")
static int f(void) {
  _Pragma("unknown \"inside\" text") return 4;
}
_Pragma("GCC diagnostic pop")

int main(void) {
  SILENT
  printf("%d\n", f());
  return 0;
}
