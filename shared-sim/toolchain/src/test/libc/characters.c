#include <ctype.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "random.h"

static void classes(void) {
  int c;
  for (c = -1; c < 128; c++) {
    printf("%d: %d%d%d%d", c, isalpha(c) != 0, isdigit(c) != 0, isalnum(c) != 0, isspace(c) != 0);
    printf("%d%d%d%d", isupper(c) != 0, islower(c) != 0, ispunct(c) != 0, isprint(c) != 0);
    printf("%d%d%d%d", isgraph(c) != 0, iscntrl(c) != 0, isxdigit(c) != 0, isblank(c) != 0);
    printf(" %d %d\n", tolower(c), toupper(c));
  }
}

/* Any bytes: most are no UTF-8. */
static void decode(void) {
  int i;
  for (i = 0; i < 20000; i++) {
    static const unsigned char likely[] = {0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xe2, 0xed, 0xf0, 0xf4};
    char bytes[5];
    wchar_t wide = 0;
    mbstate_t state;
    size_t used;
    int j;
    for (j = 0; j < 4; j++) {
      bytes[j] = (char)(random_below(2) ? likely[random_below(9)] : random_below(256));
    }
    bytes[4] = 0;
    memset(&state, 0, sizeof state);
    used = mbrtowc(&wide, bytes, (size_t)random_below(5), &state);
    /* Whether the beginning of what can be no character is refused at once is left open. */
    if (used > 4 || wide > 0x10ffff) {
      printf("refused\n");
    } else {
      printf("%d %lx\n", (int)used, (long)wide);
    }
  }
}

static void encode(void) {
  int i;
  for (i = 0; i < 5000; i++) {
    char bytes[8] = "";
    wchar_t wide = (wchar_t)(random_word() % 0x110000 >> random_below(16));
    size_t used = wcrtomb(bytes, wide, NULL);
    printf("%lx %d %02x%02x%02x%02x\n", (long)wide, (int)used, bytes[0] & 255, bytes[1] & 255,
           bytes[2] & 255, bytes[3] & 255);
  }
}

static void strings(void) {
  wchar_t wide[40];
  char bytes[80];
  printf("%zu ", mbstowcs(wide, "gr\xc3\xbc\xc3\x9f dich \xe2\x82\xac", 40));
  printf("%zu %zu ", wcslen(wide), wcstombs(bytes, wide, sizeof bytes));
  printf("%s %zd\n", bytes, mbstowcs(NULL, "\xff", 0));
  printf("%ls|%.3ls|%lc|%8ls|\n", wide, wide, (wint_t)0x20ac, L"\x20ac");
  printf("%d %d\n", wcscmp(L"abc", L"abd") < 0, wcsncmp(L"abc", L"abd", 2));
  printf("%ls %ls\n", wcschr(L"hello", L'l'), wcsstr(L"hello world", L"o w"));
  printf("%d %d %d %d\n", wcwidth(L'a'), wcwidth(0x4e2d), wcwidth(0x301), wcwidth(7));
}

int main(void) {
  setlocale(LC_ALL, "C.UTF-8");
  classes();
  decode();
  encode();
  strings();
  return 0;
}
