/* YAML 1.2 as configuration files have it, read into the values of json.h. */
#ifndef YAML_H
#define YAML_H

#include "docker.h"

#define MOST_DEPTH 100   /* nodes in each other */
#define MOST_NODES 10000 /* of a document, aliases counted as often as they stand there */
#define MOST_ANCHORS 1000
#define NO_SUCH_KEY "this engine reads no keys but scalars on their line"

/* Where a document is read. Lines and columns count from 1. */
struct yaml {
  const char *at, *line_start;
  int line, depth, nodes;
  int wrong_line, wrong_column;
  const char *wrong;    /* what is wrong first; nothing more is read then */
  struct json *anchors; /* their values; null while they are read */
};

/* A document: NULL and a sentence "yaml: line 3, column 5: ..." where it is none. An empty one is
   null. Of several documents in a file none is read. */
struct json *yaml_read(const char *text, failure *failed);

/* yamltext.c: scalars */
struct json *yaml_wrong(struct yaml *yaml, const char *what); /* notes it, and is NULL */
struct json *yaml_plain(const char *text); /* what a text without quotes says (core schema) */
void yaml_next_line(struct yaml *yaml);
int yaml_column(const struct yaml *yaml); /* from 0 */
int yaml_is_blank(char c);
int yaml_is_alone(const char *at, int flow);
int yaml_ends_plain(const struct yaml *yaml, const char *at, int flow);
int yaml_at_document_mark(const struct yaml *yaml);
char *yaml_quoted(struct yaml *yaml);
char *yaml_plain_text(struct yaml *yaml, int indent, int flow);
struct json *yaml_block_text(struct yaml *yaml, int indent);

/* yamlflow.c: what stands in brackets */
struct json *yaml_flow(struct yaml *yaml, int indent);
char *yaml_name(struct yaml *yaml); /* of an anchor, an alias or a tag */
struct json *yaml_alias(struct yaml *yaml);
int yaml_add(struct yaml *yaml, struct json *map, struct json *key, int merges, struct json *value);
struct json *yaml_merged(struct yaml *yaml, struct json *map);
int yaml_enter(struct yaml *yaml); /* one more node; 0 where there are too many */
struct json *yaml_copy(struct yaml *yaml, const struct json *value);

/* yamlout.c: as Compose prints them */
void yaml_print(FILE *out, const struct json *value);
char *yaml_number(double value); /* a number as Go shows it */

#endif
