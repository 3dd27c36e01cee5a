/* A regular expression as a program for a machine that follows all ways at once. */
#ifndef INTERNAL_REGEX_H
#define INTERNAL_REGEX_H

#include <regex.h>

enum operation {
  MATCH,
  CHARACTER,    /* the character x */
  ANY,          /* but the newline, if flags say so */
  SET,          /* a character of set x */
  SPLIT,        /* both ways: on by x and on by y */
  JUMP,         /* on by x */
  SAVE,         /* the position into slot x */
  LINE_BEGIN,
  LINE_END,
  WORD_BEGIN,
  WORD_END,
  WORD_EDGE,
  WORD_INSIDE,
  BACK_REFERENCE, /* what group x matched */
  ROUND_BEGIN,    /* of loop x: remembers the position */
  ROUND_END       /* of loop x: goes on only if the position is another */
};

struct instruction {
  enum operation operation;
  int x; /* distances are relative, so that code can be moved */
  int y;
};

struct set {
  unsigned char members[32];
};

struct __regex {
  struct instruction *code;
  int length;
  int capacity;
  struct set *sets;
  int set_count;
  int loop_count;
  int group_count;
  int has_references;
  int flags;
};

/* What is matched: the string, and the slots where groups begin and end. */
struct subject {
  const char *begin;
  const char *end;
  int flags;
};

int __regex_at_edge(const struct __regex *regex, enum operation operation,
                    const struct subject *subject, const char *at);
int __regex_takes(const struct __regex *regex, const struct instruction *instruction, int c);

/* Whether one set of slots is to be preferred to another. */
int __regex_better(const int *slots, const int *than, int count);

/* A match at a position: 1 with its slots, 0 for none, -1 without memory. */
int __regex_follow(const struct __regex *regex, const struct subject *subject, const char *at,
                   int *slots);
int __regex_backtrack(const struct __regex *regex, const struct subject *subject, const char *at,
                      int *slots);

#define SLOTS(regex) (2 * ((regex)->group_count + 1))

#endif
