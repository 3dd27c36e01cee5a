/* Columns as util-linux prints them. */
#ifndef TABLE_H
#define TABLE_H

#define MOST_COLUMNS 16

struct table {
  int columns, rows;
  const char *headings[MOST_COLUMNS];
  int right[MOST_COLUMNS]; /* not 0: the numbers stand below each other at the end */
  char ***cells;
  int plain;        /* one space between, as with --raw */
  int keeps_widths; /* columns are as wide as their headings, even without them */
};

/* Adds a row of cells, which are kept. */
char **add_row(struct table *table);
void print_table(const struct table *table, int without_headings);

/* The branches before a name in a tree: how it goes on above it, then its own. */
char *branch(const char *above, int is_last);
char *below_branch(const char *above, int is_last);

#endif
