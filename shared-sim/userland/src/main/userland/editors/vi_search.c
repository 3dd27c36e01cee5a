/* Patterns: searching, and substituting. */
#include <ctype.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "vi.h"

enum { GROUPS = 10 };

static regex_t expression;
static char *last_pattern;
static int is_compiled, compiled_case;
static int last_forward = 1;
static char *last_offset; /* what stands behind the pattern */
static regmatch_t groups[GROUPS];
static char *last_replacement;
static int last_flags;

int vi_compile(const char *pattern, int length) {
  if (length) {
    char *copy = allocate((size_t)length + 1);
    memcpy(copy, pattern, (size_t)length);
    copy[length] = 0;
    free(last_pattern);
    last_pattern = copy;
  } else if (!last_pattern) {
    vi_fail("E35: No previous regular expression");
    return 0;
  } else if (is_compiled && compiled_case == vi_options.ignorecase) {
    return 1;
  }
  if (is_compiled) {
    regfree(&expression);
  }
  compiled_case = vi_options.ignorecase;
  is_compiled = regcomp(&expression, last_pattern, compiled_case ? REG_ICASE : 0) == 0;
  if (!is_compiled) {
    vi_fail("E383: Invalid search string: %s", last_pattern);
  }
  return is_compiled;
}

/* The first match in a line that begins at a column or behind it. */
int vi_match(int row, int from, int *begin, int *end) {
  const struct line *line = &vi.lines[row];
  if (from > line->length) {
    return 0;
  }
  groups[0].rm_so = from;
  groups[0].rm_eo = line->length;
  if (regexec(&expression, line->text, GROUPS, groups, REG_STARTEND | (from ? REG_NOTBOL : 0)) !=
      0) {
    return 0;
  }
  *begin = (int)groups[0].rm_so;
  *end = (int)groups[0].rm_eo;
  return 1;
}

int vi_group(int number, int *begin, int *end) {
  *begin = (int)groups[number].rm_so;
  *end = (int)groups[number].rm_eo;
  return *begin >= 0;
}

/* The last match in a line that begins before a column. */
static int match_before(int row, int before, int *begin) {
  int from = 0, at, end, found = 0;
  while (vi_match(row, from, &at, &end) && at < before) {
    found = 1;
    *begin = at;
    from = vi_next(row, at);
    if (from == at) {
      break;
    }
  }
  return found;
}

static int search_line(int forward, int row, int column, struct place *at) {
  int end;
  at->row = row;
  if (forward) {
    return vi_match(row, column, &at->column, &end) &&
           (at->column < vi.lines[row].length || vi.lines[row].length == 0 || column == 0);
  }
  return match_before(row, column, &at->column);
}

/* From the cursor on, and over the end of the file. */
int vi_search(int forward, struct place *at) {
  int row = vi.cursor.row, i;
  int column = forward ? vi_next(row, vi.cursor.column) : vi.cursor.column;
  if (forward && (column >= vi.lines[row].length)) {
    column = LONG_LINE;
  }
  for (i = 0; i <= vi.count; i++) {
    if (search_line(forward, row, column, at)) {
      if (at->column && at->column >= vi.lines[row].length) {
        at->column = vi_previous(row, vi.lines[row].length);
      }
      return 1;
    }
    row += forward ? 1 : -1;
    if (row < 0 || row >= vi.count) {
      if (!vi_options.wrapscan) {
        vi_fail(forward ? "E385: Search hit BOTTOM without match for: %s"
                        : "E384: Search hit TOP without match for: %s",
                last_pattern);
        return 0;
      }
      row = forward ? 0 : vi.count - 1;
      vi_say(forward ? "search hit BOTTOM, continuing at TOP"
                     : "search hit TOP, continuing at BOTTOM");
    }
    column = forward ? 0 : LONG_LINE;
  }
  vi_fail("E486: Pattern not found: %s", last_pattern);
  return 0;
}

/* The pattern up to its delimiter; what stands behind it is kept, as in /x/+1. */
static int take_pattern(const char *typed, int delimiter) {
  int length = 0;
  while (typed[length] && typed[length] != delimiter) {
    length += typed[length] == '\\' && typed[length + 1] ? 2 : 1;
  }
  free(last_offset);
  last_offset = typed[length] && typed[length + 1] ? strdup(typed + length + 1) : NULL;
  return vi_compile(typed, length);
}

static enum move apply_offset(void) {
  const char *offset = last_offset;
  int by;
  if (!offset || !strchr("+-0123456789", *offset)) {
    return MOVE_BEFORE;
  }
  by = isdigit((unsigned char)*offset)     ? atoi(offset)
       : isdigit((unsigned char)offset[1]) ? atoi(offset)
       : *offset == '+'                    ? 1
                                           : -1;
  vi.cursor.row += by;
  vi.cursor.row = vi.cursor.row < 0 ? 0 : vi.cursor.row;
  vi.cursor.row = vi.cursor.row >= vi.count ? vi.count - 1 : vi.cursor.row;
  vi.cursor.column = vi_first_word(vi.cursor.row);
  return MOVE_LINES;
}

enum move vi_search_move(int key, int count) {
  struct place before = vi.cursor, at;
  int forward = last_forward;
  if (key == '/' || key == '?') {
    char prompt[2] = {(char)key, 0};
    char *typed = vi_ask(prompt);
    int ok;
    if (!typed) {
      return MOVE_NONE;
    }
    ok = take_pattern(typed, key);
    free(typed);
    if (!ok) {
      return MOVE_NONE;
    }
    forward = last_forward = key == '/';
  } else {
    if (!vi_compile("", 0)) {
      return MOVE_NONE;
    }
    forward = key == 'n' ? forward : !forward;
  }
  while (count-- > 0) {
    if (!vi_search(forward, &at)) {
      vi.cursor = before;
      return MOVE_NONE;
    }
    vi.cursor = at;
  }
  vi.marks[BEFORE_JUMP] = before;
  return apply_offset();
}

/* What a match becomes: & and \1 to \9, and letters as \u, \l, \U, \L and \E say. */
struct result {
  char *text;
  int length, room;
  int once, always; /* 'u', 'l' or 0 */
};

static void put(struct result *result, char c) {
  int change = result->once ? result->once : result->always;
  unsigned char byte = (unsigned char)c;
  result->once = 0;
  if (result->length + 2 > result->room) {
    result->room = result->room * 2 + 80;
    result->text = reallocate(result->text, (size_t)result->room);
  }
  result->text[result->length++] = (char)(change == 'u'   ? toupper(byte)
                                          : change == 'l' ? tolower(byte)
                                                          : byte);
  result->text[result->length] = 0;
}

static void put_group(struct result *result, const char *line, int number) {
  int i, begin, end;
  if (vi_group(number, &begin, &end)) {
    for (i = begin; i < end; i++) {
      put(result, line[i]);
    }
  }
}

static void put_replacement(struct result *result, const char *line, const char *text) {
  for (; *text; text++) {
    if (*text == '&') {
      put_group(result, line, 0);
    } else if (*text != '\\' || !text[1]) {
      put(result, *text);
    } else {
      char c = *++text;
      if (isdigit((unsigned char)c)) {
        put_group(result, line, c - '0');
      } else if (c == 'u' || c == 'l') {
        result->once = c;
      } else if (c == 'U' || c == 'L') {
        result->always = c == 'U' ? 'u' : 'l';
      } else if (c == 'E' || c == 'e') {
        result->once = result->always = 0;
      } else {
        put(result, (char)(c == 'r' ? '\r' : c == 't' ? '\t' : c == 'n' ? '\0' : c));
      }
    }
  }
  result->once = result->always = 0;
}

/* y, n, a, q or l. */
static int ask_about(int row, int begin, const char *replacement) {
  int key;
  vi.cursor.row = row;
  vi.cursor.column = begin;
  vi_scroll_to_cursor();
  do {
    vi_say("replace with %s? (y)es/(n)o/(a)ll/(q)uit/(l)ast", replacement);
    key = vi_key();
    key = key == '\033' ? 'q' : key;
  } while (!strchr("ynaql", key) && !vi.ended);
  return key;
}

/* A carriage return makes two lines of one. */
static int set_lines(int row, const struct result *result) {
  struct line *fresh = NULL;
  int from = 0, count = 0, i;
  for (i = 0; i <= result->length; i++) {
    if (i == result->length || result->text[i] == '\r') {
      fresh = reallocate(fresh, (size_t)(count + 1) * sizeof *fresh);
      fresh[count++] = vi_new_line(result->text + from, i - from);
      from = i + 1;
    }
  }
  fresh[0].marked = vi.lines[row].marked;
  vi_replace(row, 1, fresh, count);
  free(fresh);
  return count - 1;
}

enum { EVERYWHERE = 1, ASKS = 2, STOPS = 4 };

/* Whether this match is to be replaced, as somebody says who may be asked. */
static int is_wanted(int row, int begin, int *flags) {
  int answer = *flags & ASKS ? ask_about(row, begin, last_replacement) : 'y';
  *flags &= answer == 'a' ? ~ASKS : ~0;
  *flags |= answer == 'q' || answer == 'l' ? STOPS : 0;
  return strchr("yal", answer) != NULL;
}

/* How many lines it has become, or 0. An empty match right behind another is none. */
static int substitute_line(int row, int *flags, int *made) {
  struct result result = {NULL, 0, 0, 0, 0};
  const struct line *line = &vi.lines[row];
  int from = 0, copied = 0, last = -1, begin, end, count = 0;
  while (vi_match(row, from, &begin, &end)) {
    if ((begin < end || begin != last) && is_wanted(row, begin, flags)) {
      vi_match(row, from, &begin, &end);
      for (; copied < begin; copied++) {
        put(&result, line->text[copied]);
      }
      put_replacement(&result, line->text, last_replacement);
      copied = end;
      count++;
    }
    last = end;
    from = end > begin ? end : vi_next(row, end);
    if (!(*flags & EVERYWHERE) || *flags & STOPS || from >= line->length) {
      break;
    }
  }
  if (!count) {
    return 0;
  }
  for (; copied < line->length; copied++) {
    put(&result, line->text[copied]);
  }
  if (!result.text) {
    put(&result, 0);
    result.length = 0;
  }
  *made += count;
  count = set_lines(row, &result);
  free(result.text);
  return 1 + count;
}

/* "/pattern/replacement/flags", or flags alone for the same once more. */
static int take_substitution(const char *rest) {
  char delimiter = *rest;
  int length = 0, i = 0;
  char *text;
  if (!delimiter || isalnum((unsigned char)delimiter) || delimiter == '&') {
    last_flags = 0;
    if (!last_replacement) {
      vi_fail("E35: No previous regular expression");
      return 0;
    }
    rest += delimiter == '&';
    if (!vi_compile("", 0)) {
      return 0;
    }
  } else {
    rest++;
    while (rest[length] && rest[length] != delimiter) {
      length += rest[length] == '\\' && rest[length + 1] ? 2 : 1;
    }
    if (!vi_compile(rest, length)) {
      return 0;
    }
    rest += length + (rest[length] == delimiter);
    text = allocate(strlen(rest) + 1);
    while (*rest && *rest != delimiter) {
      if (*rest == '\\' && rest[1] == delimiter) {
        rest++;
      } else if (*rest == '\\' && rest[1]) {
        text[i++] = *rest++;
      }
      text[i++] = *rest++;
    }
    text[i] = 0;
    free(last_replacement);
    last_replacement = text;
    rest += *rest == delimiter;
    last_flags = 0;
  }
  for (; *rest; rest++) {
    if (*rest == 'g' || *rest == 'c') {
      last_flags |= *rest == 'g' ? EVERYWHERE : ASKS;
    } else if (*rest != ' ') {
      vi_fail("E488: Trailing characters: %s", rest);
      return 0;
    }
  }
  return 1;
}

void vi_substitute(int first, int last, const char *rest) {
  int row, made = 0, lines = 0, flags, at = -1;
  if (!take_substitution(rest)) {
    return;
  }
  flags = last_flags;
  for (row = first; row <= last && !(flags & STOPS); row++) {
    int more = substitute_line(row, &flags, &made);
    if (more) {
      lines++;
      row += more - 1;
      last += more - 1;
      at = row;
    }
  }
  if (at < 0) {
    if (!(flags & STOPS)) {
      vi_fail("E486: Pattern not found: %s", last_pattern);
    }
    return;
  }
  vi.cursor.row = at;
  vi.cursor.column = vi_first_word(at);
  if (made > 2) {
    vi_say("%d substitutions on %d line%s", made, lines, lines == 1 ? "" : "s");
  }
}
