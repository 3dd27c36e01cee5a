#include <stdio.h>
#include <string.h>

int main(void) {
  printf("%d %ld %d\n", __STDC__, __STDC_VERSION__, __STDC_HOSTED__);
  printf("%d %d\n", (int)strlen(__DATE__), (int)strlen(__TIME__));
  printf("%c%c%c\n", __DATE__[3], __TIME__[2], __TIME__[5]);
  const char *file = __FILE__;
  const char *base = strrchr(file, '/');
  puts(base ? base + 1 : file);
#if defined __i386__ && defined __linux__ && defined __ELF__ && !defined __x86_64__
  puts("i386 linux elf");
#endif
  printf("%d %d %d %d\n", __CHAR_BIT__, __SIZEOF_INT__, __SIZEOF_POINTER__, __SIZEOF_LONG_LONG__);
  printf("%d %ld %lld\n", __INT_MAX__, __LONG_MAX__, __LONG_LONG_MAX__);
  printf("%d\n", __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
  __SIZE_TYPE__ s = 1;
  __PTRDIFF_TYPE__ d = -1;
  printf("%d %d\n", (int)sizeof s, (int)d);
#if __GNUC__ >= 4
  puts("GNU C");
#endif
  return 0;
}
