#include <stdio.h>

#define PART "mid"
static const char text[] = "begin " PART " end"
    "\tnew"
    "\n";

int main(void) {
  printf("%s%d\n", text, (int)sizeof text);
  puts("a" "" "b" "\x41" "B" "\0hidden");
  printf("%d\n", (int)sizeof("12" "34"));
  printf("%d %d\n", "\1" "2"[0], (int)sizeof "\12" - 1);
  puts("line \
continued");
  puts("\x1b" "[0m" + 1);
  puts("100%" " sure");
  return 0;
}
