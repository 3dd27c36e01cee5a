/* The whole screen of a terminal, for programs that draw it themselves. */
#ifndef SCREEN_H
#define SCREEN_H

#include <stddef.h>

enum {
  KEY_UP = 256,
  KEY_DOWN,
  KEY_LEFT,
  KEY_RIGHT,
  KEY_HOME,
  KEY_END,
  KEY_PAGE_UP,
  KEY_PAGE_DOWN,
  KEY_DELETE,
  KEY_RESIZED,
  KEY_ENDED,
  KEY_UNKNOWN
};

#define CONTROL(letter) ((letter) & 31)

extern int screen_rows, screen_columns;

/* Keys come one by one from the terminal of a descriptor; 0 when it is none. */
int screen_begin(int descriptor);
void screen_end(void);

/* What is drawn comes to the terminal with screen_show. */
void screen_put(const char *text, size_t length);
void screen_puts(const char *text);
void screen_move(int row, int column);
void screen_show(void);

/* How many columns a text takes that begins in a column: tabs go on to the next eighth. */
int screen_width(const char *text, size_t length, int column);
/* The columns [from, to) of a text, tabs as blanks and what cannot be seen as ^X. */
void screen_put_part(const char *text, size_t length, int from, int to);

int screen_key(void);
/* Escape counts by itself, also where other keys follow at once that are no arrow. */
void screen_escapes_alone(int alone);

#endif
