/* What a script of sed is, once it has been read. */
#ifndef SED_H
#define SED_H

#include <regex.h>
#include <stddef.h>
#include <stdio.h>

/* Bytes that may hold a NUL. */
struct bytes {
  char *text;
  size_t length;
  size_t room;
};

struct pattern {
  regex_t program;
  int empty; /* stands for the one that was used last */
  int groups;
};

enum address_kind { NO_ADDRESS, LINE, LAST, MATCHES, STEP, MORE_LINES, MULTIPLE };

struct address {
  enum address_kind kind;
  long first, step;
  struct pattern *pattern;
};

enum change_case { AS_IT_IS, LOWER, UPPER, LOWER_NEXT, UPPER_NEXT, END_OF_CASE };

/* A piece of a replacement: a change of case, then text, then a group. */
struct piece {
  enum change_case change;
  struct bytes text;
  int group; /* -1 for none */
};

struct output {
  char *name;
  FILE *stream;
  int unfinished; /* what was written last had no end of line */
  struct output *next;
};

struct command {
  struct address from, to;
  int negated;
  char name;
  struct bytes text; /* of a, i, c; a file's name of r and R; a label */
  long number;       /* a status of q and Q, a width of l, a place to go to */
  struct pattern *pattern;
  struct piece *pieces;
  int piece_count;
  int global, print, which;
  struct output *output;
  unsigned char *map; /* of y */
  int active;         /* within its range */
  long range_end;
};

struct script {
  struct command *commands;
  int count;
  int room;
};

extern struct script script;
extern int extended, quiet;

void add_bytes(struct bytes *to, const char *text, size_t length);
void add_byte(struct bytes *to, int c);

/* A piece of script from the command line, or from a file. */
void read_script(const char *text, size_t length, const char *file);
void end_script(void);

/* The output of a name, opened once. */
struct output *output_named(const char *name);

#endif
