/* Templates as Go has them, as far as docker's --format uses them. */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include "docker.h"

failure check_template(const char *text); /* parse.c: what is wrong with it as a text */

/* A text for a value, or a failure that says where the template is wrong. */
failure fill_template(const char *text, const struct json *value, const char *missing,
                      char **filled);

/* Prints a row for each value: as columns with headings where the template begins with "table". */
int print_rows(const char *text, const struct json *rows, const char *const (*headings)[2]);

#endif
