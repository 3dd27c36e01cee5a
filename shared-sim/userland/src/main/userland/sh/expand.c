/* Word expansions (XCU 2.6). A word becomes cells: characters that know whether they were quoted
   and whether they come from an expansion, so that splitting and patterns see what they may. */
#include <ctype.h>
#include <fnmatch.h>
#include <glob.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expand.h"

static void add(struct cells *cells, char c, int marks) {
  if (cells->count == cells->room) {
    cells->room = cells->room ? 2 * cells->room : 64;
    cells->list = realloc(cells->list, cells->room * sizeof *cells->list);
  }
  cells->list[cells->count].c = c;
  cells->list[cells->count++].marks = marks;
}

void cells_add_text(struct cells *cells, const char *text, int marks) {
  for (; *text; text++) {
    add(cells, *text, marks);
  }
}

void cells_free(struct cells *cells) { free(cells->list); }

/* Nothing, but something that was quoted: "" is a field. */
static void add_empty(struct cells *cells) { add(cells, 0, CELL_QUOTED | CELL_EMPTY); }

static const char *expand_dollar(const char *at, struct cells *cells, int marks);

static const char *find_close(const char *at, char close) {
  while (*at && *at != close) {
    if (*at == '\\' && at[1]) {
      at++;
    }
    at++;
  }
  return at;
}

/* In back quotes a backslash goes in front of $, ` and \ (XCU 2.6.3). */
static const char *expand_back_quotes(const char *at, struct cells *cells, int marks) {
  const char *end = find_close(at, '`');
  struct text command = {0};
  char *output;
  for (; at < end; at++) {
    if (*at == '\\' && at[1] && strchr("$`\\", at[1])) {
      at++;
    }
    text_add(&command, *at);
  }
  text_string(&command);
  output = run_captured(command.bytes, command.length);
  cells_add_text(cells, output, marks | CELL_EXPANDED);
  free(output);
  text_free(&command);
  return *end ? end + 1 : end;
}

static const char *expand_double_quotes(const char *at, struct cells *cells) {
  add_empty(cells);
  while (*at && *at != '"') {
    if (*at == '\\' && at[1] && strchr("$`\"\\\n", at[1])) {
      add(cells, at[1], CELL_QUOTED);
      at += 2;
    } else if (*at == '$') {
      at = expand_dollar(at + 1, cells, CELL_QUOTED);
    } else if (*at == '`') {
      at = expand_back_quotes(at + 1, cells, CELL_QUOTED);
    } else {
      add(cells, *at++, CELL_QUOTED);
    }
  }
  return *at ? at + 1 : at;
}

/* A tilde with a name up to a slash, or a colon in an assignment. */
static const char *expand_tilde(const char *at, struct cells *cells) {
  size_t length = strcspn(at, "/:");
  char *name = strndup(at, length);
  const char *home = NULL;
  if (strpbrk(name, "'\"\\$`")) {
    home = NULL;
  } else if (!*name) {
    home = variable_get("HOME");
  } else {
    struct passwd *user = getpwnam(name);
    home = user ? user->pw_dir : NULL;
  }
  free(name);
  if (!home) {
    add(cells, '~', 0);
    return at;
  }
  cells_add_text(cells, home, CELL_QUOTED);
  return at + length;
}

void expand_into(const char *word, struct cells *cells, int flags) {
  const char *at = word;
  while (*at) {
    int begins = at == word || ((flags & EXPAND_ASSIGNMENT) && at[-1] == ':');
    if (*at == '~' && begins && !(flags & EXPAND_QUOTED)) {
      at = expand_tilde(at + 1, cells);
    } else if (*at == '\'' && !(flags & EXPAND_QUOTED)) {
      const char *end = strchr(at + 1, '\'');
      add_empty(cells);
      for (at++; *at && at != end; at++) {
        add(cells, *at, CELL_QUOTED);
      }
      at += *at != 0;
    } else if (*at == '"') {
      at = expand_double_quotes(at + 1, cells);
    } else if (*at == '\\' && at[1]) {
      int special = !(flags & EXPAND_QUOTED) || strchr("$`\"\\}", at[1]) != NULL;
      if (!special) {
        add(cells, '\\', CELL_QUOTED);
      }
      add(cells, at[1], CELL_QUOTED);
      at += 2;
    } else if (*at == '$') {
      at = expand_dollar(at + 1, cells, flags & EXPAND_QUOTED ? CELL_QUOTED : 0);
    } else if (*at == '`') {
      at = expand_back_quotes(at + 1, cells, flags & EXPAND_QUOTED ? CELL_QUOTED : 0);
    } else {
      add(cells, *at++,
          flags & EXPAND_QUOTED  ? CELL_QUOTED
          : flags & EXPAND_SPLIT ? CELL_EXPANDED
                                 : 0);
    }
  }
}

static const char *expand_command(const char *at, struct cells *cells, int marks) {
  const char *end = at;
  char *output;
  skip_nested(&end, ')');
  output = run_captured(at, (size_t)(end - at));
  cells_add_text(cells, output, marks | CELL_EXPANDED);
  free(output);
  return *end ? end + 1 : end;
}

/* Behind "$((": null when what follows is a command in parentheses. */
static const char *expand_arithmetic(const char *at, struct cells *cells, int marks) {
  const char *end = at;
  char *raw;
  char *expression;
  char number[24];
  skip_nested(&end, ')');
  if (!*end || end[1] != ')') {
    return NULL;
  }
  raw = strndup(at, (size_t)(end - at));
  expression = expand_here(raw);
  free(raw);
  snprintf(number, sizeof number, "%ld", evaluate(expression));
  free(expression);
  cells_add_text(cells, number, marks | CELL_EXPANDED);
  return end + 2;
}

/* Behind a dollar sign. */
static const char *expand_dollar(const char *at, struct cells *cells, int marks) {
  if (at[0] == '(' && at[1] == '(') {
    const char *end = expand_arithmetic(at + 2, cells, marks);
    if (end) {
      return end;
    }
  }
  if (*at == '(') {
    return expand_command(at + 1, cells, marks);
  }
  return expand_parameter(at, cells, marks);
}

/* Text without splitting and patterns. */
static char *plain(const struct cells *cells) {
  struct text text = {0};
  size_t i;
  for (i = 0; i < cells->count; i++) {
    if (cells->list[i].marks & CELL_BREAK) {
      text_add(&text, ' ');
    } else if (!(cells->list[i].marks & CELL_EMPTY)) {
      text_add(&text, cells->list[i].c);
    }
  }
  return text_string(&text);
}

char *expand_string(const char *word) {
  struct cells cells = {0};
  char *text;
  expand_into(word, &cells, EXPAND_ASSIGNMENT);
  text = plain(&cells);
  cells_free(&cells);
  return text;
}

/* As in double quotes, but for double quotes themselves. */
char *expand_here(const char *at) {
  struct cells cells = {0};
  char *result;
  while (*at) {
    if (*at == '\\' && at[1] && strchr("$`\\\n", at[1])) {
      if (at[1] != '\n') {
        add(&cells, at[1], CELL_QUOTED);
      }
      at += 2;
    } else if (*at == '$') {
      at = expand_dollar(at + 1, &cells, CELL_QUOTED);
    } else if (*at == '`') {
      at = expand_back_quotes(at + 1, &cells, CELL_QUOTED);
    } else {
      add(&cells, *at++, CELL_QUOTED);
    }
  }
  result = plain(&cells);
  cells_free(&cells);
  return result;
}

static char *pattern_of(const struct cell *list, size_t count) {
  struct text text = {0};
  size_t i;
  for (i = 0; i < count; i++) {
    if (list[i].marks & CELL_EMPTY) {
      continue;
    }
    if ((list[i].marks & CELL_QUOTED) && strchr("*?[]\\-!^", list[i].c)) {
      text_add(&text, '\\');
    }
    text_add(&text, list[i].c);
  }
  return text_string(&text);
}

char *expand_pattern(const char *word) {
  struct cells cells = {0};
  char *pattern;
  expand_into(word, &cells, 0);
  pattern = pattern_of(cells.list, cells.count);
  cells_free(&cells);
  return pattern;
}

static void add_field(struct fields *fields, char *value) {
  if (fields->count + 1 >= fields->room) {
    fields->room = fields->room ? 2 * fields->room : 16;
    fields->values = realloc(fields->values, (size_t)fields->room * sizeof *fields->values);
  }
  fields->values[fields->count++] = value;
  fields->values[fields->count] = NULL;
}

void fields_free(struct fields *fields) {
  int i;
  for (i = 0; i < fields->count; i++) {
    free(fields->values[i]);
  }
  free(fields->values);
  memset(fields, 0, sizeof *fields);
}

/* A field, or the names of files that it is a pattern of. */
static void add_matching(struct fields *fields, const struct cell *list, size_t count) {
  int special = 0;
  size_t i;
  struct cells cells = {0};
  glob_t found;
  char *pattern;
  for (i = 0; i < count && !option_noglob; i++) {
    special |= !(list[i].marks & CELL_QUOTED) && list[i].c && strchr("*?[", list[i].c) != NULL;
  }
  if (special) {
    pattern = pattern_of(list, count);
    special = glob(pattern, 0, NULL, &found) == 0;
    free(pattern);
  }
  if (special) {
    for (i = 0; i < found.gl_pathc; i++) {
      add_field(fields, strdup(found.gl_pathv[i]));
    }
    globfree(&found);
    return;
  }
  cells.list = (struct cell *)list;
  cells.count = count;
  add_field(fields, plain(&cells));
}

static int separates(const struct cell *cell, const char *separators) {
  return (cell->marks & CELL_EXPANDED) && !(cell->marks & CELL_QUOTED) && cell->c &&
         strchr(separators, cell->c) != NULL;
}

static int is_space(const struct cell *cell, const char *separators) {
  return separates(cell, separators) && strchr(" \t\n", cell->c) != NULL;
}

/* Field splitting (XCU 2.6.5): white space counts as one separator with what it surrounds. */
static void split(const struct cells *cells, struct fields *fields) {
  const char *separators = variable_get("IFS");
  size_t start = 0;
  size_t i = 0;
  separators = separators ? separators : " \t\n";
  while (i < cells->count && is_space(&cells->list[i], separators)) {
    i++;
  }
  start = i;
  while (i < cells->count) {
    const struct cell *cell = &cells->list[i];
    if (cell->marks & CELL_BREAK) {
      add_matching(fields, cells->list + start, i - start);
      start = ++i;
      if (i == cells->count) {
        add_matching(fields, cells->list + start, 0);
        return;
      }
    } else if (separates(cell, separators)) {
      size_t end = i;
      while (i < cells->count && is_space(&cells->list[i], separators)) {
        i++;
      }
      if (i < cells->count && separates(&cells->list[i], separators)) {
        i++;
        while (i < cells->count && is_space(&cells->list[i], separators)) {
          i++;
        }
      }
      add_matching(fields, cells->list + start, end - start);
      start = i;
    } else {
      i++;
    }
  }
  if (start < cells->count) {
    add_matching(fields, cells->list + start, cells->count - start);
  }
}

void expand_words(struct word *words, struct fields *fields) {
  for (; words; words = words->next) {
    struct cells cells = {0};
    expand_into(words->text, &cells, 0);
    split(&cells, fields);
    cells_free(&cells);
  }
}
