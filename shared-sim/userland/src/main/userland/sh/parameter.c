/* Parameter expansion (XCU 2.6.2). */
#include <ctype.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expand.h"

/* To the closing character, past all that is quoted or nested. */
void skip_nested(const char **position, char close) {
  const char *at = *position;
  char open = close == ')' ? '(' : '{';
  int depth = 0;
  while (*at && (*at != close || depth > 0)) {
    if (*at == '\\' && at[1]) {
      at += 2;
    } else if (*at == '\'') {
      const char *end = strchr(at + 1, '\'');
      at = end ? end + 1 : at + strlen(at);
    } else if (*at == '"') {
      for (at++; *at && *at != '"'; at++) {
        if (*at == '\\' && at[1]) {
          at++;
        } else if (*at == '$' && (at[1] == '(' || at[1] == '{')) {
          at += 2;
          skip_nested(&at, at[-1] == '(' ? ')' : '}');
          if (!*at) {
            break;
          }
        }
      }
      at += *at != 0;
    } else if (*at == '`') {
      for (at++; *at && *at != '`'; at++) {
        at += *at == '\\' && at[1];
      }
      at += *at != 0;
    } else if (*at == '$' && (at[1] == '(' || at[1] == '{')) {
      at += 2;
      skip_nested(&at, at[-1] == '(' ? ')' : '}');
      at += *at != 0;
    } else {
      depth += *at == open && close == ')';
      depth -= *at == close;
      at++;
    }
  }
  *position = at;
}

static char *number_text(long value) {
  char text[24];
  snprintf(text, sizeof text, "%ld", value);
  return strdup(text);
}

static char *options_text(void) {
  char text[16];
  char *at = text;
  if (option_errexit) *at++ = 'e';
  if (option_noglob) *at++ = 'f';
  if (option_interactive) *at++ = 'i';
  if (option_nounset) *at++ = 'u';
  if (option_xtrace) *at++ = 'x';
  *at = 0;
  return strdup(text);
}

/* The value of a parameter that is neither * nor @, to be freed; null when it is unset. */
static char *value_of(const char *name) {
  const char *value;
  if (isdigit((unsigned char)*name)) {
    int index = atoi(name);
    if (index == 0) {
      return strdup(shell_name);
    }
    return index <= positional.count ? strdup(positional.values[index - 1]) : NULL;
  }
  if (!name[1]) {
    switch (*name) {
      case '#':
        return number_text(positional.count);
      case '?':
        return number_text(last_status);
      case '$':
        return number_text(shell_pid);
      case '!':
        return last_background ? number_text(last_background) : strdup("");
      case '-':
        return options_text();
      default:
        break;
    }
  }
  value = variable_get(name);
  return value ? strdup(value) : NULL;
}

/* All positional parameters: "$@" are as many fields, "$*" one with IFS's first character between.
 */
static void add_all(struct cells *cells, char which, int marks) {
  const char *separators = variable_get("IFS");
  char between[2] = {separators ? *separators : ' ', 0};
  int quoted = marks & CELL_QUOTED;
  int i;
  if (which == '@' && quoted && positional.count == 0) {
    /* Quotes around nothing but "$@" are not even an empty field. */
    if (cells->count > 0 && (cells->list[cells->count - 1].marks & CELL_EMPTY)) {
      cells->count--;
    }
    return;
  }
  for (i = 0; i < positional.count; i++) {
    cells_add_text(cells, positional.values[i], marks | CELL_EXPANDED);
    if (i + 1 < positional.count) {
      if (which == '*' && quoted) {
        cells_add_text(cells, between, marks);
      } else {
        cells_add_text(cells, " ", CELL_BREAK | CELL_EMPTY);
        if (quoted) {
          cells_add_text(cells, " ", CELL_QUOTED | CELL_EMPTY);
        }
      }
    }
  }
}

/* What is left when the smallest or largest piece that fits a pattern goes. */
static char *without(const char *value, const char *pattern, int at_end, int largest) {
  size_t length = strlen(value);
  size_t i;
  char *copy = strdup(value);
  for (i = 0; i <= length; i++) {
    size_t piece = largest ? length - i : i;
    if (at_end) {
      if (fnmatch(pattern, value + length - piece, 0) == 0) {
        copy[length - piece] = 0;
        return copy;
      }
    } else {
      char kept = copy[piece];
      copy[piece] = 0;
      if (fnmatch(pattern, copy, 0) == 0) {
        copy[piece] = kept;
        memmove(copy, copy + piece, length - piece + 1);
        return copy;
      }
      copy[piece] = kept;
    }
  }
  return copy;
}

static void require_set(const char *name, const char *value) {
  if (!value && option_nounset) {
    fail("%s: parameter not set", name);
  }
}

/* ${name<operator>word} where the word stands for a value that is missing, or is there. */
static void add_alternative(struct cells *cells, const char *name, char operator, const char *value,
                            int missing, const char *word, int marks) {
  int flags = marks & CELL_QUOTED ? EXPAND_QUOTED : EXPAND_SPLIT;
  if (operator == '+') {
    if (!missing) {
      expand_into(word, cells, flags);
    }
  } else if (!missing) {
    cells_add_text(cells, value, marks | CELL_EXPANDED);
  } else if (operator == '-') {
    expand_into(word, cells, flags);
  } else if (operator == '=') {
    char *fresh = expand_string(word);
    variable_set(name, fresh);
    cells_add_text(cells, fresh, marks | CELL_EXPANDED);
    free(fresh);
  } else {
    char *message = expand_string(word);
    fail("%s: %s", name,
         *message ? message
         : value  ? "parameter null or not set"
                  : "parameter not set");
  }
}

static const char *bad_substitution(void) { fail("syntax error: bad substitution"); }

static size_t parameter_length(const char *at) {
  if (isdigit((unsigned char)*at)) {
    return strspn(at, "0123456789");
  }
  return *at && strchr("#?$!-*@", *at) ? 1 : name_length(at);
}

static void add_length(struct cells *cells, const char *name, int marks) {
  char *value = *name == '@' || *name == '*' ? number_text(positional.count) : value_of(name);
  char *length;
  require_set(name, value);
  length =
      *name == '@' || *name == '*' ? strdup(value) : number_text(value ? (long)strlen(value) : 0);
  cells_add_text(cells, length, marks | CELL_EXPANDED);
  free(length);
  free(value);
}

/* Behind "${". */
static const char *expand_braced(const char *at, struct cells *cells, int marks) {
  const char *end = at;
  size_t length;
  char *name;
  char *value;
  int colon;
  char operator;
  skip_nested(&end, '}');
  if (!*end) {
    bad_substitution();
  }
  if (*at == '#' && at + 1 < end && (length = parameter_length(at + 1)) > 0 &&
      at + 1 + length == end) {
    name = strndup(at + 1, length);
    add_length(cells, name, marks);
    free(name);
    return end + 1;
  }
  length = parameter_length(at);
  if (!length) {
    bad_substitution();
  }
  name = strndup(at, length);
  at += length;
  if ((*name == '@' || *name == '*') && at == end) {
    add_all(cells, *name, marks);
    free(name);
    return end + 1;
  }
  value = *name == '@' || *name == '*' ? (positional.count ? strdup(positional.values[0]) : NULL)
                                       : value_of(name);
  if (at == end) {
    require_set(name, value);
    cells_add_text(cells, value ? value : "", marks | CELL_EXPANDED);
  } else {
    char *word;
    colon = *at == ':';
    at += colon;
    operator = *at++;
    if (!operator || !strchr(colon ? "-=?+" : "-=?+#%", operator)) {
      bad_substitution();
    }
    if (operator == '#' || operator == '%') {
      int largest = *at == operator;
      char *pattern;
      char *rest;
      require_set(name, value);
      word = strndup(at + largest, (size_t)(end - at) - (size_t)largest);
      pattern = expand_pattern(word);
      rest = without(value ? value : "", pattern, operator == '%', largest);
      cells_add_text(cells, rest, marks | CELL_EXPANDED);
      free(rest);
      free(pattern);
    } else {
      word = strndup(at, (size_t)(end - at));
      add_alternative(cells, name, operator, value, !value || (colon && !*value), word, marks);
    }
    free(word);
  }
  free(value);
  free(name);
  return end + 1;
}

/* Behind a dollar sign that no parenthesis follows. */
const char *expand_parameter(const char *at, struct cells *cells, int marks) {
  size_t length;
  char *name;
  char *value;
  if (*at == '{') {
    return expand_braced(at + 1, cells, marks);
  }
  if (*at == '@' || *at == '*') {
    add_all(cells, *at, marks);
    return at + 1;
  }
  length = isdigit((unsigned char)*at) ? 1 : parameter_length(at);
  if (!length) {
    cells_add_text(cells, "$", marks);
    return at;
  }
  name = strndup(at, length);
  value = value_of(name);
  require_set(name, value);
  cells_add_text(cells, value ? value : "", marks | CELL_EXPANDED);
  free(value);
  free(name);
  return at + length;
}
