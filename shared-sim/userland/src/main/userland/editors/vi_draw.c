/* What is on the screen; lines that have not changed are not drawn again. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "vi.h"

enum { NUMBER_WIDTH = 8 };

/* A line of the screen, as it is put together and as it was drawn last. */
struct drawn {
  char *text;
  size_t length, room;
  int width;
};

static struct drawn *before;
static int before_rows;
static int is_failure, message_width;

int vi_rows(void) { return screen_rows > 1 ? screen_rows - 1 : 1; }

static void say(const char *format, va_list list, int failure) {
  vsnprintf(vi.message, sizeof vi.message, format, list);
  is_failure = failure;
}

void vi_say(const char *format, ...) {
  va_list list;
  va_start(list, format);
  say(format, list, 0);
  va_end(list);
}

void vi_fail(const char *format, ...) {
  va_list list;
  va_start(list, format);
  say(format, list, 1);
  va_end(list);
  vi_drop_waiting();
}

void vi_beep(void) {
  screen_puts("\a");
  vi_drop_waiting();
}

void vi_forget_screen(void) {
  int i;
  for (i = 0; i < before_rows; i++) {
    free(before[i].text);
  }
  free(before);
  before = NULL;
  before_rows = 0;
}

static int text_columns(void) {
  int columns = screen_columns - (vi_options.number ? NUMBER_WIDTH : 0);
  return columns > 1 ? columns : 1;
}

/* How many rows of the screen a line takes. */
static int rows_of(int row) {
  int width = vi_width_to(row, vi.lines[row].length) + vi_options.list;
  int columns = text_columns();
  return width <= columns ? 1 : (width + columns - 1) / columns;
}

int vi_bottom(void) {
  int row = vi.top, left = vi_rows() - rows_of(row);
  while (row + 1 < vi.count && left >= rows_of(row + 1)) {
    left -= rows_of(++row);
  }
  return row;
}

/* The lines above the cursor that fill so many rows. */
static int top_for(int rows) {
  int row = vi.cursor.row, left = rows - rows_of(row);
  while (row > 0 && left >= rows_of(row - 1)) {
    left -= rows_of(--row);
  }
  return row;
}

void vi_scroll_to_cursor(void) {
  int rows = vi_rows(), lowest = top_for(rows);
  if (vi.cursor.row >= vi.top && vi.top >= lowest) {
    return;
  }
  if (vi.cursor.row < vi.top) {
    vi.top = vi.top - vi.cursor.row < rows / 2 ? vi.cursor.row : top_for(rows / 2 + 1);
  } else {
    vi.top = lowest - vi.top < rows / 2 ? lowest : top_for(rows / 2 + 1);
  }
}

static void add(struct drawn *to, const char *text, size_t length, int width) {
  if (to->length + length + 1 > to->room) {
    to->room = (to->length + length) * 2 + 80;
    to->text = reallocate(to->text, to->room);
  }
  memcpy(to->text + to->length, text, length);
  to->length += length;
  to->text[to->length] = 0;
  to->width += width;
}

/* The next row of the screen; what was there before and is the same stays. */
static void show_row(int at, struct drawn *fresh) {
  struct drawn *old = &before[at];
  if (!old->text || old->length != fresh->length || memcmp(old->text, fresh->text, fresh->length)) {
    screen_move(at, 0);
    screen_put(fresh->text, fresh->length);
    if (fresh->width < screen_columns) {
      screen_puts("\033[K");
    }
    free(old->text);
    *old = *fresh;
  } else {
    free(fresh->text);
  }
  memset(fresh, 0, sizeof *fresh);
  add(fresh, "", 0, 0);
}

static void begin_line(struct drawn *to, int row, int first) {
  char number[24];
  if (!vi_options.number) {
    return;
  }
  snprintf(number, sizeof number, first ? "%7d " : "        ", row + 1);
  add(to, number, strlen(number), NUMBER_WIDTH);
}

/* How a byte is drawn, and how wide that is at a column. */
static int picture(char c, int column, char *shown, size_t *length) {
  unsigned char byte = (unsigned char)c;
  if (byte == '\t' && !vi_options.list) {
    int width = vi_options.tabstop - column % vi_options.tabstop;
    width = width > 80 ? 80 : width;
    memset(shown, ' ', (size_t)width);
    *length = (size_t)width;
    return width;
  }
  if (byte < ' ' || byte == 127) {
    shown[0] = '^';
    shown[1] = (char)(byte ^ 64);
    *length = 2;
    return 2;
  }
  shown[0] = c;
  *length = 1;
  return (byte & 0xc0) != 0x80;
}

/* From a row of the screen on; how many it takes. */
static int show_line(int at, int row) {
  struct drawn drawn = {NULL, 0, 0, 0};
  const struct line *line = &vi.lines[row];
  int start = at, column = 0, i, limit = screen_columns;
  add(&drawn, "", 0, 0);
  begin_line(&drawn, row, 1);
  for (i = 0; i < line->length + vi_options.list; i++) {
    char shown[80];
    size_t length, k = 0;
    int width = i < line->length ? picture(line->text[i], column, shown, &length)
                                 : picture('$', column, shown, &length);
    column += width;
    if (width == 0) { /* the rest of a character */
      add(&drawn, shown, length, 0);
      continue;
    }
    for (; k < length; k++) {
      if (drawn.width >= limit) {
        show_row(at++, &drawn);
        if (at >= vi_rows()) {
          free(drawn.text);
          return at - start;
        }
        begin_line(&drawn, row, 0);
      }
      add(&drawn, shown + k, 1, 1);
    }
  }
  show_row(at++, &drawn);
  free(drawn.text);
  return at - start;
}

static void show_mark(int at, const char *text) {
  struct drawn drawn = {NULL, 0, 0, 0};
  add(&drawn, text, strlen(text), (int)strlen(text));
  show_row(at, &drawn);
  free(drawn.text);
}

static void show_message(void) {
  char text[sizeof vi.message];
  struct drawn drawn = {NULL, 0, 0, 0};
  int width;
  snprintf(text, sizeof text, "%s", vi.message);
  while ((width = screen_width(text, strlen(text), 0)) >= screen_columns && *text) {
    if (vi.asks) { /* its end counts */
      memmove(text, text + 1, strlen(text));
    } else {
      text[strlen(text) - 1] = 0;
    }
  }
  message_width = width;
  if (is_failure && *text) {
    add(&drawn, "\033[7m", 4, 0);
  }
  add(&drawn, text, strlen(text), width);
  if (is_failure && *text) {
    add(&drawn, "\033[0m", 4, 0);
  }
  show_row(screen_rows - 1, &drawn);
  free(drawn.text);
}

static void prepare(void) {
  if (before_rows != screen_rows) {
    vi_forget_screen();
  }
  if (!before) {
    before = allocate((size_t)screen_rows * sizeof *before);
    memset(before, 0, (size_t)screen_rows * sizeof *before);
    before_rows = screen_rows;
    screen_puts("\033[H\033[J");
  }
}

void vi_draw(void) {
  int at = 0, row, rows, shown = 0, column, columns = text_columns();
  prepare();
  vi_scroll_to_cursor();
  rows = vi_rows();
  for (row = vi.top; row < vi.count && at < rows; row++) {
    if (row == vi.cursor.row) {
      shown = at;
    }
    if (at + rows_of(row) > rows && row > vi.top) {
      break;
    }
    at += show_line(at, row);
  }
  while (at < rows) {
    show_mark(at++, row < vi.count ? "@" : "~");
  }
  show_message();
  column = vi_width_to(vi.cursor.row, vi.cursor.column);
  if (vi.cursor.column < vi.lines[vi.cursor.row].length && !vi_options.list &&
      vi.lines[vi.cursor.row].text[vi.cursor.column] == '\t') {
    column += vi_options.tabstop - column % vi_options.tabstop - 1;
  }
  shown += column / columns;
  shown = shown >= rows ? rows - 1 : shown;
  if (vi.asks) {
    screen_move(screen_rows - 1, message_width);
  } else {
    screen_move(shown, column % columns + (vi_options.number ? NUMBER_WIDTH : 0));
  }
  screen_show();
}

void vi_leave_screen(void) {
  screen_move(screen_rows - 1, 0);
  screen_puts("\033[K\033[?1049l");
  screen_end();
}

void vi_enter_screen(void) {
  screen_begin(0);
  screen_escapes_alone(1);
  screen_puts("\033[?1049h");
  vi_forget_screen();
}

/* Until somebody has read what a program has printed. */
void vi_wait(void) {
  int key;
  screen_begin(0);
  screen_puts("\r\nPress ENTER or type command to continue");
  screen_show();
  key = screen_key();
  screen_end();
  vi_enter_screen();
  if (key != '\r' && key != '\n' && key != ' ' && key < KEY_UP) {
    vi_push(&key, 1);
  }
}
