/* Drawing the line that is typed, over as many rows as it takes (ECMA-48, 8.3). */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "edit.h"

void editor_say(struct editor *editor, const char *text) { text_append(&editor->out, text); }

void editor_flush(struct editor *editor) {
  size_t done = 0;
  while (done < editor->out.length) {
    ssize_t count = write(2, editor->out.bytes + done, editor->out.length - done);
    if (count <= 0) {
      break;
    }
    done += (size_t)count;
  }
  editor->out.length = 0;
}

/* In columns: one for each character of UTF-8, none for escape sequences. */
int text_width(const char *text, size_t bytes) {
  int width = 0;
  size_t i;
  for (i = 0; i < bytes; i++) {
    if (text[i] == ESCAPE && i + 1 < bytes && text[i + 1] == '[') {
      i += 2;
      while (i < bytes && (text[i] < '@' || text[i] > '~')) {
        i++;
      }
    } else {
      width += (text[i] & 0xC0) != 0x80;
    }
  }
  return width;
}

/* The cell of a place in the line, counted from the prompt's first. */
static int cell(const struct editor *editor, size_t at) {
  return text_width(editor->prompt, strlen(editor->prompt)) + text_width(editor->line.bytes, at);
}

static void by(struct editor *editor, int count, char direction) {
  char text[16];
  if (count > 0) {
    snprintf(text, sizeof text, "\033[%d%c", count, direction);
    editor_say(editor, text);
  }
}

void editor_move(struct editor *editor, size_t to) {
  int at = cell(editor, to);
  int row = at / editor->columns;
  by(editor, editor->row - row, 'A');
  by(editor, row - editor->row, 'B');
  editor_say(editor, "\r");
  by(editor, at % editor->columns, 'C');
  editor->row = row;
  editor->cursor = to;
}

/* A terminal stays in the last column until more is written. */
static void wrap(struct editor *editor) {
  int end = cell(editor, editor->line.length);
  if (end > 0 && end % editor->columns == 0) {
    editor_say(editor, "\n");
  }
  editor->row = end / editor->columns;
}

void editor_draw(struct editor *editor) {
  size_t cursor = editor->cursor;
  by(editor, editor->row, 'A');
  editor_say(editor, "\r\033[J");
  editor_say(editor, editor->prompt);
  editor_say(editor, text_string(&editor->line));
  wrap(editor);
  if (cursor < editor->line.length) {
    editor_move(editor, cursor);
  }
}

/* To the row below the line. */
void editor_below(struct editor *editor) {
  int end = cell(editor, editor->line.length);
  if (editor->cursor != editor->line.length) {
    editor_move(editor, editor->line.length);
  }
  if (end == 0 || end % editor->columns != 0) {
    editor_say(editor, "\n");
  }
  editor->row = 0;
}

/* A change at the end of the line is made there; else the line is drawn again. */
void editor_replace(struct editor *editor, size_t from, size_t to, const char *text) {
  size_t added = strlen(text);
  size_t behind = editor->line.length - to;
  int at_end = from == editor->line.length;
  int cuts_end = to == editor->line.length && !added;
  size_t i;
  for (i = to - from; i < added; i++) {
    text_add(&editor->line, 0);
  }
  text_string(&editor->line);
  memmove(editor->line.bytes + from + added, editor->line.bytes + to, behind);
  memcpy(editor->line.bytes + from, text, added);
  editor->line.length = from + added + behind;
  editor->cursor = from + added;
  if (at_end) {
    editor_say(editor, text);
    wrap(editor);
  } else if (cuts_end) {
    editor_move(editor, from);
    editor_say(editor, "\033[J");
  } else {
    editor_draw(editor);
  }
}

void editor_set(struct editor *editor, const char *text) {
  editor->line.length = 0;
  text_append(&editor->line, text);
  editor->cursor = editor->line.length;
  editor_draw(editor);
}
