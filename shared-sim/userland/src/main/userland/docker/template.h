/* Templates as Go has them, as far as docker's --format uses them. */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include "docker.h"

/* parse.c: what stands between "{{" and "}}", and where the text goes on. */
struct action {
  const char *begin, *end, *after;
  int trims; /* the spaces in front of it */
};
int read_action(const char *open, struct action *action); /* 0 where it is not closed */
int begins_with_word(const char *at, const char *end, const char *word);
const char *behind_text(const char *at, const char *end); /* a string; NULL where it has no end */

failure check_template(const char *text); /* parse.c: what is wrong with it as a text */

/* A text for a value, or a failure that says where the template is wrong. */
failure fill_template(const char *text, const struct json *value, const char *missing,
                      char **filled);

/* Prints a row for each value: as columns with headings where the template begins with "table". */
int print_rows(const char *text, const struct json *rows, const char *const (*headings)[2]);

#endif
