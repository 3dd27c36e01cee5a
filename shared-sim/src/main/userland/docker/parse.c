/* Whether a text is a template at all: told before anything is filled in. */
#include <ctype.h>
#include <string.h>

#include "template.h"

/* Blocks that are open: 'i' an if, 'r' a range; capitals behind their else. */
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

static const char *text_end(const char *at, const char *end) {
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
      at = text_end(at, end);
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

static failure check_action(struct blocks *open, const char *at, const char *end) {
  const char *after = word_end(at, end);
  char *word = format("%.*s", (int)(after - at), at);
  char *top = &open->kinds[open->depth];
  if (!strcmp(word, "end") || !strcmp(word, "else")) {
    if (!open->depth || (*word == 'e' && word[1] == 'l' && isupper((unsigned char)*top))) {
      return wrong(format("unexpected {{%s}}", word));
    }
    after += strspn(after, " \t");
    if (after < end) {
      return wrong(format("unexpected %s in %s",
                          json_line(json_string(format("%.*s", (int)(end - after), after))), word));
    }
    if (word[1] == 'n') {
      open->depth--;
    } else {
      *top = (char)toupper((unsigned char)*top);
    }
    return NULL;
  }
  if (!strcmp(word, "if") || !strcmp(word, "range")) {
    if (open->depth + 1 == sizeof open->kinds) {
      return wrong("too many blocks in each other");
    }
    open->kinds[++open->depth] = *word;
    return check_values(&after, end, word, 0);
  }
  return check_values(&at, end, "command", 0);
}

failure check_template(const char *text) {
  struct blocks open = {"", 0};
  const char *at = text;
  failure failed = NULL;
  while (!failed && (at = strstr(at, "{{"))) {
    const char *end = strstr(at, "}}");
    if (!end) {
      return wrong("unclosed action");
    }
    at += 2;
    while (at < end && isspace((unsigned char)*at)) {
      at++;
    }
    failed = check_action(&open, at, end);
    at = end + 2;
  }
  return failed ? failed : open.depth ? wrong("unexpected EOF") : NULL;
}
