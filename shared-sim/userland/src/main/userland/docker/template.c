#include "template.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"

#define MOST_VARIABLES 32

/* What is being filled. */
struct filling {
  const char *text, *at;
  const char *missing; /* "map has no entry for key" or "can't evaluate field" */
  const struct json *top;
  failure failed;
  const char *names[MOST_VARIABLES]; /* of variables, the newest last */
  const struct json *values[MOST_VARIABLES];
  int count;
  int loops;   /* that it is in */
  char leaves; /* 'c' this round, 'b' the loop, until it is there; else 0 */
};

static struct json *evaluate(struct filling *f, const struct json *dot, const char *end);

static void fail(struct filling *f, failure failed) {
  if (!f->failed) {
    f->failed = failed;
  }
}

static void skip_spaces(struct filling *f, const char *end) {
  while (f->at < end && isspace((unsigned char)*f->at)) {
    f->at++;
  }
}

static int is_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

static int by_name(const void *one, const void *other) {
  return strcmp(*(char *const *)one, *(char *const *)other);
}

/* ".A.B" or "." */
static struct json *field(struct filling *f, const struct json *dot, const char *end) {
  const char *begin = f->at;
  const struct json *value = dot;
  while (f->at < end && *f->at == '.') {
    const char *name = ++f->at;
    const struct json *inner;
    while (f->at < end && is_word(*f->at)) {
      f->at++;
    }
    if (f->at == name) {
      break;
    }
    inner = value && value->kind == OBJECT
                ? json_get(value, format("%.*s", (int)(f->at - name), name))
                : NULL;
    if (!inner && (!value || value->kind != NULL_VALUE)) {
      char *path = format("%.*s", (int)(f->at - begin), begin);
      fail(f, format("template: :1:%d: executing \"\" at <%s>: %s", (int)(begin - f->text), path,
                     strstr(f->missing, "entry")
                         ? format("%s \"%.*s\"", f->missing, (int)(f->at - name), name)
                         : format(f->missing, format("%.*s", (int)(f->at - name), name))));
      return json_null();
    }
    value = inner ? inner : json_null();
  }
  return (struct json *)value;
}

static char *word_at(struct filling *f, const char *end) {
  const char *begin = f->at;
  while (f->at < end && is_word(*f->at)) {
    f->at++;
  }
  return format("%.*s", (int)(f->at - begin), begin);
}

static void declare(struct filling *f, const char *name, const struct json *value) {
  if (f->count == MOST_VARIABLES) {
    fail(f, format("template: :1: this engine's templates have no more than %d variables",
                   MOST_VARIABLES));
    return;
  }
  f->names[f->count] = name;
  f->values[f->count++] = value;
}

/* Where the newest variable of a name is; -1 where there is none. */
static int variable(const struct filling *f, const char *name) {
  int i;
  for (i = f->count - 1; i >= 0 && strcmp(f->names[i], name); i--) {
  }
  return i;
}

/* "$", "$name", and fields of either. */
static struct json *value_of_variable(struct filling *f, const char *end) {
  char *name;
  const struct json *value = f->top;
  f->at++;
  name = word_at(f, end);
  if (*name) {
    int i = variable(f, name);
    if (i < 0) {
      fail(f, format("template: :1: undefined variable \"$%s\"", name));
      return json_null();
    }
    value = f->values[i];
  }
  return *f->at == '.' && f->at < end ? field(f, value, end) : (struct json *)value;
}

static struct json *text_operand(struct filling *f, const char *end) {
  const char *begin = f->at, *after = behind_text(begin, end);
  f->at = after ? after : end;
  return *begin == '"' ? json_parse(format("%.*s", (int)(f->at - begin), begin))
                       : json_string(format("%.*s", (int)(f->at - begin - 2), begin + 1));
}

/* Where the bracket that has just been opened is closed. */
static const char *closing(const char *at, const char *end) {
  int depth = 1;
  while (at < end) {
    const char *after = *at == '"' || *at == '`' ? behind_text(at, end) : at + 1;
    depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
    if (!depth) {
      return at;
    }
    at = after ? after : end;
  }
  return end;
}

static struct json *operand(struct filling *f, const struct json *dot, const char *end) {
  skip_spaces(f, end);
  if (f->at >= end) {
    return NULL;
  }
  if (*f->at == '$') {
    return value_of_variable(f, end);
  }
  if (*f->at == '.') {
    return field(f, dot, end);
  }
  if (*f->at == '"' || *f->at == '`') {
    return text_operand(f, end);
  }
  if (isdigit((unsigned char)*f->at) || *f->at == '-') {
    char *after;
    long long number = strtoll(f->at, &after, 10);
    f->at = after > f->at ? after : f->at + 1;
    return json_number(number);
  }
  if (begins_with_word(f->at, end, "true") || begins_with_word(f->at, end, "false")) {
    return json_boolean(*word_at(f, end) == 't');
  }
  if (*f->at == '(') {
    const char *close = closing(++f->at, end);
    struct json *value = evaluate(f, dot, close);
    f->at = close < end ? close + 1 : end;
    return f->at < end && *f->at == '.' && !f->failed ? field(f, value, end) : value;
  }
  return NULL;
}

/* As Go prints a value. */
static void print_value(FILE *out, const struct json *value) {
  int i;
  switch (value->kind) {
    case NULL_VALUE:
      fputs("<no value>", out);
      break;
    case BOOLEAN:
      fputs(value->truth ? "true" : "false", out);
      break;
    case NUMBER:
    case STRING:
      fputs(value->text, out);
      break;
    case ARRAY:
    case OBJECT:
      fputs(value->kind == ARRAY ? "[" : "map[", out);
      for (i = 0; i < value->count; i++) {
        if (i) {
          fputc(' ', out);
        }
        if (value->kind == OBJECT) {
          fprintf(out, "%s:", value->names[i]);
        }
        print_value(out, value->values[i]);
      }
      fputc(']', out);
  }
}

static char *value_text(const struct json *value) {
  char *text = NULL;
  size_t size;
  FILE *out = open_memstream(&text, &size);
  print_value(out, value);
  fclose(out);
  return text;
}

static int is_true(const struct json *value) {
  return value->kind == BOOLEAN  ? value->truth
         : value->kind == STRING ? *value->text != 0
         : value->kind == NUMBER ? strcmp(value->text, "0") != 0
                                 : value->count > 0;
}

static struct json *changed_case(const char *text, int upper) {
  char *copy = format("%s", text), *at;
  for (at = copy; *at; at++) {
    *at = (char)(upper == 1 || (upper == 2 && at == copy) ? toupper((unsigned char)*at)
                 : upper == 0                             ? tolower((unsigned char)*at)
                                                          : *at);
  }
  return json_string(copy);
}

static struct json *element(struct filling *f, const struct json *of, const struct json *at) {
  int i;
  if (of->kind == OBJECT) {
    for (i = 0; i < of->count; i++) {
      if (at->text && strcmp(of->names[i], at->text) == 0) {
        return of->values[i];
      }
    }
    return json_null();
  }
  i = at->text ? atoi(at->text) : -1;
  if (of->kind != ARRAY || i < 0 || i >= of->count) {
    fail(f, format("template: :1:%d: executing \"\": error calling index: index out of range: %d",
                   (int)(f->at - f->text), i));
    return json_null();
  }
  return of->values[i];
}

static struct json *joined(const struct json *list, const char *between) {
  char *text = format("%s", "");
  int i;
  for (i = 0; i < list->count; i++) {
    text = format("%s%s%s", text, i ? between : "", value_text(list->values[i]));
  }
  return json_string(text);
}

static struct json *parts(const char *text, const char *mark) {
  struct json *list = json_array();
  size_t length = strlen(mark);
  const char *found;
  while (length && (found = strstr(text, mark))) {
    json_push(list, json_string(format("%.*s", (int)(found - text), text)));
    text = found + length;
  }
  json_push(list, json_string(text));
  return list;
}

/* A part of a text or a list: from one place up to before another. */
static struct json *slice(struct filling *f, const struct json *of, struct json **given,
                          int count) {
  int size = of->kind == STRING ? (int)strlen(of->text) : of->count, i;
  int from = atoi(value_text(given[1])), to = count > 2 ? atoi(value_text(given[2])) : size;
  struct json *part = json_array();
  if (from < 0 || to > size || from > to) {
    fail(f, format("template: :1:%d: executing \"\": error calling slice: index out of range: %d",
                   (int)(f->at - f->text), to > size ? to : from));
    return json_null();
  }
  if (of->kind == STRING) {
    return json_string(format("%.*s", to - from, of->text + from));
  }
  for (i = from; i < to; i++) {
    json_push(part, of->values[i]);
  }
  return part;
}

/* As Go's fmt has it for the verbs that templates are written with. */
static struct json *printed(const char *form, struct json **given, int count) {
  char *text = format("%s", "");
  int at = 0;
  while (*form) {
    size_t plain = strcspn(form, "%"), width;
    text = format("%s%.*s", text, (int)plain, form);
    form += plain;
    if (!*form) {
      break;
    }
    width = strspn(form + 1, "-+0123456789.");
    if (form[1] == '%') {
      text = format("%s%%", text);
    } else if (at >= count) {
      text = format("%s%%!%c(MISSING)", text, form[1 + width]);
    } else {
      struct json *value = given[at++];
      char verb = form[1 + width], *own = format("%.*s", (int)width + 1, form);
      text = verb == 'd' || verb == 'x'
                 ? format("%s%s", text,
                          format(format("%sll%c", own, verb), strtoll(value_text(value), NULL, 10)))
                 : format("%s%s", text,
                          format(format("%ss", own),
                                 verb == 'q' ? json_line(value) : value_text(value)));
    }
    form += 1 + width + (form[1 + width] != 0);
  }
  return json_string(text);
}

static int order_of(const struct json *one, const struct json *other) {
  long long a = strtoll(value_text(one), NULL, 10), b = strtoll(value_text(other), NULL, 10);
  return one->kind == NUMBER && other->kind == NUMBER ? (a > b) - (a < b)
                                                      : strcmp(value_text(one), value_text(other));
}

/* One of eq, ne, lt, le, gt, ge; the first is equal to any of the others. */
static struct json *compared(const char *name, struct json **given, int count) {
  int order = order_of(given[0], given[1]), i, equal = order == 0;
  for (i = 2; i < count; i++) {
    equal |= order_of(given[0], given[i]) == 0;
  }
  return json_boolean(!strcmp(name, "eq")   ? equal
                      : !strcmp(name, "ne") ? order != 0
                      : *name == 'l'        ? order < 0 || (name[1] == 'e' && order == 0)
                                            : order > 0 || (name[1] == 'e' && order == 0));
}

static struct json *call(struct filling *f, const char *name, struct json **given, int count) {
  struct json *one = count ? given[0] : json_null();
  const char *text = one->text ? one->text : "";
  if (!strcmp(name, "json")) {
    return json_string(json_line(one));
  }
  if (!strcmp(name, "len")) {
    return json_number(one->text ? (long long)strlen(one->text) : one->count);
  }
  if (!strcmp(name, "index") && count >= 2) {
    int i;
    for (i = 1; i < count; i++) {
      one = element(f, one, given[i]);
    }
    return one;
  }
  if (!strcmp(name, "lower") || !strcmp(name, "upper") || !strcmp(name, "title")) {
    return changed_case(text, *name == 'l' ? 0 : *name == 'u' ? 1 : 2);
  }
  if (!strcmp(name, "join") && count == 2) {
    return joined(one, given[1]->text ? given[1]->text : "");
  }
  if (!strcmp(name, "split") && count == 2) {
    return parts(text, given[1]->text ? given[1]->text : "");
  }
  if (!strcmp(name, "truncate") && count == 2) {
    return json_string(format("%.*s", atoi(given[1]->text ? given[1]->text : "0"), text));
  }
  if (!strcmp(name, "pad") && count == 3) {
    return json_string(
        format("%*s%s%*s", atoi(value_text(given[1])), "", text, atoi(value_text(given[2])), ""));
  }
  if (!strcmp(name, "slice") && count >= 2) {
    return slice(f, one, given, count);
  }
  if (!strcmp(name, "printf") && count) {
    return printed(text, given + 1, count - 1);
  }
  if (!strcmp(name, "println") || !strcmp(name, "print")) {
    return json_string(format("%s%s", count ? value_text(one) : "", name[5] ? "\n" : ""));
  }
  if (!strcmp(name, "not")) {
    return json_boolean(!is_true(one));
  }
  if (count >= 2 && (!strcmp(name, "and") || !strcmp(name, "or"))) {
    int i;
    for (i = 1; i < count && is_true(one) == (*name == 'a'); i++) {
      one = given[i];
    }
    return one;
  }
  if (count >= 2 && strlen(name) == 2 && strstr("eq ne lt le gt ge", name)) {
    return compared(name, given, count);
  }
  fail(f, format("template: :1: function \"%s\" not defined", name));
  return json_null();
}

/* The method of the rows of ps and images: the value of a label, in "name=value,name=value". */
static struct json *label(struct filling *f, const struct json *dot, const char *end) {
  const char *all = json_text(dot, "Labels");
  const struct json *name;
  f->at += strlen(".Label");
  name = operand(f, dot, end);
  while (name && name->text && *all) {
    size_t length = strcspn(all, ","), own = strcspn(all, "=,");
    if (own == strlen(name->text) && !strncmp(all, name->text, own) && own < length) {
      return json_string(format("%.*s", (int)(length - own - 1), all + own + 1));
    }
    all += length + (all[length] == ',');
  }
  return json_string("");
}

/* A value, or a function with its arguments; what stood before "|" is the last of them. */
static struct json *term(struct filling *f, const struct json *dot, const char *end,
                         struct json *before) {
  struct json *given[8], *one;
  char *name;
  const char *begin;
  int count = 0;
  skip_spaces(f, end);
  begin = f->at;
  if (end - begin > 6 && starts_with(begin, ".Label ")) {
    return label(f, dot, end);
  }
  if (begins_with_word(begin, end, "true") || begins_with_word(begin, end, "false") ||
      !isalpha((unsigned char)*begin)) {
    one = operand(f, dot, end);
    return one ? one : json_null();
  }
  while (f->at < end && is_word(*f->at)) {
    f->at++;
  }
  name = format("%.*s", (int)(f->at - begin), begin);
  while (count < 7 && (one = operand(f, dot, end))) {
    given[count++] = one;
  }
  if (before) {
    given[count++] = before;
  }
  return call(f, name, given, count);
}

static struct json *evaluate(struct filling *f, const struct json *dot, const char *end) {
  struct json *value = term(f, dot, end, NULL);
  for (skip_spaces(f, end); f->at < end && *f->at == '|' && !f->failed; skip_spaces(f, end)) {
    f->at++;
    value = term(f, dot, end, value);
  }
  if (f->at < end && !f->failed) {
    fail(f, format("template: :1: unexpected %s in operand",
                   json_line(json_string(format("%c", *f->at)))));
  }
  return value;
}

/* "$name := value" or "$name = value"; whether it was one. */
static int take_assignment(struct filling *f, const struct json *dot, const char *end) {
  const char *begin = f->at;
  if (*f->at == '$' && f->at < end) {
    char *name;
    int is_new, i;
    f->at++;
    name = word_at(f, end);
    skip_spaces(f, end);
    is_new = f->at < end && *f->at == ':';
    f->at += is_new;
    if (*name && f->at < end && *f->at == '=') {
      const struct json *value;
      f->at++;
      value = evaluate(f, dot, end);
      i = variable(f, name);
      if (is_new) {
        declare(f, name, value);
      } else if (i < 0) {
        fail(f, format("template: :1: undefined variable \"$%s\"", name));
      } else {
        f->values[i] = value;
      }
      return 1;
    }
  }
  f->at = begin;
  return 0;
}

/* Names in front of ":=", at most two; how many there are. */
static int take_names(struct filling *f, const char *end, char **names) {
  const char *begin = f->at;
  int count = 0;
  for (skip_spaces(f, end); f->at < end && *f->at == '$' && count < 2; skip_spaces(f, end)) {
    f->at++;
    names[count++] = word_at(f, end);
    skip_spaces(f, end);
    f->at += f->at < end && *f->at == ',';
  }
  if (count && f->at + 1 < end && *f->at == ':' && f->at[1] == '=') {
    f->at += 2;
    return count;
  }
  f->at = begin;
  return 0;
}

/* Up to an "else" or "end" of its own level, which it says; nothing is printed without out. */
static const char *fill(struct filling *f, const struct json *dot, FILE *out);

/* Maps are gone through in the order of their names. */
static const char *go_through(struct filling *f, const struct json *value, FILE *out, char **names,
                              int count) {
  const char *body = f->at, *stop = "end";
  struct json *keys = json_array();
  int i;
  for (i = 0; i < value->count; i++) {
    json_push(keys, value->kind == OBJECT ? json_string(value->names[i]) : json_number(i));
  }
  if (value->kind == OBJECT) {
    char **sorted = allocate(sizeof *sorted * (size_t)(value->count + 1));
    for (i = 0; i < value->count; i++) {
      sorted[i] = value->names[i];
    }
    qsort(sorted, (size_t)value->count, sizeof *sorted, by_name);
    for (i = 0; i < value->count; i++) {
      keys->values[i] = json_string(sorted[i]);
    }
  }
  for (i = 0; i < value->count && !f->failed; i++) {
    struct json *one =
        value->kind == OBJECT ? json_member(value, keys->values[i]->text) : value->values[i];
    int before = f->count;
    if (count == 2) {
      declare(f, names[0], keys->values[i]);
    }
    if (count) {
      declare(f, names[count - 1], one);
    }
    f->at = body;
    stop = fill(f, one, out);
    f->count = before;
    if (f->leaves) {
      int is_over = f->leaves == 'b';
      f->leaves = 0;
      f->at = body;
      stop = fill(f, one, NULL);
      if (is_over) {
        break;
      }
    }
  }
  return value->count ? stop : fill(f, json_null(), NULL);
}

static void fill_block(struct filling *f, const struct json *dot, FILE *out,
                       const struct action *action);

/* Behind "else" another condition may stand, whose end is the end of both. */
static void fill_rest(struct filling *f, const struct json *dot, FILE *out) {
  struct action action;
  const char *open = f->at;
  while (!starts_with(open, "{{")) {
    open--;
  }
  read_action(open, &action);
  f->at = action.begin + strlen("else");
  skip_spaces(f, action.end);
  if (f->at < action.end) {
    action.begin = f->at;
    fill_block(f, dot, out, &action);
  } else {
    f->at = action.after;
    fill(f, dot, out);
  }
}

static void fill_block(struct filling *f, const struct json *dot, FILE *out,
                       const struct action *action) {
  int loops = begins_with_word(action->begin, action->end, "range"), before = f->count;
  int with = begins_with_word(action->begin, action->end, "with"), count, taken;
  struct json *value = json_null();
  const char *stop;
  char *names[2];
  f->at = action->begin + (loops ? 5 : with ? 4 : 2);
  count = take_names(f, action->end, names);
  if (out) {
    value = evaluate(f, dot, action->end);
  }
  f->at = action->after;
  taken = out && is_true(value);
  f->loops += loops;
  if (loops && taken) {
    stop = go_through(f, value, out, names, count);
  } else {
    if (count && !loops) {
      declare(f, names[count - 1], value);
    }
    stop = fill(f, with ? value : dot, taken ? out : NULL);
  }
  f->loops -= loops;
  if (!strcmp(stop, "else") && !f->failed && !f->leaves) {
    fill_rest(f, dot, taken ? NULL : out);
  }
  f->count = before;
}

static void print_before(const char *text, const char *open, int trims, FILE *out) {
  while (trims && open > text && isspace((unsigned char)open[-1])) {
    open--;
  }
  if (out) {
    fprintf(out, "%.*s", (int)(open - text), text);
  }
}

/* Out of the loop, or out of this round of it. */
static void leave(struct filling *f, const char *word, int now) {
  if (!f->loops) {
    fail(f, format("template: :1: {{%s}} outside {{range}}", word));
  } else if (now) {
    f->leaves = *word;
  }
}

static const char *fill(struct filling *f, const struct json *dot, FILE *out) {
  struct action action;
  while (*f->at && !f->failed) {
    const char *open = strstr(f->at, "{{");
    if (!open || !read_action(open, &action)) {
      print_before(f->at, f->at + strlen(f->at), 0, out);
      f->at += strlen(f->at);
      break;
    }
    print_before(f->at, open, action.trims, out);
    f->at = action.begin;
    if (begins_with_word(f->at, action.end, "end")) {
      f->at = action.after;
      return "end";
    }
    if (begins_with_word(f->at, action.end, "else")) {
      return "else";
    }
    if (begins_with_word(f->at, action.end, "range") || begins_with_word(f->at, action.end, "if") ||
        begins_with_word(f->at, action.end, "with")) {
      fill_block(f, dot, out, &action);
      if (f->leaves) {
        return "";
      }
      continue;
    }
    if (begins_with_word(f->at, action.end, "break") ||
        begins_with_word(f->at, action.end, "continue")) {
      leave(f, *f->at == 'b' ? "break" : "continue", out != NULL);
      f->at = action.after;
      if (f->leaves) {
        return "";
      }
      continue;
    }
    if (out && !starts_with(f->at, "/*") && !take_assignment(f, dot, action.end)) {
      struct json *value = evaluate(f, dot, action.end);
      if (!f->failed) {
        print_value(out, value);
      }
    }
    f->at = action.after;
  }
  return "";
}

failure fill_template(const char *text, const struct json *value, const char *missing,
                      char **filled) {
  struct filling f = {text, text, missing, value, check_template(text), {NULL}, {NULL}, 0};
  size_t size;
  FILE *out = open_memstream(filled, &size);
  fill(&f, value, out);
  fclose(out);
  return f.failed;
}

static struct json *heading_values(const char *const (*headings)[2]) {
  struct json *value = json_object();
  for (; (*headings)[0]; headings++) {
    json_set_string(value, (*headings)[0], (*headings)[1]);
  }
  return value;
}

int print_rows(const char *text, const struct json *rows, const char *const (*headings)[2]) {
  struct columns table = {NULL, 0};
  const char *missing = "can't evaluate field %s in type *formatter.Context";
  int is_table = starts_with(text, "table"), i;
  char *line, *form = replaced(replaced(text, "\\t", "\t"), "\\n", "\n");
  failure failed;
  form += is_table ? 5 : 0;
  form += strspn(form, " ");
  failed = check_template(form);
  if (failed) {
    fprintf(stderr, "template parsing error: %s\n", failed);
    return 64;
  }
  if (is_table) {
    failed = fill_template(form, heading_values(headings), missing, &line);
    add_line(&table, line);
  }
  for (i = 0; i < rows->count && !failed; i++) {
    if (strcmp(text, "json") == 0 || strcmp(text, "{{json .}}") == 0) {
      line = json_line(rows->values[i]);
    } else {
      failed = fill_template(form, rows->values[i], missing, &line);
    }
    add_line(&table, line);
  }
  if (failed) {
    fprintf(stderr, "failed to execute template: %s\n", failed);
    return 1;
  }
  if (is_table) {
    print_columns(&table);
  } else {
    for (i = 0; i < table.count; i++) {
      puts(table.lines[i]);
    }
  }
  return 0;
}
