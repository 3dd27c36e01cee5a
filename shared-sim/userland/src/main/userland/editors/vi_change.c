/* Operators: what they do with the text that a movement goes over. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "vi.h"

enum { REPORT = 2 };

void vi_report(int count, const char *what) {
  if (count > REPORT) {
    vi_say("%d %s line%s", count, what, count == 1 ? "" : "s");
  }
}

int vi_indent_of(int row) {
  const struct line *line = &vi.lines[row];
  int column = 0;
  while (column < line->length && isblank((unsigned char)line->text[column])) {
    column++;
  }
  return vi_width_to(row, column);
}

char *vi_indent_text(int width) {
  int tabs = vi_options.expandtab ? 0 : width / vi_options.tabstop;
  int blanks = width - tabs * vi_options.tabstop;
  char *text = allocate((size_t)(tabs + blanks) + 1);
  memset(text, '\t', (size_t)tabs);
  memset(text + tabs, ' ', (size_t)blanks);
  text[tabs + blanks] = 0;
  return text;
}

void vi_shift(int first, int last, int right, int times) {
  int row, count = last - first + 1;
  for (row = first; row <= last; row++) {
    const struct line *line = &vi.lines[row];
    int old = 0, width;
    char *indent;
    if (!line->length) {
      continue;
    }
    while (old < line->length && isblank((unsigned char)line->text[old])) {
      old++;
    }
    width = vi_indent_of(row) + (right ? 1 : -1) * times * vi_options.shiftwidth;
    indent = vi_indent_text(width < 0 ? 0 : width);
    if (strlen(indent) != (size_t)old || strncmp(indent, line->text, (size_t)old)) {
      char *text = allocate(strlen(indent) + (size_t)(line->length - old) + 1);
      strcpy(text, indent);
      memcpy(text + strlen(indent), line->text + old, (size_t)(line->length - old) + 1);
      vi_set_line(row, text, (int)strlen(indent) + line->length - old);
      free(text);
    }
    free(indent);
  }
  if (count > REPORT) {
    vi_say("%d lines %ced %d time%s", count, right ? '>' : '<', times, times == 1 ? "" : "s");
  }
}

/* The blanks that a line begins with become one between the two, two behind a full stop, or none.
 */
static void join_two(int row, int with_blanks) {
  struct line *line = &vi.lines[row];
  const struct line *next = &vi.lines[row + 1];
  int from = 0, length = line->length;
  char *text = allocate((size_t)(length + next->length) + 3);
  memcpy(text, line->text, (size_t)length);
  vi.cursor.column = length;
  if (with_blanks) {
    char last = (char)(length ? line->text[length - 1] : ' ');
    while (from < next->length && isblank((unsigned char)next->text[from])) {
      from++;
    }
    if (from < next->length && next->text[from] != ')' && !isblank((unsigned char)last)) {
      text[length++] = ' ';
      if (last == '.') {
        text[length++] = ' ';
      }
    }
  }
  memcpy(text + length, next->text + from, (size_t)(next->length - from));
  length += next->length - from;
  text[length] = 0;
  struct line fresh = {text, length, line->marked};
  vi_replace(row, 2, &fresh, 1);
}

/* So many lines become one; the cursor goes to where the first two come together. */
void vi_join(int row, int count, int with_blanks) {
  int left, first = count < 2 ? 1 : count - 1, column = vi.cursor.column;
  for (left = first; left > 0 && row + 1 < vi.count; left--) {
    join_two(row, with_blanks);
    column = left == first ? vi.cursor.column : column;
  }
  vi.cursor.row = row;
  vi.cursor.column = column;
  vi_settle();
}

/* Blanks alone in front of a column. */
static int is_indent(int row, int column) {
  int i;
  for (i = 0; i < column; i++) {
    if (!isblank((unsigned char)vi.lines[row].text[i])) {
      return 0;
    }
  }
  return 1;
}

/* An end at the begin of a line is one at the end of the line before it. */
static void draw_back(struct range *range) {
  if (range->whole || range->to.column || range->to.row == range->from.row) {
    return;
  }
  range->to.row--;
  range->to.column = vi.lines[range->to.row].length;
  if (is_indent(range->from.row, range->from.column)) {
    range->whole = 1;
  }
}

/* What is deleted from the indentation of a line to the end of another is both as a whole. */
static void take_whole(struct range *range) {
  const struct line *last = &vi.lines[range->to.row];
  int i = range->to.column;
  if (range->whole || range->to.row == range->from.row) {
    return;
  }
  while (i < last->length && isblank((unsigned char)last->text[i])) {
    i++;
  }
  if (i >= last->length && is_indent(range->from.row, range->from.column)) {
    range->whole = 1;
  }
}

static int is_before(struct place one, struct place other) {
  return one.row < other.row || (one.row == other.row && one.column < other.column);
}

/* The text between where the cursor is and where a movement leads. */
static int read_range(int operator, int count, struct range *range) {
  struct place start = vi.cursor;
  int key = vi_key(), more = 0;
  enum move how;
  while ((key >= '1' && key <= '9') || (key == '0' && more)) {
    more = more > 99999 ? more : more * 10 + key - '0';
    vi_repeat_forget_last();
    key = vi_key();
  }
  count = more ? more * (count ? count : 1) : count;
  vi.repeats = count;
  if (key == operator) {
    how = MOVE_LINES;
    vi.cursor.row += (count ? count : 1) - 1;
    if (vi.cursor.row >= vi.count) {
      vi.cursor = start;
      return 0;
    }
  } else {
    how = key == '\033' ? MOVE_NONE : vi_move(key, count, operator);
  }
  range->from = start;
  range->to = vi.cursor;
  vi.cursor = start;
  if (how == MOVE_FAILED || how == MOVE_NONE) {
    if (how == MOVE_FAILED) {
      vi_beep();
    }
    return 0;
  }
  if (is_before(range->to, range->from)) {
    struct place swap = range->to;
    range->to = range->from;
    range->from = swap;
  }
  range->whole = how == MOVE_LINES;
  if (how == MOVE_ONTO) {
    range->to.column = vi_next(range->to.row, range->to.column);
  }
  if (how == MOVE_BEFORE) {
    draw_back(range);
  }
  if (how == MOVE_BEFORE && !range->whole && range->from.row == range->to.row &&
      range->from.column == range->to.column) { /* nothing is no text to work on */
    vi_beep();
    return 0;
  }
  return count ? count : 1;
}

static void change_whole(struct range *range) {
  int row = range->from.row, indent = vi_indent_of(row);
  char *text = vi_options.autoindent ? vi_indent_text(indent) : strdup("");
  struct line fresh = vi_new_line(text, (int)strlen(text));
  vi_replace(row, range->to.row - row + 1, &fresh, 1);
  free(text);
  vi.cursor.row = row;
  vi.cursor.column = fresh.length;
}

static void delete_it(struct range *range, int operator, int name) {
  int count = range->to.row - range->from.row + 1;
  if (operator == 'd') {
    take_whole(range);
  }
  vi_keep_deleted(range, name);
  vi.cursor = range->from;
  if (operator == 'c') {
    if (range->whole) {
      change_whole(range);
    } else {
      vi_delete_range(range);
    }
    vi_insert(1, 0);
    return;
  }
  vi_delete_range(range);
  if (range->whole) {
    vi_settle();
    vi.cursor.column = vi_first_word(vi.cursor.row);
    if (vi.is_empty) {
      vi_say("--No lines in buffer--");
    } else {
      vi_report(count, "fewer");
    }
  }
}

static void yank_it(struct range *range, int name) {
  int count = range->to.row - range->from.row + 1;
  vi_yank(range, name);
  if (count > REPORT) {
    vi_say("%d lines yanked", count);
  }
  if (!range->whole) {
    vi.cursor = range->from;
  } else if (range->from.row < vi.cursor.row) {
    vi.cursor.row = range->from.row;
  }
}

/* The lines go through a command, and what it prints takes their place. */
void vi_filter(int first, int last, const char *command) {
  struct lines output = {NULL, 0, 1};
  char name[] = "/tmp/vi.XXXXXX";
  int file = mkstemp(name);
  if (file < 0) {
    vi_fail("E482: Can't create file %s", name);
    return;
  }
  remove(name);
  vi_write_lines(first, last, file);
  vi_shell(command, file, &output);
  vi_replace(first, last - first + 1, output.at, output.count);
  free(output.at);
  vi.cursor.row = first;
  vi_settle();
  vi.cursor.column = vi_first_word(vi.cursor.row);
  if (last - first + 1 > REPORT) {
    vi_say("%d lines filtered", last - first + 1);
  }
}

static void filter_it(const struct range *range) {
  char prompt[40], *command;
  snprintf(prompt, sizeof prompt, range->from.row == range->to.row ? ":.!" : ":.,.+%d!",
           range->to.row - range->from.row);
  command = vi_ask(prompt);
  if (command) {
    vi_filter(range->from.row, range->to.row, command);
    free(command);
  }
}

int vi_operate(int operator, int count, int name) {
  struct range range;
  if (!read_range(operator, count, &range)) {
    return 0;
  }
  switch (operator) {
    case 'y':
      yank_it(&range, name);
      return 1;
    case '>':
    case '<':
      vi_shift(range.from.row, range.to.row, operator == '>', 1);
      vi.cursor.row = range.from.row;
      vi.cursor.column = vi_first_word(vi.cursor.row);
      return 1;
    case '!':
      filter_it(&range);
      return 1;
    default:
      delete_it(&range, operator, name);
      return 1;
  }
}
