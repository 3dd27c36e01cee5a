#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef uint16_t c16;
typedef uint32_t c32;

static const wchar_t w[] = L"wide" L" more";
static const c16 u[] = u"a\u20ac" "b";
static const c32 v[] = "x" U"\U0001f600";
static const char b[] = u8"\u00fc";
static const c16 pair[] = u"\U0001f600";

int main(void) {
  printf("%d %d %d %d\n", (int)sizeof w, (int)sizeof u, (int)sizeof v, (int)sizeof b);
  for (const wchar_t *p = w; *p; p++) putchar((int)*p);
  putchar('\n');
  printf("%x %x %x\n", u[0], u[1], u[2]);
  printf("%x %x %x\n", (unsigned)v[0], (unsigned)v[1], (unsigned)v[2]);
  printf("%x %x\n", (unsigned char)b[0], (unsigned char)b[1]);
  printf("%x %x %d\n", pair[0], pair[1], (int)sizeof pair);
  const wchar_t *mixed = L"a" "b" L"c";
  printf("%d%d%d %d\n", (int)mixed[0], (int)mixed[1], (int)mixed[2], (int)sizeof(wchar_t));
  return 0;
}
