/* Whether a text is a template at all: told before anything is filled in. */
#include <ctype.h>
#include <string.h>

#include "template.h"

/* Blocks that are open: 'i' an if, 'w' a with, 'r' a range; capitals behind their else. */
struct blocks {
  char kinds[64];
  int depth;
};

static failure wrong(const char *text) { return format("template: :1: %s", text); }

static const char *word_end(const char *at, const char *end) {
  while (at < end && (isalnum((unsigned char)*at) || *at == '_')) {
    at++;
  }
  return at;
}

const char *behind_text(const char *at, const char *end) {
  char quote = *at++;
  while (at < end && *at != quote) {
    at += *at == '\\' && quote == '"' ? 2 : 1;
  }
  return at < end ? at + 1 : NULL;
}

/* Values with "|" between them; what is in brackets is one of its own. */
static failure check_values(const char **from, const char *end, const char *of, int bracket) {
  const char *at = *from;
  int any = 0, piped = 0;
  while (at < end && *at != ')') {
    if (isspace((unsigned char)*at)) {
      at++;
    } else if (*at == '|') {
      if (!any) {
        return wrong(format("missing value for %s", piped ? "command" : of));
      }
      any = 0;
      piped = 1;
      at++;
    } else if (*at == '(') {
      failure failed;
      at++;
      failed = check_values(&at, end, "parenthesized pipeline", 1);
      if (failed) {
        return failed;
      }
      any = 1;
    } else if (*at == '"' || *at == '`') {
      at = behind_text(at, end);
      if (!at) {
        return wrong("unterminated quoted string");
      }
      any = 1;
    } else {
      const char *word = at;
      at += *at == '.' || *at == '$' || *at == '-' || *at == '+';
      at = word_end(at, end);
      if (at == word) {
        return wrong(format("unexpected %s in operand", json_line(json_string(format("%c", *at)))));
      }
      any = 1;
    }
  }
  *from = at + bracket;
  if (bracket && at == end) {
    return wrong("unclosed left paren");
  }
  if (!bracket && at < end) {
    return wrong("unexpected right paren");
  }
  return any ? NULL : wrong(format("missing value for %s", piped ? "command" : of));
}

int begins_with_word(const char *at, const char *end, const char *word) {
  size_t length = strlen(word);
  return word_end(at, end) == at + length && strncmp(at, word, length) == 0;
}

/* "$name :=", and in front of that "$name," where there may be two. */
static const char *behind_declaration(const char *at, const char *end) {
  const char *begin = at;
  while (at < end && *at == '$') {
    at = word_end(at + 1, end);
    at += strspn(at, " \t");
    if (at < end && *at == ',') {
      at++;
      at += strspn(at, " \t");
    }
  }
  if (at > begin && at + 1 < end && (*at == '=' || (*at == ':' && at[1] == '='))) {
    return at + (*at == ':' ? 2 : 1);
  }
  return begin;
}

static failure check_block(struct blocks *open, const char *word, const char *after,
                           const char *end) {
  if (open->depth + 1 == sizeof open->kinds) {
    return wrong("too many blocks in each other");
  }
  open->kinds[++open->depth] = *word;
  after += strspn(after, " \t");
  after = behind_declaration(after, end);
  return check_values(&after, end, word, 0);
}

/* What ends a block, or its first part; another condition may follow. */
static failure check_end(struct blocks *open, const char *word, const char *after,
                         const char *end) {
  char *top = &open->kinds[open->depth];
  int ends = !strcmp(word, "end");
  if (!open->depth || (!ends && isupper((unsigned char)*top))) {
    return wrong(format("unexpected {{%s}}", word));
  }
  after += strspn(after, " \t");
  if (!ends && (begins_with_word(after, end, "if") || begins_with_word(after, end, "with"))) {
    char *again = format("%.*s", (int)(word_end(after, end) - after), after);
    after = word_end(after, end);
    return check_values(&after, end, again, 0);
  }
  if (after < end) {
    return wrong(format("unexpected %s in %s",
                        json_line(json_string(format("%.*s", (int)(end - after), after))), word));
  }
  if (ends) {
    open->depth--;
  } else {
    *top = (char)toupper((unsigned char)*top);
  }
  return NULL;
}

static failure check_action(struct blocks *open, const char *at, const char *end) {
  const char *after = word_end(at, end);
  char *word = format("%.*s", (int)(after - at), at);
  if (starts_with(at, "/*")) {
    return NULL;
  }
  if (!strcmp(word, "end") || !strcmp(word, "else")) {
    return check_end(open, word, after, end);
  }
  if (!strcmp(word, "if") || !strcmp(word, "range") || !strcmp(word, "with")) {
    return check_block(open, word, after, end);
  }
  at = behind_declaration(at, end);
  return check_values(&at, end, "command", 0);
}

int read_action(const char *open, struct action *action) {
  const char *at = open + 2, *close;
  action->trims = *at == '-' && isspace((unsigned char)at[1]);
  at += action->trims;
  while (isspace((unsigned char)*at)) {
    at++;
  }
  action->begin = at;
  if (starts_with(at, "/*") && (close = strstr(at, "*/"))) {
    at = close + 2;
  }
  while (*at && !starts_with(at, "}}")) {
    close = *at == '"' || *at == '`' ? behind_text(at, at + strlen(at)) : at + 1;
    at = close ? close : at + 1;
  }
  if (!*at) {
    return 0;
  }
  action->after = at + 2;
  if (at - action->begin > 1 && at[-1] == '-' && isspace((unsigned char)at[-2])) {
    at--;
    action->after += strspn(action->after, " \t\r\n");
  }
  while (at > action->begin && isspace((unsigned char)at[-1])) {
    at--;
  }
  action->end = at;
  return 1;
}

failure check_template(const char *text) {
  struct blocks open = {"", 0};
  struct action action;
  const char *at = text;
  failure failed = NULL;
  while (!failed && (at = strstr(at, "{{"))) {
    if (!read_action(at, &action)) {
      return wrong("unclosed action");
    }
    failed = check_action(&open, action.begin, action.end);
    at = action.after;
  }
  return failed ? failed : open.depth ? wrong("unexpected EOF") : NULL;
}
