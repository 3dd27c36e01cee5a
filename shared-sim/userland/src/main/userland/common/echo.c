/* echo: arguments with a space between (-n no line end, -e escapes). */
#include <stdio.h>
#include <string.h>

#include "escape.h"

int echo_main(int count, char **arguments) {
  int newline = 1;
  int escapes = 0;
  int i = 1;
  for (; i < count && arguments[i][0] == '-' && arguments[i][1]; i++) {
    const char *letter = arguments[i] + 1;
    if (letter[strspn(letter, "neE")]) {
      break;
    }
    for (; *letter; letter++) {
      newline &= *letter != 'n';
      escapes = *letter == 'e' ? 1 : *letter == 'E' ? 0 : escapes;
    }
  }
  for (; i < count; i++) {
    if (!escapes) {
      fputs(arguments[i], stdout);
    } else if (!print_escaped(arguments[i], 1)) {
      return 0;
    }
    if (i + 1 < count) {
      putchar(' ');
    }
  }
  if (newline) {
    putchar('\n');
  }
  return fflush(stdout) == 0 ? 0 : 1;
}
