/* Collects the characters of a number for strtoll and strtold. Only one character can be given back
   after the last, so what has begun like a number and is none is lost, as C wants it (C11 7.21.6.2,
   9). */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/scan.h"

void __scan_begin(struct number_text *number) {
  number->text = number->block;
  number->capacity = sizeof number->block;
  number->length = 0;
  number->text[0] = 0;
}

void __scan_end(struct number_text *number) {
  if (number->text != number->block) {
    free(number->text);
  }
}

static void append(struct number_text *number, int c) {
  if (number->length + 1 == number->capacity) {
    size_t capacity = number->capacity * 2;
    char *larger = realloc(number->text == number->block ? NULL : number->text, capacity);
    if (!larger) {
      return;
    }
    if (number->text == number->block) {
      memcpy(larger, number->block, number->length);
    }
    number->text = larger;
    number->capacity = capacity;
  }
  number->text[number->length++] = (char)c;
  number->text[number->length] = 0;
}

/* Takes the next character if it is one of these. */
static int take(struct input *input, struct number_text *number, const char *accepted) {
  int c = __scan_get(input);
  if (c != EOF && c != 0 && strchr(accepted, c)) {
    append(number, c);
    return c;
  }
  __scan_unget(input, c);
  return 0;
}

static int digit_value(int c) {
  if (isdigit(c)) {
    return c - '0';
  }
  return isalpha(c) ? tolower(c) - 'a' + 10 : 99;
}

static int take_digits(struct input *input, struct number_text *number, int base) {
  int count = 0;
  int c;
  while ((c = __scan_get(input)) != EOF && digit_value(c) < base) {
    append(number, c);
    count++;
  }
  __scan_unget(input, c);
  return count;
}

int __scan_integer(struct input *input, struct number_text *number, int base) {
  int zero;
  take(input, number, "+-");
  zero = take(input, number, "0");
  if (zero && (base == 0 || base == 16) && take(input, number, "xX")) {
    return take_digits(input, number, 16) > 0;
  }
  if (base == 0) {
    base = zero ? 8 : 10;
  }
  return take_digits(input, number, base) + (zero != 0) > 0;
}

/* Takes a word in either case. */
static int take_word(struct input *input, struct number_text *number, const char *word) {
  for (; *word; word++) {
    char both[3];
    both[0] = *word;
    both[1] = (char)toupper((unsigned char)*word);
    both[2] = 0;
    if (!take(input, number, both)) {
      return 0;
    }
  }
  return 1;
}

static int take_special(struct input *input, struct number_text *number, int first) {
  if (tolower(first) == 'n') {
    return take_word(input, number, "an");
  }
  if (!take_word(input, number, "nf")) {
    return 0;
  }
  return !take(input, number, "iI") || take_word(input, number, "nity");
}

int __scan_floating(struct input *input, struct number_text *number) {
  int first;
  int base = 10;
  int digits;
  take(input, number, "+-");
  first = take(input, number, "iInN");
  if (first) {
    return take_special(input, number, first);
  }
  digits = take(input, number, "0") != 0;
  if (digits && take(input, number, "xX")) {
    base = 16;
    digits = 0;
  }
  digits += take_digits(input, number, base);
  if (take(input, number, ".")) {
    digits += take_digits(input, number, base);
  }
  if (digits == 0) {
    return 0;
  }
  if (take(input, number, base == 16 ? "pP" : "eE")) {
    take(input, number, "+-");
    return take_digits(input, number, 10) > 0;
  }
  return 1;
}
