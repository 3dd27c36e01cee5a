/* Text that is typed: i, a, o, c and R come here, and Escape leads back. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "vi.h"

static struct place begun; /* nothing in front of it is taken back */
static char *overwritten;  /* the line as it was, for R */
static int overwritten_length;

static void type_character(int key) {
  char c = (char)key;
  if (overwritten && vi.cursor.column < vi.lines[vi.cursor.row].length && key < 0x80) {
    int next = vi_next(vi.cursor.row, vi.cursor.column);
    vi_delete_text(vi.cursor.row, vi.cursor.column, next - vi.cursor.column);
  }
  vi_insert_text(vi.cursor.row, vi.cursor.column++, &c, 1);
}

/* An indentation that nothing has been typed behind is not kept. */
static void drop_indent(void) {
  const struct line *line = &vi.lines[vi.cursor.row];
  int i;
  if (!vi_options.autoindent || !line->length || vi.cursor.column != line->length) {
    return;
  }
  for (i = 0; i < line->length; i++) {
    if (!isblank((unsigned char)line->text[i])) {
      return;
    }
  }
  vi_set_line(vi.cursor.row, "", 0);
  vi.cursor.column = 0;
}

static void type_line_end(void) {
  struct line *line = &vi.lines[vi.cursor.row];
  int row = vi.cursor.row, rest = vi.cursor.column, indent = 0, k = rest;
  struct line fresh[2];
  char *text;
  if (vi_options.autoindent) {
    indent = vi_indent_of(row);
    indent = indent > vi_width_to(row, rest) ? vi_width_to(row, rest) : indent;
    while (k < line->length && isblank((unsigned char)line->text[k])) {
      k++;
    }
  }
  text = vi_indent_text(indent);
  fresh[0] = vi_new_line(line->text, rest);
  fresh[1] = vi_new_line(text, (int)strlen(text));
  fresh[1].text = reallocate(fresh[1].text, strlen(text) + (size_t)(line->length - k) + 1);
  memcpy(fresh[1].text + strlen(text), line->text + k, (size_t)(line->length - k) + 1);
  fresh[1].length += line->length - k;
  drop_indent();
  if (vi.lines[row].length == 0) {
    free(fresh[0].text);
    fresh[0] = vi_new_line("", 0);
  }
  vi_replace(row, 1, fresh, 2);
  vi.cursor.row++;
  vi.cursor.column = (int)strlen(text);
  begun = vi.cursor;
  free(text);
  free(overwritten);
  overwritten = NULL;
}

static void take_back_to(int column) {
  if (vi.cursor.row == begun.row && column < begun.column) {
    column = begun.column;
  }
  if (column >= vi.cursor.column) {
    return;
  }
  if (overwritten) { /* what was there before comes back */
    int end = vi.cursor.column;
    vi_delete_text(vi.cursor.row, column, end - column);
    if (column < overwritten_length) {
      int back = end < overwritten_length ? end - column : overwritten_length - column;
      vi_insert_text(vi.cursor.row, column, overwritten + column, back);
    }
  } else {
    vi_delete_text(vi.cursor.row, column, vi.cursor.column - column);
  }
  vi.cursor.column = column;
}

static int word_before(void) {
  const char *text = vi.lines[vi.cursor.row].text;
  int column = vi.cursor.column;
  while (column > 0 && isblank((unsigned char)text[column - 1])) {
    column--;
  }
  if (column > 0) {
    int is_word = isalnum((unsigned char)text[column - 1]) || text[column - 1] == '_';
    while (column > 0 && !isblank((unsigned char)text[column - 1]) &&
           (isalnum((unsigned char)text[column - 1]) || text[column - 1] == '_') == is_word) {
      column--;
    }
  }
  return column;
}

/* One step of the indentation more or less. */
static void indent_here(int right) {
  int row = vi.cursor.row, width = vi_indent_of(row), step = vi_options.shiftwidth, old = 0;
  const struct line *line = &vi.lines[row];
  char *text;
  width = right ? (width / step + 1) * step : width ? (width - 1) / step * step : 0;
  text = vi_indent_text(width);
  while (old < line->length && isblank((unsigned char)line->text[old])) {
    old++;
  }
  vi_delete_text(row, 0, old);
  vi_insert_text(row, 0, text, (int)strlen(text));
  vi.cursor.column += (int)strlen(text) - old;
  vi.cursor.column = vi.cursor.column < 0 ? 0 : vi.cursor.column;
  begun.column = vi.cursor.row == begun.row && begun.column > vi.cursor.column ? vi.cursor.column
                                                                               : begun.column;
  free(text);
}

static int is_arrow(int key) {
  return key == KEY_LEFT || key == KEY_RIGHT || key == KEY_UP || key == KEY_DOWN ||
         key == KEY_HOME || key == KEY_END || key == KEY_PAGE_UP || key == KEY_PAGE_DOWN;
}

/* Keys that lead about are not in vi of old, but fingers know them. */
static void follow_arrow(int key) {
  const struct line *line;
  switch (key) {
    case KEY_LEFT:
      vi.cursor.column = vi_previous(vi.cursor.row, vi.cursor.column);
      break;
    case KEY_RIGHT:
      vi.cursor.column = vi_next(vi.cursor.row, vi.cursor.column);
      break;
    case KEY_HOME:
      vi.cursor.column = 0;
      break;
    case KEY_END:
      vi.cursor.column = vi.lines[vi.cursor.row].length;
      break;
    case KEY_UP:
      vi.cursor.row -= vi.cursor.row > 0;
      break;
    case KEY_DOWN:
      vi.cursor.row += vi.cursor.row + 1 < vi.count;
      break;
    case KEY_PAGE_UP:
      vi.cursor.row -= vi_rows();
      break;
    default:
      vi.cursor.row += vi_rows();
  }
  vi.cursor.row = vi.cursor.row < 0 ? 0 : vi.cursor.row;
  vi.cursor.row = vi.cursor.row >= vi.count ? vi.count - 1 : vi.cursor.row;
  line = &vi.lines[vi.cursor.row];
  vi.cursor.column = vi.cursor.column > line->length ? line->length : vi.cursor.column;
  begun = vi.cursor;
}

static void type_tab(void) {
  int width = vi_width_to(vi.cursor.row, vi.cursor.column);
  int blanks = vi_options.tabstop - width % vi_options.tabstop;
  while (blanks-- > 0) {
    type_character(' ');
  }
}

static void take_key(int key) {
  switch (key) {
    case '\r':
    case '\n':
      type_line_end();
      break;
    case 8:
    case 127:
      if (vi.cursor.column == 0) {
        break;
      }
      take_back_to(vi_previous(vi.cursor.row, vi.cursor.column));
      break;
    case CONTROL('W'):
      take_back_to(word_before());
      break;
    case CONTROL('U'):
      take_back_to(0);
      break;
    case CONTROL('T'):
      indent_here(1);
      break;
    case CONTROL('D'):
      indent_here(0);
      break;
    case CONTROL('V'):
      type_character(vi_key());
      break;
    case '\t':
      if (vi_options.expandtab) {
        type_tab();
        break;
      }
      type_character('\t');
      break;
    case KEY_DELETE:
      if (vi.cursor.column < vi.lines[vi.cursor.row].length) {
        int next = vi_next(vi.cursor.row, vi.cursor.column);
        vi_delete_text(vi.cursor.row, vi.cursor.column, next - vi.cursor.column);
      }
      break;
    default:
      if (is_arrow(key)) {
        follow_arrow(key);
      } else if (key < 256) {
        type_character(key);
      }
  }
}

/* What has been typed comes so many times more, on lines of its own where the first is one. */
static void type_again(int from, int to, int times, int on_lines) {
  int escape = '\033', line_end = '\r';
  vi_push(&escape, 1);
  while (times-- > 0) {
    vi_retype(from, to);
    if (on_lines) {
      vi_push(&line_end, 1);
    }
  }
}

static void insert_until_escape(int count, int on_lines, const char *mode) {
  int from = vi_typed(), end = -1, key;
  begun = vi.cursor;
  for (;;) {
    if (vi_options.showmode) {
      vi_say("%s", mode);
    }
    key = vi_key();
    if (key != '\033' && key != CONTROL('C') && !vi.ended) {
      take_key(key);
    } else if (count > 1 && !vi.ended) {
      end = vi_typed();
      type_again(from, end - 1, count - 1, on_lines);
      count = 1;
    } else {
      break;
    }
  }
  if (end >= 0) {
    vi_repeat_cut(end);
  }
  *vi.message = 0;
  drop_indent();
  vi.cursor.column = vi_previous(vi.cursor.row, vi.cursor.column);
  vi_settle();
  vi.wanted = -1;
}

void vi_insert(int count, int on_lines) { insert_until_escape(count, on_lines, "-- INSERT --"); }

void vi_overwrite(int count) {
  const struct line *line = &vi.lines[vi.cursor.row];
  overwritten = allocate((size_t)line->length + 1);
  memcpy(overwritten, line->text, (size_t)line->length + 1);
  overwritten_length = line->length;
  insert_until_escape(count, 0, "-- REPLACE --");
  free(overwritten);
  overwritten = NULL;
}
