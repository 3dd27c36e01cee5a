#include <ctype.h>
#include <wctype.h>

static int ascii(wint_t c) { return c < 0x80; }

int iswalpha(wint_t c) { return ascii(c) && isalpha((int)c); }
int iswdigit(wint_t c) { return ascii(c) && isdigit((int)c); }
int iswalnum(wint_t c) { return ascii(c) && isalnum((int)c); }
int iswblank(wint_t c) { return ascii(c) && isblank((int)c); }
int iswspace(wint_t c) { return ascii(c) && isspace((int)c); }
int iswlower(wint_t c) { return ascii(c) && islower((int)c); }
int iswupper(wint_t c) { return ascii(c) && isupper((int)c); }
int iswpunct(wint_t c) { return ascii(c) && ispunct((int)c); }
int iswxdigit(wint_t c) { return ascii(c) && isxdigit((int)c); }
int iswcntrl(wint_t c) { return ascii(c) ? iscntrl((int)c) : c < 0xa0; }
int iswprint(wint_t c) {
  int width = wcwidth((wchar_t)c);
  return width > 0 || (width == 0 && c != 0);
}
int iswgraph(wint_t c) { return iswprint(c) && c != ' '; }
wint_t towlower(wint_t c) { return ascii(c) ? (wint_t)tolower((int)c) : c; }
wint_t towupper(wint_t c) { return ascii(c) ? (wint_t)toupper((int)c) : c; }
