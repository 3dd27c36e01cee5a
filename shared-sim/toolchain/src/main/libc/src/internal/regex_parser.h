/* The state of regcomp. */
#ifndef INTERNAL_REGEX_PARSER_H
#define INTERNAL_REGEX_PARSER_H

#include "regex.h"

struct parser {
  struct __regex *regex;
  const char *at;
  int extended;
  int depth;      /* of groups */
  int closed[10]; /* which groups may be referred to */
  int error;
};

void __regex_parse_alternatives(struct parser *parser);

/* Behind the opening bracket. */
void __regex_parse_set(struct parser *parser, struct set *set);

#endif
