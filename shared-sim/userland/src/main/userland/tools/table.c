#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

char **add_row(struct table *table) {
  table->cells = reallocate(table->cells, sizeof(char **) * (size_t)(table->rows + 1));
  table->cells[table->rows] = allocate(sizeof(char *) * MOST_COLUMNS);
  return table->cells[table->rows++];
}

/* Characters of UTF-8, not bytes. */
static int width(const char *text) {
  int count = 0;
  for (; *text; text++) {
    count += (*text & 0xc0) != 0x80;
  }
  return count;
}

static void print_row(const struct table *table, const char *const *cells, const int *widths) {
  int i;
  for (i = 0; i < table->columns; i++) {
    int padding = table->plain ? 0 : widths[i] - width(cells[i]);
    int last = i == table->columns - 1;
    if (table->right[i]) {
      printf("%*s%s", padding, "", cells[i]);
    } else {
      printf("%s%*s", cells[i], last ? 0 : padding, "");
    }
    putchar(last ? '\n' : ' ');
  }
}

void print_table(const struct table *table, int without_headings) {
  int widths[MOST_COLUMNS];
  int i, j;
  for (i = 0; i < table->columns; i++) {
    int hidden = without_headings && !table->keeps_widths;
    widths[i] = hidden ? 0 : width(table->headings[i]);
    for (j = 0; j < table->rows; j++) {
      int own = width(table->cells[j][i]);
      widths[i] = own > widths[i] ? own : widths[i];
    }
  }
  if (!without_headings) {
    print_row(table, table->headings, widths);
  }
  for (j = 0; j < table->rows; j++) {
    print_row(table, (const char *const *)table->cells[j], widths);
  }
}

static char *with(const char *above, const char *piece) {
  char *text = allocate(strlen(above) + strlen(piece) + 1);
  return strcat(strcpy(text, above), piece);
}

char *branch(const char *above, int is_last) {
  return with(above, is_last ? "\xe2\x94\x94\xe2\x94\x80" : "\xe2\x94\x9c\xe2\x94\x80");
}

char *below_branch(const char *above, int is_last) {
  return with(above, is_last ? "  " : "\xe2\x94\x82 ");
}
