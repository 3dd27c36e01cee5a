#ifndef EXPAND_H
#define EXPAND_H

#include "sh.h"

enum {
  CELL_QUOTED = 1,
  CELL_EXPANDED = 2, /* may be split */
  CELL_EMPTY = 4,    /* no character: stands for quotes */
  CELL_BREAK = 8     /* no character: a field ends here, as in "$@" */
};

struct cell {
  char c;
  char marks;
};

struct cells {
  struct cell *list;
  size_t count;
  size_t room;
};

enum {
  EXPAND_ASSIGNMENT = 1, /* tildes behind colons, too */
  EXPAND_QUOTED = 2,     /* inside of double quotes */
  EXPAND_SPLIT = 4       /* what is written is split, as the word of ${name:-word} */
};

void cells_add_text(struct cells *cells, const char *text, int marks);
void cells_free(struct cells *cells);
void expand_into(const char *word, struct cells *cells, int flags);
const char *expand_parameter(const char *at, struct cells *cells, int marks);
void skip_nested(const char **at, char close);

#endif
