/* Columns as Docker prints them: at least ten wide, with three spaces between. */
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "docker.h"

void add_line(struct columns *table, char *line) {
  table->lines = reallocate(table->lines, (size_t)(table->count + 1) * sizeof *table->lines);
  table->lines[table->count++] = line;
}

static int letters(const char *text, size_t length) {
  int count = 0;
  size_t i;
  for (i = 0; i < length; i++) {
    count += (text[i] & 0xc0) != 0x80;
  }
  return count;
}

void print_columns(const struct columns *table) { print_columns_from(table, 10); }

void print_columns_from(const struct columns *table, int least) {
  int widths[32] = {0}, i, column;
  for (i = 0; i < table->count; i++) {
    const char *at = table->lines[i], *tab;
    for (column = 0; (tab = strchr(at, '\t')) && column < 32; column++, at = tab + 1) {
      int width = letters(at, (size_t)(tab - at)) + 3;
      widths[column] = width > widths[column] ? width : widths[column];
    }
  }
  for (i = 0; i < table->count; i++) {
    const char *at = table->lines[i], *tab;
    for (column = 0; (tab = strchr(at, '\t')) && column < 32; column++, at = tab + 1) {
      int width = widths[column] < least ? least : widths[column];
      printf("%.*s%*s", (int)(tab - at), at, width - letters(at, (size_t)(tab - at)), "");
    }
    puts(at);
  }
}
