/* expr(1): an argument a token. */
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "programs.h"

static char **at;

static char *parse_or(void);

static char *number_text(long value) {
  char text[24];
  snprintf(text, sizeof text, "%ld", value);
  return strdup(text);
}

static int is_number(const char *text, long *value) {
  char *end;
  *value = strtol(text, &end, 10);
  return *text && !*end;
}

static long need_number(const char *text) {
  long value;
  if (!is_number(text, &value)) {
    die(2, "non-integer argument");
  }
  return value;
}

static int is_null(const char *text) {
  long value;
  return !*text || (is_number(text, &value) && value == 0);
}

static int take(const char *token) {
  if (*at && strcmp(*at, token) == 0) {
    at++;
    return 1;
  }
  return 0;
}

static char *parse_primary(void) {
  if (!*at) {
    die(2, "syntax error: missing argument after '%s'", at[-1]);
  }
  if (take("(")) {
    char *value = parse_or();
    if (!take(")")) {
      die(2, "syntax error: expecting ')' after '%s'", at[-1]);
    }
    return value;
  }
  if (at[1] && strcmp(*at, "length") == 0) {
    at += 2;
    return number_text((long)strlen(at[-1]));
  }
  return strdup(*at++);
}

/* What a pattern fits at the beginning: its first group, or how many characters. */
static char *match(const char *text, const char *pattern) {
  regex_t expression;
  regmatch_t matches[2];
  char *anchored = allocate(strlen(pattern) + 2);
  char *result;
  sprintf(anchored, "^%s", *pattern == '^' ? pattern + 1 : pattern);
  if (regcomp(&expression, anchored, 0) != 0) {
    die(2, "Invalid regular expression");
  }
  if (regexec(&expression, text, 2, matches, 0) != 0) {
    result = expression.re_nsub ? strdup("") : number_text(0);
  } else if (expression.re_nsub) {
    result = matches[1].rm_so < 0
                 ? strdup("")
                 : strndup(text + matches[1].rm_so, (size_t)(matches[1].rm_eo - matches[1].rm_so));
  } else {
    result = number_text(matches[0].rm_eo);
  }
  free(anchored);
  regfree(&expression);
  return result;
}

static char *parse_match(void) {
  char *left = parse_primary();
  while (take(":")) {
    left = match(left, parse_primary());
  }
  return left;
}

static char *parse_product(void) {
  char *left = parse_match();
  while (*at && (!strcmp(*at, "*") || !strcmp(*at, "/") || !strcmp(*at, "%"))) {
    char operator = **at++;
    long a = need_number(left);
    long b = need_number(parse_match());
    if (operator != '*' && b == 0) {
      die(2, "division by zero");
    }
    left = number_text(operator == '*' ? a * b : operator == '/' ? a / b : a % b);
  }
  return left;
}

static char *parse_sum(void) {
  char *left = parse_product();
  while (*at && (!strcmp(*at, "+") || !strcmp(*at, "-"))) {
    char operator = **at++;
    long a = need_number(left);
    long b = need_number(parse_product());
    left = number_text(operator == '+' ? a + b : a - b);
  }
  return left;
}

static char *parse_relation(void) {
  static const char *const operators[] = {"<", "<=", "=", "==", "!=", ">=", ">"};
  char *left = parse_sum();
  size_t i;
  for (i = 0; *at && i < 7; i++) {
    if (take(operators[i])) {
      char *right = parse_sum();
      long a;
      long b;
      int order =
          is_number(left, &a) && is_number(right, &b) ? (a > b) - (a < b) : strcmp(left, right);
      int results[] = {order < 0,  order <= 0, order == 0, order == 0,
                       order != 0, order >= 0, order > 0};
      left = number_text(results[i]);
      i = (size_t)-1;
    }
  }
  return left;
}

static char *parse_and(void) {
  char *left = parse_relation();
  while (take("&")) {
    char *right = parse_relation();
    left = is_null(left) || is_null(right) ? strdup("0") : left;
  }
  return left;
}

static char *parse_or(void) {
  char *left = parse_and();
  while (take("|")) {
    char *right = parse_and();
    left = !is_null(left) ? left : !is_null(right) ? right : strdup("0");
  }
  return left;
}

int expr_main(int count, char **arguments) {
  char *value;
  if (count < 2) {
    warn("missing operand");
    try_help(2);
  }
  at = arguments + 1;
  value = parse_or();
  if (*at) {
    die(2, "syntax error: unexpected argument '%s'", *at);
  }
  puts(value);
  return is_null(value);
}
