#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "random.h"

static const int flags[] = {FNM_PATHNAME, FNM_NOESCAPE, FNM_PERIOD, FNM_LEADING_DIR, FNM_CASEFOLD};

static void compare(const char *pattern, const char *string) {
  int set;
  printf("%s %s ", pattern, string);
  for (set = 0; set < 32; set++) {
    int all = 0;
    int i;
    for (i = 0; i < 5; i++) {
      all |= set >> i & 1 ? flags[i] : 0;
    }
    printf("%d", fnmatch(pattern, string, all));
  }
  printf("\n");
}

int main(void) {
  static const char *const patterns[] = {
      "*", "a*b", "?x", "[a-c]*", "*.c", "[!a]*", "[[:digit:]]*", "\\*", "a/*", "*/b", "**/c",
      "[]x]", "[a", "*[", "a*b*c", ".*", "*a*a*a*b", "[A-Z]", "[^.]", "[a-", "a\\/b", "",
  };
  static const char *const strings[] = {
      "", "a", "ab", "axb", "x.c", ".c", "9z", "*", "a/b", "a/b/c", "]", "[a", "aabbcc", ".hid",
      "a/.b", "aaaaaaaab", "A", "b", "\\*", "-",
  };
  unsigned i;
  unsigned j;
  for (i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
    for (j = 0; j < sizeof strings / sizeof strings[0]; j++) {
      compare(patterns[i], strings[j]);
    }
  }
  for (i = 0; i < 5000; i++) {
    char pattern[10];
    char string[10];
    int length = random_below(8);
    for (j = 0; (int)j < length; j++) {
      pattern[j] = "ab*?*."[random_below(6)];
    }
    pattern[length] = 0;
    length = random_below(8);
    for (j = 0; (int)j < length; j++) {
      string[j] = "aab./"[random_below(5)];
    }
    string[length] = 0;
    compare(pattern, string);
  }
  return 0;
}
