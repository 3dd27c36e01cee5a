/* Values of awk: numbers, text, and text that looks like a number; arrays of them. */
#include "awk.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../tools/programs.h"

struct string *string_of(const char *text, size_t length) {
  struct string *string = allocate(sizeof *string + length);
  string->uses = 1;
  string->length = length;
  if (length) {
    memcpy(string->text, text, length);
  }
  string->text[length] = 0;
  return string;
}

struct string *share(struct string *string) {
  string->uses++;
  return string;
}

void release(struct string *string) {
  if (string && --string->uses == 0) {
    free(string);
  }
}

struct value number_value(double number) {
  struct value value = {NUMBER, 0, NULL};
  value.number = number;
  return value;
}

struct value text_value(struct string *string) {
  struct value value = {TEXT, 0, NULL};
  value.string = string;
  return value;
}

struct value input_value(const char *text, size_t length) {
  struct value value = text_value(string_of(text, length));
  value.kind = INPUT;
  return value;
}

struct value copy_value(const struct value *value) {
  if (value->string) {
    share(value->string);
  }
  return *value;
}

void drop(struct value *value) {
  release(value->string);
  memset(value, 0, sizeof *value);
}

int looks_numeric(const char *text, size_t length, double *number) {
  const char *begin = text;
  char *end;
  while (isspace((unsigned char)*begin)) {
    begin++;
  }
  if (!isdigit((unsigned char)begin[strspn(begin, "+-.") < 3 ? strspn(begin, "+-.") : 0])) {
    return 0;
  }
  if (begin[0] == '0' && (begin[1] == 'x' || begin[1] == 'X')) {
    return 0;
  }
  *number = strtod(begin, &end);
  if (end == begin) {
    return 0;
  }
  while (isspace((unsigned char)*end)) {
    end++;
  }
  return (size_t)(end - text) == length;
}

/* What a text begins with, as a number; hexadecimal, names and such are none. */
static double leading_number(const char *text) {
  const char *begin = text;
  const char *digits;
  while (isspace((unsigned char)*begin)) {
    begin++;
  }
  digits = begin + (*begin == '-' || *begin == '+');
  if (!isdigit((unsigned char)*digits) && !(*digits == '.' && isdigit((unsigned char)digits[1]))) {
    return 0;
  }
  if (digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
    return 0;
  }
  return strtod(begin, NULL);
}

double to_number(const struct value *value) {
  return value->kind == NUMBER  ? value->number
         : value->kind == UNSET ? 0
                                : leading_number(value->string->text);
}

struct string *to_string(const struct value *value, int printed) {
  char text[400];
  int length;
  if (value->kind == TEXT || value->kind == INPUT) {
    return share(value->string);
  }
  if (value->kind == UNSET) {
    return string_of("", 0);
  }
  if (value->number == floor(value->number) && fabs(value->number) < 9.2e18) {
    length = snprintf(text, sizeof text, "%.0f", value->number == 0 ? 0.0 : value->number);
  } else {
    struct string *format = to_string(&special(printed ? V_OFMT : V_CONVFMT)->value, 0);
    length = snprintf(text, sizeof text, format->text, value->number);
    release(format);
  }
  return string_of(text, length < (int)sizeof text ? (size_t)length : sizeof text - 1);
}

static int as_number(const struct value *value, double *number) {
  if (value->kind == INPUT) {
    return looks_numeric(value->string->text, value->string->length, number);
  }
  *number = value->kind == NUMBER ? value->number : 0;
  return value->kind != TEXT;
}

int is_true(const struct value *value) {
  double number;
  return as_number(value, &number) ? number != 0 : value->string->length != 0;
}

static int compare_strings(const struct string *left, const struct string *right) {
  size_t length = left->length < right->length ? left->length : right->length;
  int order = memcmp(left->text, right->text, length);
  return order ? order : (left->length > right->length) - (left->length < right->length);
}

int compare(const struct value *left, const struct value *right) {
  double a, b;
  struct string *text, *other;
  int order;
  if (as_number(left, &a) && as_number(right, &b)) {
    return (a > b) - (a < b);
  }
  text = to_string(left, 0);
  other = to_string(right, 0);
  order = compare_strings(text, other);
  release(text);
  release(other);
  return order;
}

/* Arrays: a table of hashes, and a chain in the order in which the elements came. */

struct array *new_array(void) {
  struct array *array = allocate(sizeof *array);
  memset(array, 0, sizeof *array);
  return array;
}

static unsigned hash(const struct string *key) {
  unsigned value = 2166136261u;
  size_t i;
  for (i = 0; i < key->length; i++) {
    value = (value ^ (unsigned char)key->text[i]) * 16777619u;
  }
  return value;
}

static void grow(struct array *array) {
  struct element *element;
  unsigned room = array->room ? array->room * 2 : 16;
  free(array->slots);
  array->slots = allocate(room * sizeof *array->slots);
  memset(array->slots, 0, room * sizeof *array->slots);
  array->room = room;
  for (element = array->first; element; element = element->later) {
    unsigned slot = hash(element->key) % room;
    element->next = array->slots[slot];
    array->slots[slot] = element;
  }
}

struct element *find(struct array *array, struct string *key, int makes) {
  struct element *element;
  unsigned slot;
  if (array->room) {
    for (element = array->slots[hash(key) % array->room]; element; element = element->next) {
      if (compare_strings(element->key, key) == 0) {
        return element;
      }
    }
  }
  if (!makes) {
    return NULL;
  }
  if (array->count >= array->room) {
    grow(array);
  }
  element = allocate(sizeof *element);
  memset(element, 0, sizeof *element);
  element->key = share(key);
  slot = hash(key) % array->room;
  element->next = array->slots[slot];
  array->slots[slot] = element;
  element->earlier = array->last;
  *(array->last ? &array->last->later : &array->first) = element;
  array->last = element;
  array->count++;
  return element;
}

void remove_element(struct array *array, struct string *key) {
  struct element *element = find(array, key, 0);
  struct element **link;
  if (!element) {
    return;
  }
  for (link = &array->slots[hash(key) % array->room]; *link != element; link = &(*link)->next) {
  }
  *link = element->next;
  *(element->earlier ? &element->earlier->later : &array->first) = element->later;
  *(element->later ? &element->later->earlier : &array->last) = element->earlier;
  array->count--;
  release(element->key);
  drop(&element->value);
  free(element);
}

void clear_array(struct array *array) {
  while (array->first) {
    remove_element(array, array->first->key);
  }
}
