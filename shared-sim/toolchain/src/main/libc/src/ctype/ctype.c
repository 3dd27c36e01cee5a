#include <ctype.h>

/* c may also be EOF, which is in no class; as unsigned it is far above any range. */
static int between(int c, int first, int last) {
  return (unsigned)c - (unsigned)first <= (unsigned)(last - first);
}

int isdigit(int c) { return between(c, '0', '9'); }
int islower(int c) { return between(c, 'a', 'z'); }
int isupper(int c) { return between(c, 'A', 'Z'); }
int isalpha(int c) { return islower(c) || isupper(c); }
int isalnum(int c) { return isalpha(c) || isdigit(c); }
int isblank(int c) { return c == ' ' || c == '\t'; }
int isspace(int c) { return c == ' ' || between(c, '\t', '\r'); }
int isprint(int c) { return between(c, ' ', '~'); }
int isgraph(int c) { return between(c, '!', '~'); }
int ispunct(int c) { return isgraph(c) && !isalnum(c); }
int iscntrl(int c) { return between(c, 0, 31) || c == 127; }
int isxdigit(int c) { return isdigit(c) || between(c, 'a', 'f') || between(c, 'A', 'F'); }
int isascii(int c) { return between(c, 0, 127); }
int toascii(int c) { return c & 127; }
int tolower(int c) { return isupper(c) ? c + ('a' - 'A') : c; }
int toupper(int c) { return islower(c) ? c - ('a' - 'A') : c; }
