/* The parts of scanf. */
#ifndef INTERNAL_SCAN_H
#define INTERNAL_SCAN_H

#include <stdio.h>

/* Where the characters come from. */
struct input {
  FILE *file;
  int count; /* of those read so far */
  int left;  /* how many the field may still have */
};

/* The next character of the field; EOF where the field or the file ends. */
int __scan_get(struct input *input);
void __scan_unget(struct input *input, int c);

/* Characters of a number, collected as far as they can be the beginning of one. */
struct number_text {
  char *text;
  size_t length;
  size_t capacity;
  char block[64];
};

/* Both return 0 if there is no number; the text is then of no use, but may have to be freed. */
int __scan_integer(struct input *input, struct number_text *number, int base);
int __scan_floating(struct input *input, struct number_text *number);
void __scan_begin(struct number_text *number);
void __scan_end(struct number_text *number);

#endif
