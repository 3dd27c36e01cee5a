#include <ctype.h>
#include <fnmatch.h>
#include <string.h>

static int fold(int c, int flags) { return flags & FNM_CASEFOLD ? tolower(c) : c; }

struct class {
  const char *name;
  int (*contains)(int c);
};

static const struct class classes[] = {
    {"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl},
    {"digit", isdigit}, {"graph", isgraph}, {"lower", islower}, {"print", isprint},
    {"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit},
};

/* [:name:], with pattern behind its first colon; NULL if it is none. */
static const char *match_class(const char *pattern, int c, int *matched) {
  const char *end = strstr(pattern, ":]");
  unsigned i;
  for (i = 0; end && i < sizeof classes / sizeof classes[0]; i++) {
    size_t length = strlen(classes[i].name);
    if (length == (size_t)(end - pattern) && memcmp(classes[i].name, pattern, length) == 0) {
      *matched |= classes[i].contains(c) != 0;
      return end + 2;
    }
  }
  return NULL;
}

static int take_character(const char **pattern, int flags) {
  if (**pattern == '\\' && !(flags & FNM_NOESCAPE) && (*pattern)[1]) {
    ++*pattern;
  }
  return (unsigned char)*(*pattern)++;
}

/* A bracket expression, with pattern behind its bracket. Returns what follows it; NULL if it does
   not end, so that the bracket stands for itself. */
static const char *match_bracket(const char *pattern, int c, int flags, int *result) {
  int inverted = *pattern == '!' || *pattern == '^';
  int matched = 0;
  const char *first;
  pattern += inverted;
  first = pattern;
  while (*pattern && (*pattern != ']' || pattern == first)) {
    const char *behind = NULL;
    int from;
    int to;
    if (pattern[0] == '[' && pattern[1] == ':') {
      behind = match_class(pattern + 2, c, &matched);
    }
    if (behind) {
      pattern = behind;
      continue;
    }
    from = take_character(&pattern, flags);
    to = from;
    if (pattern[0] == '-' && pattern[1] && pattern[1] != ']') {
      pattern++;
      to = take_character(&pattern, flags);
    }
    matched |= fold(c, flags) >= fold(from, flags) && fold(c, flags) <= fold(to, flags);
  }
  *result = matched != inverted;
  return *pattern ? pattern + 1 : NULL;
}

/* Whether a period here must be matched by a period. */
static int leading_period(const char *string, const char *begin, int flags) {
  if (*string != '.' || !(flags & FNM_PERIOD)) {
    return 0;
  }
  return string == begin || ((flags & FNM_PATHNAME) && string[-1] == '/');
}

/* One element of the pattern that is no star. Returns what follows it; NULL for no match. */
static const char *match_one(const char *pattern, const char *string, const char *begin,
                             int flags) {
  int c = (unsigned char)*string;
  int special = leading_period(string, begin, flags) || (c == '/' && (flags & FNM_PATHNAME));
  if (*pattern == '?') {
    return special ? NULL : pattern + 1;
  }
  if (*pattern == '[') {
    int matched;
    const char *behind = match_bracket(pattern + 1, c, flags, &matched);
    if (behind) {
      return matched && !special ? behind : NULL;
    }
  }
  return fold(take_character(&pattern, flags), flags) == fold(c, flags) ? pattern : NULL;
}

/* After a mismatch the last star takes one character more. Stars before it need not be tried again,
   except that a star takes no slash: then the one before has had its chance as well. */
int fnmatch(const char *pattern, const char *string, int flags) {
  const char *begin = string;
  const char *star = NULL;
  const char *resume = NULL;
  for (;;) {
    if (*pattern == '*' && !leading_period(string, begin, flags)) {
      star = ++pattern;
      resume = string;
      continue;
    }
    if (!*string && !*pattern) {
      return 0;
    }
    if (!*pattern && *string == '/' && (flags & FNM_LEADING_DIR)) {
      return 0;
    }
    if (*string && *pattern && *pattern != '*') {
      const char *next = match_one(pattern, string, begin, flags);
      if (next) {
        pattern = next;
        string++;
        continue;
      }
    }
    if (!star || !*resume || (*resume == '/' && (flags & FNM_PATHNAME))) {
      return FNM_NOMATCH;
    }
    string = ++resume;
    pattern = star;
  }
}
