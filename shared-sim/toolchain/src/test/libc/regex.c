/* Regular expressions: chosen ones with their groups, random ones with where they match. */
#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "random.h"

static void groups(const char *pattern, const char *text, int flags) {
  regex_t regex;
  regmatch_t matches[10];
  char message[80];
  int error = regcomp(&regex, pattern, flags);
  unsigned i;
  printf("%s %s %d:", pattern, text, flags);
  if (error) {
    regerror(error, &regex, message, sizeof message);
    printf(" %s\n", message);
    return;
  }
  printf(" %zu", regex.re_nsub);
  if (regexec(&regex, text, 10, matches, 0) == 0) {
    for (i = 0; i <= regex.re_nsub && i < 10; i++) {
      printf(" (%d,%d)", matches[i].rm_so, matches[i].rm_eo);
    }
  }
  printf(" %d\n", regexec(&regex, text, 0, NULL, REG_NOTBOL | REG_NOTEOL));
  regfree(&regex);
}

static void chosen(void) {
  static const char *const cases[][2] = {
      {"abc", "xxabcxx"}, {"a*", "baaa"}, {"^a.c$", "abc"}, {"[a-c]*d", "xabcd"},
      {"\\(a\\)\\1", "baab"}, {"(a+)(b+)", "xaabbb"},
      {"a{2,3}", "aaaa"}, {"a\\{2,3\\}", "aaaa"}, {"(ab){2}", "ababab"}, {"x?y", "xxy"},
      {"[[:digit:]]+", "ab123c"}, {"[^[:space:]]*", " a"}, {"\\<word\\>", "a word here"},
      {"\\w+", "--ab_1--"}, {"a|b|cd", "xcd"}, {"()b", "ab"}, {"(^a|b)c", "bc"}, {"[]a]b", "]b"},
      {"[a-", "a"}, {"(", "a"}, {"\\(", "a"}, {"a)", "a)"}, {"*a", "*a"}, {"a\\", "a"},
      {"a{1", "a"},
      {"[b-a]", "a"}, {"[[:nope:]]", "a"}, {"\\1", "a"}, {"(a)\\2", "a"},
      {"a\\|b", "b"}, {"a$b", "a$b"}, {"a^b", "a^b"}, {"\\.", "a.b"}, {"(a*)+", "aab"},
      {"(.*)-(.*)", "a-b-c"}, {"([a-z]+)([0-9]*)", "abc12"}, {".\\b.", "a b"}, {"HELLO", "hello"},
      {"(a?)*b", "aab"}, {"([ab])([bc])\\2\\1", "abba acca"}, {"x{0}y", "xy"}, {"", "abc"},
  };
  static const int flags[] = {0, REG_EXTENDED, REG_ICASE, REG_EXTENDED | REG_ICASE};
  unsigned i;
  unsigned j;
  for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    for (j = 0; j < 4; j++) {
      groups(cases[i][0], cases[i][1], flags[j]);
    }
  }
  groups("^b.d$", "a\nbcd\ne", REG_NEWLINE);
  groups("a[^x]b", "a\nb", REG_NEWLINE);
}

static void append_piece(char *text, const char *const *pieces, int count) {
  strcat(text, pieces[random_below(count)]);
}

static void random_pattern(char *pattern) {
  static const char *const atoms[] = {"a", "b", "c", ".", "[ab]", "[^a]", "(a|b)", "(ab|a)",
                                      "(b*c)", "(a?b)", "((a|b)c)", "|"};
  static const char *const repetitions[] = {"*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}"};
  int length = random_below(6);
  int repeatable;
  strcpy(pattern, random_below(6) ? "" : "^");
  while (length-- > 0) {
    append_piece(pattern, atoms, 12);
    repeatable = pattern[strlen(pattern) - 1] != '|';
    if (repeatable && random_below(2)) {
      append_piece(pattern, repetitions, 7);
    }
  }
  strcat(pattern, random_below(6) ? "" : "$");
}

static void random_ones(void) {
  static const char *const letters[] = {"a", "b", "c", "ab"};
  int i;
  for (i = 0; i < 20000; i++) {
    char pattern[80];
    char text[40] = "";
    regex_t regex;
    regmatch_t match;
    int length = random_below(10);
    random_pattern(pattern);
    while (length-- > 0) {
      append_piece(text, letters, 4);
    }
    if (regcomp(&regex, pattern, REG_EXTENDED) != 0) {
      printf("%s is refused\n", pattern);
    } else if (regexec(&regex, text, 1, &match, 0) == 0) {
      printf("%s %s %d %d\n", pattern, text, match.rm_so, match.rm_eo);
      regfree(&regex);
    } else {
      printf("%s %s none\n", pattern, text);
      regfree(&regex);
    }
  }
}

/* Parts of a string: the match is told from its beginning, and what is in front is seen. */
static void parts(void) {
  static const char *const patterns[] = {"\\<a", "^a", "a$", "\\b", "(a)(b?)", "x*"};
  static const char text[] = "aab xab";
  unsigned i;
  int from, to;
  for (i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    regex_t regex;
    regcomp(&regex, patterns[i], REG_EXTENDED);
    for (from = 0; from <= 7; from++) {
      for (to = from; to <= 7; to++) {
        regmatch_t matches[3] = {{from, to}};
        int error = regexec(&regex, text, 3, matches, REG_STARTEND);
        printf("%s %d-%d: %d", patterns[i], from, to, error);
        if (!error) {
          printf(" (%d,%d) (%d,%d)", matches[0].rm_so, matches[0].rm_eo, matches[1].rm_so,
                 matches[1].rm_eo);
        }
        putchar('\n');
      }
    }
    regfree(&regex);
  }
}

int main(void) {
  chosen();
  parts();
  random_ones();
  return 0;
}
