#include <stdio.h>

static void codes(const char *s, int n) {
  for (int i = 0; i < n; i++) printf("%d ", (unsigned char)s[i]);
  putchar('\n');
}

int main(void) {
  codes("\a\b\f\n\r\t\v\\\'\"\?", 12);
  codes("\0\01\012\0123\x0f\xfe\e", 9);
  codes("\u00e9\u20ac\U0001f600", 10);
  codes("a\
b", 3);
  codes("é", 3);
  codes("", 1);
  printf("%d %d\n", (int)sizeof "\08", (int)sizeof "\xab"[0]);
  puts("quotes: \" ' tab:\t|");
  return 0;
}
