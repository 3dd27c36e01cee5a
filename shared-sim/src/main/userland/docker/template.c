#include "template.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"

/* What is being filled. */
struct filling {
  const char *text, *at;
  const char *missing; /* "map has no entry for key" or "can't evaluate field" */
  const struct json *top;
  failure failed;
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
      fail(f, format("template: :1:%d: executing \"\" at <%s>: %s",
                     (int)(begin - f->text), path,
                     strstr(f->missing, "entry")
                         ? format("%s \"%.*s\"", f->missing, (int)(f->at - name), name)
                         : format(f->missing, format("%.*s", (int)(f->at - name), name))));
      return json_null();
    }
    value = inner ? inner : json_null();
  }
  return (struct json *)value;
}

static struct json *operand(struct filling *f, const struct json *dot, const char *end) {
  skip_spaces(f, end);
  if (f->at >= end) {
    return NULL;
  }
  if (*f->at == '$' && f->at + 1 <= end) {
    f->at++;
    return *f->at == '.' ? field(f, f->top, end) : (struct json *)f->top;
  }
  if (*f->at == '.') {
    return field(f, dot, end);
  }
  if (*f->at == '"' || *f->at == '`') {
    char quote = *f->at;
    const char *begin = f->at++;
    while (f->at < end && *f->at != quote) {
      f->at += quote == '"' && *f->at == '\\' ? 2 : 1;
    }
    f->at += f->at < end;
    return quote == '"' ? json_parse(format("%.*s", (int)(f->at - begin), begin))
                        : json_string(format("%.*s", (int)(f->at - begin - 2), begin + 1));
  }
  if (isdigit((unsigned char)*f->at) || *f->at == '-') {
    char *after;
    long long number = strtoll(f->at, &after, 10);
    f->at = after;
    return json_number(number);
  }
  if (*f->at == '(') {
    const char *close = ++f->at;
    int depth = 1;
    struct json *value;
    while (close < end && depth) {
      depth += *close == '(' ? 1 : *close == ')' ? -1 : 0;
      close++;
    }
    value = evaluate(f, dot, close - 1);
    f->at = close;
    return value;
  }
  return NULL;
}

/* As Go prints a value. */
static void print_value(FILE *out, const struct json *value) {
  int i;
  switch (value->kind) {
    case NULL_VALUE: fputs("<no value>", out); break;
    case BOOLEAN: fputs(value->truth ? "true" : "false", out); break;
    case NUMBER:
    case STRING: fputs(value->text, out); break;
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
                 : upper == 0                              ? tolower((unsigned char)*at)
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
  if (!strcmp(name, "println") || !strcmp(name, "print")) {
    return json_string(format("%s%s", value_text(one), name[5] ? "\n" : ""));
  }
  if ((!strcmp(name, "eq") || !strcmp(name, "ne")) && count == 2) {
    return json_boolean((strcmp(value_text(one), value_text(given[1])) == 0) == (*name == 'e'));
  }
  if (!strcmp(name, "not")) {
    return json_boolean(!is_true(one));
  }
  if ((!strcmp(name, "and") || !strcmp(name, "or")) && count == 2) {
    return is_true(one) == (*name == 'a') ? given[1] : one;
  }
  fail(f, format("template: :1: function \"%s\" not defined", name));
  return json_null();
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
  while (f->at < end && is_word(*f->at) && !isdigit((unsigned char)*begin)) {
    f->at++;
  }
  if (f->at == begin) {
    one = operand(f, dot, end);
    return one ? one : json_null();
  }
  name = format("%.*s", (int)(f->at - begin), begin);
  if (!strcmp(name, "true") || !strcmp(name, "false")) {
    return json_boolean(*name == 't');
  }
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

static int begins(const char *at, const char *end, const char *word) {
  size_t length = strlen(word);
  return (size_t)(end - at) >= length && strncmp(at, word, length) == 0 &&
         (at + length == end || !is_word(at[length]));
}

/* Up to an "else" or "end" of its own level, which it says; nothing is printed without out. */
static const char *fill(struct filling *f, const struct json *dot, FILE *out);

static void fill_block(struct filling *f, const struct json *dot, FILE *out, const char *end) {
  int loops = begins(f->at, end, "range");
  struct json *value;
  const char *body, *stop = "end";
  int i;
  f->at += loops ? 5 : 2;
  value = evaluate(f, dot, end);
  f->at = body = end + 2;
  if (loops) {
    for (i = 0; i < value->count && !f->failed; i++) {
      f->at = body;
      stop = fill(f, value->values[i], out);
    }
    if (!value->count) {
      stop = fill(f, dot, NULL);
    }
  } else {
    stop = fill(f, dot, is_true(value) ? out : NULL);
  }
  if (!strcmp(stop, "else") && !f->failed) {
    int other = loops ? !value->count : !is_true(value);
    fill(f, dot, other ? out : NULL);
  }
}

static const char *fill(struct filling *f, const struct json *dot, FILE *out) {
  while (*f->at && !f->failed) {
    const char *open = strstr(f->at, "{{"), *end;
    if (!open) {
      open = f->at + strlen(f->at);
    }
    if (out) {
      fprintf(out, "%.*s", (int)(open - f->at), f->at);
    }
    f->at = open;
    if (!*open) {
      break;
    }
    end = strstr(open, "}}");
    if (!end) {
      fail(f, format("template: :1: unclosed action"));
      break;
    }
    f->at = open + 2;
    skip_spaces(f, end);
    if (begins(f->at, end, "end") || begins(f->at, end, "else")) {
      const char *word = begins(f->at, end, "end") ? "end" : "else";
      f->at = end + 2;
      return word;
    }
    if (begins(f->at, end, "range") || begins(f->at, end, "if")) {
      fill_block(f, dot, out, end);
    } else if (out) {
      struct json *value = evaluate(f, dot, end);
      if (!f->failed) {
        print_value(out, value);
      }
      f->at = end + 2;
    } else {
      f->at = end + 2;
    }
  }
  return "";
}

failure fill_template(const char *text, const struct json *value, const char *missing,
                      char **filled) {
  struct filling f = {text, text, missing, value, check_template(text)};
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
