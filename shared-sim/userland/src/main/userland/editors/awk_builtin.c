/* The functions that awk has of itself. */
#include "awk.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "../tools/programs.h"

const char *const builtin_names[BUILTINS] = {
    "length", "substr",  "index",   "split",  "sub",   "gsub",  "match", "sprintf",
    "sin",    "cos",     "atan2",   "exp",    "log",   "sqrt",  "int",   "rand",
    "srand",  "tolower", "toupper", "system", "close", "fflush"};

static struct {
  char *text;
  size_t length, room;
} made;

static void add(const char *text, size_t length) {
  if (made.length + length + 1 > made.room) {
    made.room = (made.length + length + 1) * 2;
    made.text = reallocate(made.text, made.room);
  }
  if (length) {
    memcpy(made.text + made.length, text, length);
  }
  made.length += length;
  made.text[made.length] = 0;
}

static struct node *argument(struct node *node, int number) {
  struct node *at = node->a;
  while (at && number-- > 0) {
    at = at->next;
  }
  return at;
}

static struct node *needed(struct node *node, int number) {
  struct node *at = argument(node, number);
  if (!at) {
    trouble("line %d: not enough arguments to %s", node->line, builtin_names[node->operation]);
  }
  return at;
}

static double number_of(struct node *node) {
  struct value value = evaluate(node);
  double number = to_number(&value);
  drop(&value);
  return number;
}

static struct string *text_of(struct node *node) {
  struct value value = evaluate(node);
  struct string *text = to_string(&value, 0);
  drop(&value);
  return text;
}

/* One conversion of a format: from its percent sign to its letter. */
static void add_converted(const char *form, size_t length, struct value *value, int *stars,
                          int star_count) {
  char own[64];
  char small[512];
  char *out = small;
  int letter = (unsigned char)form[length - 1];
  int needed_room;
  struct string *text = NULL;
  char one[2] = {0, 0};
  int pass;
  size_t room = sizeof small;
  size_t kept = 0;
  size_t i;
  for (i = 0; i + 1 < length && kept < sizeof own - 8; i++) {
    if (!strchr("hlLqjzt", form[i])) {
      own[kept++] = form[i];
    }
  }
  if (strchr("di", letter)) {
    own[kept++] = 'l';
    own[kept++] = 'l';
  } else if (strchr("oxXu", letter)) {
    own[kept++] = 'l';
    own[kept++] = 'l';
  }
  own[kept++] = letter == 'c' ? 's' : (char)letter;
  own[kept] = 0;
  if (letter == 's') {
    text = to_string(value, 0);
  } else if (letter == 'c') {
    one[0] = value->kind == NUMBER ? (char)(int)value->number
             : value->string       ? value->string->text[0]
                                   : 0;
    if (!one[0]) {
      add(one, 1);
      return;
    }
  }
  for (pass = 0; pass < 2; pass++) {
#define PRINT_AS(what)                                          \
  (star_count == 0   ? snprintf(out, room, own, what)           \
   : star_count == 1 ? snprintf(out, room, own, stars[0], what) \
                     : snprintf(out, room, own, stars[0], stars[1], what))
    needed_room = letter == 's'            ? PRINT_AS(text->text)
                  : letter == 'c'          ? PRINT_AS(one)
                  : strchr("di", letter)   ? PRINT_AS((long long)to_number(value))
                  : strchr("oxXu", letter) ? PRINT_AS((long long)to_number(value))
                                           : PRINT_AS(to_number(value));
#undef PRINT_AS
    if (needed_room < (int)room) {
      break;
    }
    room = (size_t)needed_room + 1;
    out = allocate(room);
  }
  add(out, (size_t)needed_room);
  if (out != small) {
    free(out);
  }
  release(text);
}

static struct value next_argument(struct node **arguments, int line) {
  struct node *node = *arguments;
  if (!node) {
    trouble("line %d: the format wants more arguments", line);
  }
  *arguments = node->next;
  return evaluate(node);
}

struct string *format_values(struct node *arguments) {
  int line = arguments->line;
  struct string *format = text_of(arguments);
  const char *at = format->text;
  const char *end = format->text + format->length;
  struct string *result;
  /* A function in the arguments may format, too. */
  char *outer = made.text;
  size_t outer_length = made.length, outer_room = made.room;
  memset(&made, 0, sizeof made);
  add("", 0);
  arguments = arguments->next;
  while (at < end) {
    const char *begin = at;
    int stars[2];
    int star_count = 0;
    struct value value;
    if (*at != '%') {
      add(at++, 1);
      continue;
    }
    at++;
    if (at < end && *at == '%') {
      add(at++, 1);
      continue;
    }
    while (at < end && strchr("-+ #0123456789.*hlLqjzt", *at) && *at) {
      if (*at == '*' && star_count < 2) {
        value = next_argument(&arguments, line);
        stars[star_count++] = (int)to_number(&value);
        drop(&value);
      }
      at++;
    }
    if (at >= end || !strchr("diouxXeEfFgGaAcs", *at)) {
      add(begin, (size_t)(at - begin) + (at < end));
      at += at < end;
      continue;
    }
    at++;
    value = next_argument(&arguments, line);
    add_converted(begin, (size_t)(at - begin), &value, stars, star_count);
    drop(&value);
  }
  result = string_of(made.text, made.length);
  free(made.text);
  made.text = outer;
  made.length = outer_length;
  made.room = outer_room;
  release(format);
  return result;
}

static struct value length(struct node *node) {
  struct node *of = node->a;
  struct value value;
  struct string *text;
  double count;
  if (of && !of->next && is_array(of)) {
    return number_value(array_of(of)->count);
  }
  value = of ? evaluate(of) : get_field(0);
  text = to_string(&value, 0);
  count = (double)text->length;
  drop(&value);
  release(text);
  return number_value(count);
}

static double rounded(double number) {
  return floor(number) + (number - floor(number) > 0.5 ||
                          (number - floor(number) == 0.5 && fmod(floor(number), 2) != 0));
}

static struct value substr(struct node *node) {
  struct string *text = text_of(needed(node, 0));
  double first = rounded(number_of(needed(node, 1)));
  double behind = argument(node, 2) ? first + rounded(number_of(argument(node, 2))) : 1e18;
  struct value value;
  first = first < 1 ? 1 : first;
  behind = behind > (double)text->length + 1 ? (double)text->length + 1 : behind;
  if (behind > first) {
    value = text_value(string_of(text->text + (size_t)first - 1, (size_t)(behind - first)));
  } else {
    value = text_value(string_of("", 0));
  }
  release(text);
  return value;
}

static struct value position(struct node *node) {
  struct string *text = text_of(needed(node, 0));
  struct string *part = text_of(needed(node, 1));
  const char *found =
      part->length ? memmem(text->text, text->length, part->text, part->length) : text->text;
  double number = found && text->length ? (double)(found - text->text) + 1 : 0;
  release(text);
  release(part);
  return number_value(number);
}

static struct value split(struct node *node) {
  struct string *text = text_of(needed(node, 0));
  struct array *array = array_of(needed(node, 1));
  struct node *by = argument(node, 2);
  int count;
  clear_array(array);
  if (by && by->kind == EXPRESSION_OF) {
    count = split_text(array, text->text, text->length, "", 0, by->pattern);
  } else {
    struct string *separator = by ? text_of(by) : to_string(&special(V_FS)->value, 0);
    count = split_text(array, text->text, text->length, separator->text, separator->length, NULL);
    release(separator);
  }
  release(text);
  return number_value(count);
}

/* \& is an ampersand, & what has matched, \\ a backslash in front of either. */
static void add_replacement(const struct string *by, const char *matched, size_t length) {
  size_t i;
  for (i = 0; i < by->length; i++) {
    if (by->text[i] == '\\' && i + 1 < by->length &&
        (by->text[i + 1] == '&' || by->text[i + 1] == '\\')) {
      add(&by->text[++i], 1);
    } else if (by->text[i] == '&') {
      add(matched, length);
    } else {
      add(&by->text[i], 1);
    }
  }
}

static int replace(const regex_t *pattern, const struct string *by, const struct string *in,
                   int everywhere) {
  size_t at = 0;
  long previous_end = -1;
  int count = 0;
  while (at <= in->length && (everywhere || !count)) {
    regmatch_t match[1];
    size_t begin, end;
    match[0].rm_so = (regoff_t)at;
    match[0].rm_eo = (regoff_t)in->length;
    if (regexec(pattern, in->text, 1, match, REG_STARTEND) != 0) {
      break;
    }
    begin = (size_t)match[0].rm_so;
    end = (size_t)match[0].rm_eo;
    add(in->text + at, begin - at);
    if (begin != end || (long)begin != previous_end) {
      add_replacement(by, in->text + begin, end - begin);
      count++;
    }
    previous_end = (long)end;
    at = end;
    if (begin == end) {
      if (at < in->length) {
        add(in->text + at, 1);
      }
      at++;
    }
  }
  if (at < in->length) {
    add(in->text + at, in->length - at);
  }
  return count;
}

static struct value substitute(struct node *node) {
  int owned;
  regex_t *pattern = pattern_of(needed(node, 0), &owned);
  struct string *by = text_of(needed(node, 1));
  struct node *target = argument(node, 2);
  struct value value = target ? evaluate(target) : get_field(0);
  struct string *in = to_string(&value, 0);
  int count;
  drop(&value);
  made.length = 0;
  add("", 0);
  count = replace(pattern, by, in, node->operation == B_GSUB);
  if (count) {
    struct value changed = text_value(string_of(made.text, made.length));
    if (target) {
      assign(target, changed);
    } else {
      set_field(0, changed);
    }
  }
  if (owned) {
    regfree(pattern);
    free(pattern);
  }
  release(by);
  release(in);
  return number_value(count);
}

static struct value match(struct node *node) {
  struct string *text = text_of(needed(node, 0));
  int owned;
  regex_t *pattern = pattern_of(needed(node, 1), &owned);
  regmatch_t match[1];
  int found = regexec(pattern, text->text, 1, match, 0) == 0;
  set_number(V_RSTART, found ? match[0].rm_so + 1 : 0);
  set_number(V_RLENGTH, found ? match[0].rm_eo - match[0].rm_so : -1);
  if (owned) {
    regfree(pattern);
    free(pattern);
  }
  release(text);
  return copy_value(&special(V_RSTART)->value);
}

static struct value in_case(struct node *node, int (*change)(int)) {
  struct string *text = text_of(needed(node, 0));
  struct string *changed = string_of(text->text, text->length);
  size_t i;
  for (i = 0; i < changed->length; i++) {
    changed->text[i] = (char)change((unsigned char)changed->text[i]);
  }
  release(text);
  return text_value(changed);
}

static struct value seed(struct node *node) {
  static double current;
  double before = current;
  current = node->a ? floor(number_of(node->a)) : (double)time(NULL);
  srandom((unsigned)(long long)current);
  return number_value(before);
}

static struct value run_command(struct node *node) {
  struct string *command = text_of(needed(node, 0));
  int status;
  fflush(NULL);
  status = system(command->text);
  release(command);
  return number_value(WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status));
}

static struct value on_file(struct node *node, int (*act)(struct string *)) {
  struct string *name = text_of(needed(node, 0));
  int status = act(name);
  release(name);
  return number_value(status);
}

struct value call_builtin(struct node *node) {
  switch (node->operation) {
    case B_LENGTH:
      return length(node);
    case B_SUBSTR:
      return substr(node);
    case B_INDEX:
      return position(node);
    case B_SPLIT:
      return split(node);
    case B_SUB:
    case B_GSUB:
      return substitute(node);
    case B_MATCH:
      return match(node);
    case B_SPRINTF:
      return text_value(format_values(needed(node, 0)));
    case B_SIN:
      return number_value(sin(number_of(needed(node, 0))));
    case B_COS:
      return number_value(cos(number_of(needed(node, 0))));
    case B_ATAN2:
      return number_value(atan2(number_of(needed(node, 0)), number_of(needed(node, 1))));
    case B_EXP:
      return number_value(exp(number_of(needed(node, 0))));
    case B_LOG:
      return number_value(log(number_of(needed(node, 0))));
    case B_SQRT:
      return number_value(sqrt(number_of(needed(node, 0))));
    case B_INT:
      return number_value(trunc(number_of(needed(node, 0))));
    case B_RAND:
      return number_value((double)random() / 2147483648.0);
    case B_SRAND:
      return seed(node);
    case B_TOLOWER:
      return in_case(node, tolower);
    case B_TOUPPER:
      return in_case(node, toupper);
    case B_SYSTEM:
      return run_command(node);
    case B_CLOSE:
      return on_file(node, close_named);
    default:
      if (!node->a) {
        return number_value(fflush(NULL));
      }
      return on_file(node, flush_named);
  }
}
