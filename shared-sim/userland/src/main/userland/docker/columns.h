#ifndef COLUMNS_H
#define COLUMNS_H

struct columns {
  char **lines; /* with a tab behind each cell but the last */
  int count;
};

void add_line(struct columns *table, char *line);
void print_columns(const struct columns *table);
void print_columns_from(const struct columns *table, int least); /* at least so wide */

#endif
