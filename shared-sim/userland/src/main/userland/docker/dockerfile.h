/* A Dockerfile as it is read: its instructions, each with where it stands. */
#ifndef DOCKERFILE_H
#define DOCKERFILE_H

#include "docker.h"

/* A text within the file, for an instruction: "<<EOF" */
struct document {
  char *name, *content;
  int expands; /* its name is not quoted */
};

struct instruction {
  char *name;         /* in capitals */
  char *text;         /* the whole line, continued ones put together */
  char *rest;         /* what comes behind the name and the flags */
  struct json *flags; /* "--from=other" */
  struct json *words; /* of ENV and LABEL: name, value, and "=" where one stood between */
  int is_list;        /* in JSON's form */
  struct document *documents;
  int document_count;
  int first, last; /* lines, counted from 1 */
};

struct dockerfile {
  const char *name;
  char **lines;
  int line_count;
  char escape;
  struct instruction *all;
  int count;
  int first, last; /* of the instruction at which something is wrong; 0 for none */
};

failure read_dockerfile(const char *text, struct dockerfile *file);

/* Variables as Dockerfiles have them. */
struct variables {
  const struct json *first, *second; /* lists of "NAME=value"; the first one wins */
  char escape;
  int raw; /* quotes stay, and so does what is not set */
};
failure expand_word(const char *text, const struct variables *variables, char **result);
failure expand_words(const char *text, const struct variables *variables, struct json *words);
const char *variable_in(const struct json *list, const char *name); /* NULL where there is none */

/* substitute.c: by patterns with "*" and "?", and what is wrong with one */
failure trim_value(const char *value, const char *text, int longest, int at_end, char **result);
failure replace_in_value(const char *value, const char *text, const char *with, int all,
                         char **result);

/* ignore.c: .dockerignore */
struct json *ignored_patterns(const char *context, const char *dockerfile);
int is_ignored(const struct json *patterns, const char *path);
int fits_pattern(const char *pattern, const char *path);
char *cleaned_path(const char *text); /* "./a//b/../c/" as "a/c" */

#endif
