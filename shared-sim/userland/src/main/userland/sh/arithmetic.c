/* Arithmetic expansion (XCU 2.6.4): C's operators on long, and ** for powers. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sh.h"

static const char *at;
static int skipping; /* a side that && || ?: do not evaluate */

static long parse_assignment(void);

static void skip_spaces(void) {
  while (isspace((unsigned char)*at)) {
    at++;
  }
}

static int take(const char *operator, const char *not_before) {
  size_t length = strlen(operator);
  skip_spaces();
  if (strncmp(at, operator, length) != 0 || (at[length] && strchr(not_before, at[length]))) {
    return 0;
  }
  at += length;
  return 1;
}

static void syntax_error(void) { fail("arithmetic syntax error"); }

static long value_of(const char *name) {
  const char *value = variable_get(name);
  char *end;
  long number;
  if (!value) {
    if (option_nounset) {
      fail("%s: parameter not set", name);
    }
    return 0;
  }
  number = strtol(value, &end, 0);
  while (isspace((unsigned char)*end)) {
    end++;
  }
  if (*end) {
    const char *saved = at;
    number = evaluate(value);
    at = saved;
  }
  return number;
}

static void set(const char *name, long value) {
  char text[24];
  if (!skipping) {
    snprintf(text, sizeof text, "%ld", value);
    variable_set(name, text);
  }
}

static char *take_name(void) {
  size_t length;
  char *name;
  skip_spaces();
  length = name_length(at);
  if (!length) {
    return NULL;
  }
  name = strndup(at, length);
  at += length;
  return name;
}

static long parse_primary(void) {
  char *name;
  skip_spaces();
  if (*at == '(') {
    long value;
    at++;
    value = parse_assignment();
    if (!take(")", "")) {
      syntax_error();
    }
    return value;
  }
  if (isdigit((unsigned char)*at)) {
    char *end;
    long value = strtol(at, &end, 0);
    at = end;
    if (is_name_part((unsigned char)*at)) {
      syntax_error();
    }
    return value;
  }
  name = take_name();
  if (!name) {
    syntax_error();
  }
  {
    long value = value_of(name);
    if (take("++", "")) {
      set(name, value + 1);
    } else if (take("--", "")) {
      set(name, value - 1);
    }
    free(name);
    return value;
  }
}

static long parse_unary(void) {
  if (take("++", "") || (at[0] == '-' && at[1] == '-' && take("--", ""))) {
    long step = at[-1] == '+' ? 1 : -1;
    char *name = take_name();
    long value;
    if (!name) {
      syntax_error();
    }
    value = value_of(name) + step;
    set(name, value);
    free(name);
    return value;
  }
  if (take("-", "")) {
    return -parse_unary();
  }
  if (take("+", "")) {
    return parse_unary();
  }
  if (take("!", "=")) {
    return !parse_unary();
  }
  if (take("~", "")) {
    return ~parse_unary();
  }
  return parse_primary();
}

static long parse_power(void) {
  long base = parse_unary();
  long result = 1;
  long exponent;
  if (!take("**", "=")) {
    return base;
  }
  exponent = parse_power();
  if (exponent < 0) {
    fail("exponent less than 0");
  }
  while (exponent-- > 0) {
    result *= base;
  }
  return result;
}

static long divide(long left, long right, int remainder) {
  if (right == 0) {
    if (skipping) {
      return 0;
    }
    fail("divide by zero");
  }
  return remainder ? left % right : left / right;
}

static long parse_product(void) {
  long value = parse_power();
  for (;;) {
    if (take("*", "=*")) {
      value *= parse_power();
    } else if (take("/", "=")) {
      value = divide(value, parse_power(), 0);
    } else if (take("%", "=")) {
      value = divide(value, parse_power(), 1);
    } else {
      return value;
    }
  }
}

static long parse_sum(void) {
  long value = parse_product();
  for (;;) {
    if (take("+", "=+")) {
      value += parse_product();
    } else if (take("-", "=-")) {
      value -= parse_product();
    } else {
      return value;
    }
  }
}

static long parse_shift(void) {
  long value = parse_sum();
  for (;;) {
    if (take("<<", "=")) {
      value <<= parse_sum() & 31;
    } else if (take(">>", "=")) {
      value >>= parse_sum() & 31;
    } else {
      return value;
    }
  }
}

static long parse_relation(void) {
  long value = parse_shift();
  for (;;) {
    if (take("<=", "")) {
      value = value <= parse_shift();
    } else if (take(">=", "")) {
      value = value >= parse_shift();
    } else if (take("<", "<")) {
      value = value < parse_shift();
    } else if (take(">", ">")) {
      value = value > parse_shift();
    } else {
      return value;
    }
  }
}

static long parse_equality(void) {
  long value = parse_relation();
  for (;;) {
    if (take("==", "")) {
      value = value == parse_relation();
    } else if (take("!=", "")) {
      value = value != parse_relation();
    } else {
      return value;
    }
  }
}

static long parse_and(void) {
  long value = parse_equality();
  while (take("&", "&=")) {
    value &= parse_equality();
  }
  return value;
}

static long parse_exclusive(void) {
  long value = parse_and();
  while (take("^", "=")) {
    value ^= parse_and();
  }
  return value;
}

static long parse_or(void) {
  long value = parse_exclusive();
  while (take("|", "|=")) {
    value |= parse_exclusive();
  }
  return value;
}

static long parse_both(void) {
  long value = parse_or();
  while (take("&&", "")) {
    long right;
    skipping += !value;
    right = parse_or();
    skipping -= !value;
    value = value && right;
  }
  return value;
}

static long parse_either(void) {
  long value = parse_both();
  while (take("||", "")) {
    long right;
    skipping += value != 0;
    right = parse_both();
    skipping -= value != 0;
    value = value || right;
  }
  return value;
}

static long parse_choice(void) {
  long condition = parse_either();
  long first;
  long second;
  if (!take("?", "")) {
    return condition;
  }
  skipping += !condition;
  first = parse_assignment();
  skipping -= !condition;
  if (!take(":", "")) {
    syntax_error();
  }
  skipping += condition != 0;
  second = parse_choice();
  skipping -= condition != 0;
  return condition ? first : second;
}

static long apply(char operator, long left, long right) {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return divide(left, right, 0);
    case '%':
      return divide(left, right, 1);
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<':
      return left << (right & 31);
    case '>':
      return left >> (right & 31);
    default:
      return right;
  }
}

/* name = value and its like, or what stands above it. */
static long parse_assignment(void) {
  static const char *const operators[] = {
      "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="};
  const char *start;
  char *name;
  size_t i;
  skip_spaces();
  start = at;
  name = take_name();
  for (i = 0; name && i < sizeof operators / sizeof *operators; i++) {
    if (take(operators[i], i == 0 ? "=" : "")) {
      long right = parse_assignment();
      long value = i == 0 ? right : apply(operators[i][0], value_of(name), right);
      set(name, value);
      free(name);
      return value;
    }
  }
  free(name);
  at = start;
  return parse_choice();
}

long evaluate(const char *expression) {
  long value = 0;
  int saved = skipping;
  at = expression;
  skipping = 0;
  skip_spaces();
  if (*at) {
    value = parse_assignment();
    skip_spaces();
    if (*at) {
      syntax_error();
    }
  }
  skipping = saved;
  return value;
}
