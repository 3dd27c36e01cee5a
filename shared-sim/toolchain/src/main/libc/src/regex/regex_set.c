/* Bracket expressions (POSIX, 9.3.5). */
#include <ctype.h>
#include <string.h>

#include "../internal/regex_parser.h"

struct class {
  const char *name;
  int (*contains)(int c);
};

static const struct class classes[] = {
    {"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl},
    {"digit", isdigit}, {"graph", isgraph}, {"lower", islower}, {"print", isprint},
    {"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit},
};

static void add(struct set *set, int c) { set->members[c / 8] |= (unsigned char)(1 << c % 8); }

/* The end of what begins with [: [. or [=, or null. */
static const char *find_end(const char *at) {
  char kind = at[1];
  for (at += 2; *at; at++) {
    if (at[0] == kind && at[1] == ']') {
      return at;
    }
  }
  return NULL;
}

static void add_class(struct parser *parser, struct set *set) {
  const char *name = parser->at + 2;
  const char *end = find_end(parser->at);
  unsigned i;
  int c;
  if (!end) {
    parser->error = REG_EBRACK;
    return;
  }
  for (i = 0; i < sizeof classes / sizeof classes[0]; i++) {
    if (strlen(classes[i].name) == (size_t)(end - name) &&
        memcmp(classes[i].name, name, (size_t)(end - name)) == 0) {
      for (c = 0; c < 128; c++) {
        if (classes[i].contains(c)) {
          add(set, c);
        }
      }
      parser->at = end + 2;
      return;
    }
  }
  parser->error = REG_ECTYPE;
}

/* One character, perhaps as [.c.] or [=c=]. */
static int take_character(struct parser *parser) {
  const char *end;
  int c;
  if (parser->at[0] != '[' || (parser->at[1] != '.' && parser->at[1] != '=')) {
    return (unsigned char)*parser->at++;
  }
  end = find_end(parser->at);
  if (!end || end != parser->at + 3) {
    parser->error = end ? REG_ECOLLATE : REG_EBRACK;
    return 0;
  }
  c = (unsigned char)parser->at[2];
  parser->at = end + 2;
  return c;
}

static void add_range(struct parser *parser, struct set *set) {
  int from = take_character(parser);
  int to = from;
  if (parser->at[0] == '-' && parser->at[1] && parser->at[1] != ']') {
    parser->at++;
    to = take_character(parser);
  }
  if (from > to) {
    parser->error = REG_ERANGE;
  }
  for (; from <= to; from++) {
    add(set, from);
  }
}

static void invert(struct set *set, int without_newline) {
  int i;
  for (i = 0; i < 32; i++) {
    set->members[i] = (unsigned char)~set->members[i];
  }
  if (without_newline) {
    set->members['\n' / 8] &= (unsigned char)~(1 << '\n' % 8);
  }
}

void __regex_parse_set(struct parser *parser, struct set *set) {
  int inverted = *parser->at == '^';
  const char *first;
  memset(set, 0, sizeof *set);
  parser->at += inverted;
  first = parser->at;
  while (!parser->error && (*parser->at != ']' || parser->at == first)) {
    if (!*parser->at) {
      parser->error = REG_EBRACK;
    } else if (parser->at[0] == '[' && parser->at[1] == ':') {
      add_class(parser, set);
    } else {
      add_range(parser, set);
    }
  }
  if (parser->error) {
    return;
  }
  parser->at++;
  if (parser->regex->flags & REG_ICASE) {
    int c;
    for (c = 'a'; c <= 'z'; c++) {
      int upper = toupper(c);
      int both = (set->members[c / 8] >> c % 8 | set->members[upper / 8] >> upper % 8) & 1;
      if (both) {
        add(set, c);
        add(set, upper);
      }
    }
  }
  if (inverted) {
    invert(set, parser->regex->flags & REG_NEWLINE);
  }
}
