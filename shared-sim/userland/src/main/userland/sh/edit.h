/* The line that is typed at a terminal, while it is typed. */
#ifndef EDIT_H
#define EDIT_H

#include "sh.h"

struct editor {
  char *prompt;
  struct text line;
  size_t cursor;
  int columns;
  int row;      /* of the cursor, below the one that the prompt begins in */
  size_t place; /* in the history; its count is the line that is new */
  char *fresh;  /* the new line, while an older one is shown */
  char *killed;
  int tabs; /* that have come one after the other */
  struct text out;
};

/* Bytes that keys send, and what they mean where that takes more than one. */
enum key {
  KEY_END_OF_INPUT = -1,
  KEY_INTERRUPTED = -2,
  KEY_NONE = 256,
  KEY_UP,
  KEY_DOWN,
  KEY_LEFT,
  KEY_RIGHT,
  KEY_HOME,
  KEY_END,
  KEY_DELETE,
  KEY_WORD_LEFT,
  KEY_WORD_RIGHT
};

enum { ESCAPE = 27 };
#define CONTROL(letter) ((letter) & 31)

int editor_key(void);

/* Drawing. */
void editor_say(struct editor *editor, const char *text);
void editor_flush(struct editor *editor);
void editor_draw(struct editor *editor);
void editor_move(struct editor *editor, size_t to);
void editor_below(struct editor *editor);
int text_width(const char *text, size_t bytes);

/* Changes; all draw. */
void editor_replace(struct editor *editor, size_t from, size_t to, const char *text);
void editor_set(struct editor *editor, const char *text);

void editor_complete(struct editor *editor);
int editor_search(struct editor *editor); /* the key that ended it */
void editor_older(struct editor *editor);
void editor_newer(struct editor *editor);

extern size_t history_count;
const char *history_entry(size_t index);
void history_add(const char *line);

#endif
