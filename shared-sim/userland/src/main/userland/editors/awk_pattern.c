/* Regular expressions as awk writes them: with backslashes in sets, too. */
#include "awk.h"

#include <stdlib.h>
#include <string.h>

#include "../tools/programs.h"

static const char *end_of_class(const char *at) {
  char end[3] = {at[1], ']', 0};
  const char *found = strstr(at + 2, end);
  return found ? found + 2 : at + 1;
}

/* A set from its bracket on; a bracket that is meant stands first, a minus last. */
static const char *add_set(const char *at, char **to) {
  const char *begin = at + 1;
  char *out = *to;
  int bracket = 0;
  int minus = 0;
  *out++ = '[';
  if (*begin == '^') {
    *out++ = *begin++;
  }
  for (at = begin; *at && (*at != ']' || at == begin); at++) {
    bracket |= *at == ']' || (at[0] == '\\' && at[1] == ']');
    at += at[0] == '\\' && at[1];
  }
  if (bracket) {
    *out++ = ']';
  }
  for (at = begin; *at && (*at != ']' || at == begin);) {
    if (at[0] == '[' && at[1] && strchr(":.=", at[1])) {
      const char *end = end_of_class(at);
      memcpy(out, at, (size_t)(end - at));
      out += end - at;
      at = end;
    } else if (at[0] == '\\' && at[1]) {
      struct string *meant;
      size_t length = 2;
      while (length < 4 && at[1] >= '0' && at[1] <= '7' && at[length] >= '0' && at[length] <= '7') {
        length++;
      }
      meant = unescaped(at, length);
      minus |= at[1] == '-';
      if (at[1] != ']' && at[1] != '-') {
        *out++ = meant->length == 1 ? meant->text[0] : at[1];
      }
      release(meant);
      at += length;
    } else {
      if (*at != ']') {
        *out++ = *at;
      }
      at++;
    }
  }
  if (minus) {
    *out++ = '-';
  }
  if (*at) {
    *out++ = *at++;
  }
  *to = out;
  return at;
}

const char *compile_pattern(regex_t *pattern, const char *text) {
  static char words[128];
  char *own = allocate(strlen(text) * 2 + 4);
  char *to = own;
  int error;
  while (*text) {
    if (*text == '[') {
      text = add_set(text, &to);
    } else if (text[0] == '\\' && text[1] && strchr("abfnrtv\"/", text[1])) {
      struct string *meant = unescaped(text, 2);
      *to++ = meant->text[0];
      release(meant);
      text += 2;
    } else if (text[0] == '\\' && text[1]) {
      *to++ = *text++;
      *to++ = *text++;
    } else {
      *to++ = *text++;
    }
  }
  *to = 0;
  error = regcomp(pattern, own, REG_EXTENDED);
  free(own);
  if (!error) {
    return NULL;
  }
  regerror(error, pattern, words, sizeof words);
  return words;
}
