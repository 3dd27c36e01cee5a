/* The record, its fields, and the variables that go with them. */
#include "awk.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../tools/programs.h"

static const char *const special_names[SPECIALS] = {
    "NF",     "NR",     "FNR",     "FS",      "OFS",  "ORS",     "RS",   "FILENAME",
    "SUBSEP", "RSTART", "RLENGTH", "CONVFMT", "OFMT", "ENVIRON", "ARGV", "ARGC"};

static struct value record;
static struct value *fields; /* from 1 on */
static int field_count, field_room;
static int is_split;  /* the fields are those of the record */
static int is_joined; /* the record is that of the fields */

struct cell *special(enum special which) {
  if (!global_count) {
    int i;
    for (i = 0; i < SPECIALS; i++) {
      global_named(special_names[i], strlen(special_names[i]));
    }
  }
  return &globals[which];
}

void set_number(enum special which, double number) {
  drop(&special(which)->value);
  special(which)->value = number_value(number);
}

static void make_room(int count) {
  if (count >= field_room) {
    int room = (count + 1) * 2;
    fields = reallocate(fields, (size_t)room * sizeof *fields);
    memset(fields + field_room, 0, (size_t)(room - field_room) * sizeof *fields);
    field_room = room;
  }
}

static void add_field(const char *text, size_t length) {
  make_room(field_count + 1);
  field_count++;
  drop(&fields[field_count]);
  fields[field_count] = input_value(text, length);
}

static void add_element(struct array *into, int number, const char *text, size_t length) {
  struct value place = number_value(number);
  struct string *key = to_string(&place, 0);
  struct element *element = find(into, key, 1);
  drop(&element->value);
  element->value = input_value(text, length);
  release(key);
}

static void add_part(struct array *into, int number, const char *text, size_t length) {
  if (into) {
    add_element(into, number, text, length);
  } else {
    add_field(text, length);
  }
}

static int split_blanks(struct array *into, const char *text, const char *end) {
  int count = 0;
  for (;;) {
    const char *begin;
    while (text < end && (*text == ' ' || *text == '\t' || *text == '\n')) {
      text++;
    }
    if (text == end) {
      return count;
    }
    begin = text;
    while (text < end && *text != ' ' && *text != '\t' && *text != '\n') {
      text++;
    }
    add_part(into, ++count, begin, (size_t)(text - begin));
  }
}

static int split_pattern(struct array *into, const char *text, size_t length,
                         const regex_t *pattern) {
  size_t begin = 0;
  size_t at = 0;
  int count = 0;
  while (at <= length) {
    regmatch_t match[1];
    match[0].rm_so = (regoff_t)at;
    match[0].rm_eo = (regoff_t)length;
    if (regexec(pattern, text, 1, match, REG_STARTEND) != 0) {
      break;
    }
    if (match[0].rm_eo == match[0].rm_so) {
      at = (size_t)match[0].rm_eo + 1;
      continue;
    }
    add_part(into, ++count, text + begin, (size_t)match[0].rm_so - begin);
    begin = at = (size_t)match[0].rm_eo;
  }
  add_part(into, ++count, text + begin, length - begin);
  return count;
}

static int split_character(struct array *into, const char *text, size_t length, int separator,
                           int or_newline) {
  const char *end = text + length;
  const char *begin = text;
  int count = 0;
  for (; text < end; text++) {
    if (*text == (char)separator || (or_newline && *text == '\n')) {
      add_part(into, ++count, begin, (size_t)(text - begin));
      begin = text + 1;
    }
  }
  add_part(into, ++count, begin, (size_t)(text - begin));
  return count;
}

/* Compiled once for a separator that stays. */
static const regex_t *compiled(const char *separator) {
  static regex_t pattern;
  static char *is_for;
  const char *wrong;
  if (is_for && strcmp(is_for, separator) == 0) {
    return &pattern;
  }
  if (is_for) {
    regfree(&pattern);
    free(is_for);
  }
  is_for = strdup(separator);
  wrong = compile_pattern(&pattern, separator);
  if (wrong) {
    trouble("regular expression compile failed (%s)\n%s", wrong, separator);
  }
  return &pattern;
}

int split_text(struct array *into, const char *text, size_t length, const char *separator,
               size_t separator_length, const regex_t *pattern) {
  struct string *record_separator = to_string(&special(V_RS)->value, 0);
  int paragraphs = !into && record_separator->length == 0;
  size_t i;
  release(record_separator);
  if (!pattern && separator_length == 1 && *separator == ' ') {
    return split_blanks(into, text, text + length);
  }
  if (!length) {
    return 0;
  }
  if (pattern) {
    return split_pattern(into, text, length, pattern);
  }
  if (separator_length == 0) {
    for (i = 0; i < length; i++) {
      add_part(into, (int)i + 1, text + i, 1);
    }
    return (int)length;
  }
  if (separator_length == 1 && *separator != '\\') {
    return split_character(into, text, length, *separator, paragraphs);
  }
  return split_pattern(into, text, length, compiled(separator));
}

void set_record(const char *text, size_t length) {
  drop(&record);
  record = input_value(text, length);
  is_split = 0;
  is_joined = 1;
}

static void split_record(void) {
  if (!is_split) {
    struct string *separator = to_string(&special(V_FS)->value, 0);
    field_count = 0;
    is_split = 1;
    if (record.string) {
      split_text(NULL, record.string->text, record.string->length, separator->text,
                 separator->length, NULL);
    }
    release(separator);
    set_number(V_NF, field_count);
  }
}

void count_fields(void) { split_record(); }

static void join_record(void) {
  struct string *separator = to_string(&special(V_OFS)->value, 0);
  size_t length = 0;
  size_t room = 64;
  char *text = allocate(room);
  int i;
  for (i = 1; i <= field_count; i++) {
    struct string *field = to_string(&fields[i], 0);
    if (length + field->length + separator->length + 1 > room) {
      room = (length + field->length + separator->length + 1) * 2;
      text = reallocate(text, room);
    }
    if (i > 1) {
      memcpy(text + length, separator->text, separator->length);
      length += separator->length;
    }
    memcpy(text + length, field->text, field->length);
    length += field->length;
    release(field);
  }
  release(separator);
  drop(&record);
  record = input_value(text, length);
  free(text);
  is_joined = 1;
}

struct value get_field(int number) {
  if (number == 0) {
    if (!is_joined) {
      join_record();
    }
    if (!record.string) {
      set_record("", 0);
    }
    return copy_value(&record);
  }
  split_record();
  if (number > field_count) {
    struct value none = {UNSET, 0, NULL};
    return none;
  }
  return copy_value(&fields[number]);
}

void fields_counted(int number) {
  int i;
  if (number < 0) {
    trouble("cannot set NF to a negative value");
  }
  split_record();
  make_room(number);
  for (i = field_count + 1; i <= number; i++) {
    drop(&fields[i]);
    fields[i] = input_value("", 0);
  }
  field_count = number;
  set_number(V_NF, number);
  is_joined = 0;
}

void set_field(int number, struct value value) {
  if (number == 0) {
    struct string *text = to_string(&value, 0);
    drop(&value);
    drop(&record);
    record = text_value(text);
    record.kind = INPUT;
    is_split = 0;
    is_joined = 1;
    return;
  }
  split_record();
  if (number > field_count) {
    fields_counted(number);
  }
  drop(&fields[number]);
  fields[number] = value;
  is_joined = 0;
}

void assigned(int slot) {
  if (slot == V_NF) {
    fields_counted((int)to_number(&special(V_NF)->value));
  }
}
