#include <wchar.h>

struct range {
  unsigned first;
  unsigned last;
};

/* East Asian wide characters and emoji (Unicode Standard Annex 11), in large ranges. */
static const struct range wide_ranges[] = {
    {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},
    {0x4e00, 0x9fff},   {0xa000, 0xa4cf},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},
    {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f},
    {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
};

/* Combining marks and characters without a width. */
static const struct range empty_ranges[] = {
    {0x0300, 0x036f}, {0x200b, 0x200f}, {0x20d0, 0x20f0}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
};

static int within(unsigned c, const struct range *ranges, unsigned count) {
  unsigned i;
  for (i = 0; i < count; i++) {
    if (c >= ranges[i].first && c <= ranges[i].last) {
      return 1;
    }
  }
  return 0;
}

#define WITHIN(c, ranges) within(c, ranges, sizeof ranges / sizeof ranges[0])

int wcwidth(wchar_t wide) {
  unsigned c = (unsigned)wide;
  if (c == 0) {
    return 0;
  }
  if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c > 0x10ffff) {
    return -1;
  }
  if (WITHIN(c, empty_ranges)) {
    return 0;
  }
  return WITHIN(c, wide_ranges) ? 2 : 1;
}

int wcswidth(const wchar_t *string, size_t limit) {
  int width = 0;
  for (; limit > 0 && *string; limit--, string++) {
    int one = wcwidth(*string);
    if (one < 0) {
      return -1;
    }
    width += one;
  }
  return width;
}
