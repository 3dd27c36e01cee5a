/* Scalars of YAML: plain, in quotes, and as blocks of lines. */
#include <stdlib.h>
#include <string.h>

#include "yaml.h"

struct json *yaml_wrong(struct yaml *yaml, const char *what) {
  if (!yaml->wrong) {
    yaml->wrong = what;
    yaml->wrong_line = yaml->line;
    yaml->wrong_column = yaml_column(yaml) + 1;
  }
  return NULL;
}

int yaml_column(const struct yaml *yaml) { return (int)(yaml->at - yaml->line_start); }

int yaml_is_blank(char c) { return c == ' ' || c == '\t'; }

static int is_end(char c) { return c == 0 || c == '\n'; }

/* One of "-", "?" and ":" that stands alone, as it does where it says what follows. */
int yaml_is_alone(const char *at, int flow) {
  return *at && strchr("-?:", *at) &&
         (is_end(at[1]) || yaml_is_blank(at[1]) || (flow && strchr(",[]{}", at[1])));
}

/* Over the end of the line. */
void yaml_next_line(struct yaml *yaml) {
  if (*yaml->at == '\n') {
    yaml->at++;
    yaml->line++;
    yaml->line_start = yaml->at;
  }
}

/* "---" or "..." at the beginning of a line. */
int yaml_at_document_mark(const struct yaml *yaml) {
  return yaml->at == yaml->line_start &&
         (!strncmp(yaml->at, "---", 3) || !strncmp(yaml->at, "...", 3)) &&
         (is_end(yaml->at[3]) || yaml_is_blank(yaml->at[3]));
}

/* A text that is written piece by piece. */
struct text {
  char *bytes;
  size_t length, room;
};

static void put(struct text *text, const char *bytes, size_t length) {
  if (text->length + length + 1 > text->room) {
    text->room = 2 * (text->length + length) + 16;
    text->bytes = reallocate(text->bytes, text->room);
  }
  memcpy(text->bytes + text->length, bytes, length);
  text->length += length;
  text->bytes[text->length] = 0;
}

static void put_times(struct text *text, char c, int times) {
  for (; times > 0; times--) {
    put(text, &c, 1);
  }
}

/* A NUL is C0 80, as in json.c. */
static void put_code(struct text *text, unsigned long code) {
  char bytes[4];
  if (code > 0 && code < 0x80) {
    bytes[0] = (char)code;
    put(text, bytes, 1);
  } else if (code < 0x800) {
    bytes[0] = (char)(0xc0 | code >> 6);
    bytes[1] = (char)(0x80 | (code & 63));
    put(text, bytes, 2);
  } else if (code < 0x10000) {
    bytes[0] = (char)(0xe0 | code >> 12);
    bytes[1] = (char)(0x80 | (code >> 6 & 63));
    bytes[2] = (char)(0x80 | (code & 63));
    put(text, bytes, 3);
  } else {
    bytes[0] = (char)(0xf0 | code >> 18);
    bytes[1] = (char)(0x80 | (code >> 12 & 63));
    bytes[2] = (char)(0x80 | (code >> 6 & 63));
    bytes[3] = (char)(0x80 | (code & 63));
    put(text, bytes, 4);
  }
}

/* Blanks at its end are none of a line that is folded. */
static void trim(struct text *text, size_t least) {
  while (text->length > least && yaml_is_blank(text->bytes[text->length - 1])) {
    text->bytes[--text->length] = 0;
  }
}

/* At the end of a line: over it, the empty ones behind it and the blanks in front of the next.
   One end is a space, each further one an end of a line. */
static void fold(struct yaml *yaml, struct text *text) {
  int ends = 0;
  while (*yaml->at == '\n') {
    yaml_next_line(yaml);
    ends++;
    if (yaml_at_document_mark(yaml)) {
      break;
    }
    while (yaml_is_blank(*yaml->at)) {
      yaml->at++;
    }
  }
  if (ends == 1) {
    put(text, " ", 1);
  } else {
    put_times(text, '\n', ends - 1);
  }
}

/* Behind a backslash. */
static void take_escape(struct yaml *yaml, struct text *text) {
  static const char letters[] = "0abtnvfre \"/\\NLP_";
  static const unsigned short codes[] = {0,    7,    8,    9,    10,   11,     12,     13,  27,
                                         0x20, 0x22, 0x2f, 0x5c, 0x85, 0x2028, 0x2029, 0xa0};
  char c = *yaml->at;
  const char *found = c ? strchr(letters, c) : NULL;
  size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (c == '\t') {
    put(text, "\t", 1);
    yaml->at++;
  } else if (found) {
    put_code(text, codes[found - letters]);
    yaml->at++;
  } else if (digits) {
    char number[9] = "";
    unsigned long code;
    if (strspn(yaml->at + 1, "0123456789abcdefABCDEF") < digits) {
      yaml_wrong(yaml, "did not find expected hexdecimal number");
      return;
    }
    memcpy(number, yaml->at + 1, digits);
    code = strtoul(number, NULL, 16);
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
      yaml_wrong(yaml, "found invalid Unicode character escape code");
      return;
    }
    put_code(text, code);
    yaml->at += 1 + digits;
  } else {
    yaml_wrong(yaml, "found unknown escape character");
  }
}

/* The text between quotes of either kind. */
char *yaml_quoted(struct yaml *yaml) {
  struct text text = {NULL, 0, 0};
  char quote = *yaml->at++;
  size_t kept = 0; /* what folding does not trim: blanks that were escaped */
  put(&text, "", 0);
  while (!yaml->wrong) {
    char c = *yaml->at;
    if (!c || yaml_at_document_mark(yaml)) {
      yaml_wrong(yaml,
                 c ? "found unexpected document indicator" : "found unexpected end of stream");
    } else if (c == quote && quote == '\'' && yaml->at[1] == '\'') {
      put(&text, "'", 1);
      yaml->at += 2;
    } else if (c == quote) {
      yaml->at++;
      return text.bytes;
    } else if (c == '\n') {
      trim(&text, kept);
      fold(yaml, &text);
      kept = text.length;
    } else if (c == '\\' && quote == '"' && yaml->at[1] == '\n') {
      int before = yaml->line;
      yaml->at++;
      kept = text.length;
      fold(yaml, &text);
      if (yaml->line == before + 1) {
        text.bytes[--text.length] = 0; /* the space that a single end would be */
      }
      kept = text.length;
    } else if (c == '\\' && quote == '"') {
      yaml->at++;
      take_escape(yaml, &text);
      kept = text.length;
    } else {
      put(&text, yaml->at++, 1);
    }
  }
  return NULL;
}

/* Where a plain scalar ends on its line: a comment, or what separates keys and values. */
int yaml_ends_plain(const struct yaml *yaml, const char *at, int flow) {
  if (is_end(*at)) {
    return 1;
  }
  if (*at == '#') {
    return at == yaml->line_start || yaml_is_blank(at[-1]);
  }
  if (*at == ':') {
    return is_end(at[1]) || yaml_is_blank(at[1]) || (flow && strchr(",[]{}", at[1]));
  }
  return flow && strchr(",[]{}", *at) != NULL;
}

static void take_plain_line(struct yaml *yaml, struct text *text, int flow) {
  size_t least = text->length;
  while (!yaml_ends_plain(yaml, yaml->at, flow)) {
    put(text, yaml->at++, 1);
  }
  while (text->length > least && yaml_is_blank(text->bytes[text->length - 1])) {
    text->bytes[--text->length] = 0;
    yaml->at--;
  }
}

/* Whether the plain scalar goes on behind the end of its line, deeper than the indent. */
static int goes_on(const struct yaml *yaml, int indent, int flow) {
  struct yaml ahead = *yaml;
  while (yaml_is_blank(*ahead.at)) {
    ahead.at++;
  }
  if (*ahead.at != '\n') {
    return 0;
  }
  while (*ahead.at == '\n') {
    yaml_next_line(&ahead);
    if (yaml_at_document_mark(&ahead)) {
      return 0;
    }
    while (yaml_is_blank(*ahead.at)) {
      ahead.at++;
    }
  }
  return *ahead.at && *ahead.at != '#' && (flow || yaml_column(&ahead) > indent) &&
         !(flow && strchr(",[]{}", *ahead.at)) && !yaml_ends_plain(&ahead, ahead.at, flow);
}

/* A scalar without quotes, which may have several lines. */
char *yaml_plain_text(struct yaml *yaml, int indent, int flow) {
  struct text text = {NULL, 0, 0};
  put(&text, "", 0);
  take_plain_line(yaml, &text, flow);
  while (yaml_ends_plain(yaml, yaml->at, flow) && *yaml->at != ':' && goes_on(yaml, indent, flow)) {
    while (yaml_is_blank(*yaml->at)) {
      yaml->at++;
    }
    fold(yaml, &text);
    take_plain_line(yaml, &text, flow);
    if (!flow && *yaml->at == ':') {
      yaml_wrong(yaml, "mapping values are not allowed in this context");
    }
  }
  return text.bytes;
}

/* "|+2", and then nothing but a comment: how it ends ('-', '+' or 0) and how deep it is. */
static int take_header(struct yaml *yaml, char *chomps) {
  int deep = 0;
  yaml->at++;
  for (;; yaml->at++) {
    if ((*yaml->at == '-' || *yaml->at == '+') && !*chomps) {
      *chomps = *yaml->at;
    } else if (*yaml->at >= '1' && *yaml->at <= '9' && !deep) {
      deep = *yaml->at - '0';
    } else {
      break;
    }
  }
  if (!is_end(*yaml->at) && !yaml_is_blank(*yaml->at)) {
    yaml_wrong(yaml, "did not find expected comment or line break");
  }
  while (yaml_is_blank(*yaml->at)) {
    yaml->at++;
  }
  if (*yaml->at == '#' && yaml_is_blank(yaml->at[-1])) {
    yaml->at += strcspn(yaml->at, "\n");
  }
  if (!is_end(*yaml->at)) {
    yaml_wrong(yaml, "did not find expected comment or line break");
  }
  yaml_next_line(yaml);
  return deep;
}

/* How deep the first line with something on it is; no empty one before it may be deeper. */
static int depth_of_block(struct yaml *yaml, int indent) {
  const char *at = yaml->at;
  int deepest = 0;
  for (;;) {
    int spaces = (int)strspn(at, " ");
    if (at[spaces] != '\n') {
      if (at[spaces] && deepest > spaces && spaces > indent) {
        yaml_wrong(yaml, "found more indented empty lines than the text has");
      }
      if (!at[spaces] && deepest > spaces) {
        spaces = deepest;
      }
      return spaces > indent ? spaces : indent + 1;
    }
    deepest = spaces > deepest ? spaces : deepest;
    at += spaces + 1;
  }
}

/* The ends of lines in front of a line that has something. */
static void put_ends(struct text *text, int folds, int ends, int deeper) {
  if (folds && !deeper && ends == 1 && text->length) {
    put(text, " ", 1);
  } else {
    put_times(text, '\n', ends - (folds && !deeper && text->length != 0));
  }
}

/* Lines behind "|" or ">". */
struct json *yaml_block_text(struct yaml *yaml, int indent) {
  struct text text = {NULL, 0, 0};
  int folds = *yaml->at == '>', ends = 0, any = 0, deep, was_deeper = 0;
  char chomps = 0;
  struct json *value;
  put(&text, "", 0);
  deep = take_header(yaml, &chomps);
  deep = deep ? (indent < 0 ? 0 : indent) + deep : depth_of_block(yaml, indent < 0 ? 0 : indent);
  while (!yaml->wrong && *yaml->at && !yaml_at_document_mark(yaml)) {
    int spaces = (int)strspn(yaml->at, " "), deeper;
    size_t length;
    spaces = spaces > deep ? deep : spaces;
    if (spaces < deep && yaml->at[spaces] != '\n') {
      if (yaml->at[spaces] == '\t' && !any) {
        yaml->at += spaces;
        yaml_wrong(yaml, "found a tab character where an indentation space is expected");
      }
      break;
    }
    yaml->at += spaces;
    length = strcspn(yaml->at, "\n");
    if (length) {
      deeper = yaml_is_blank(*yaml->at);
      put_ends(&text, folds && any, ends, deeper || was_deeper);
      put(&text, yaml->at, length);
      was_deeper = deeper;
      ends = 0;
      any = 1;
    }
    yaml->at += length;
    ends += *yaml->at == '\n';
    yaml_next_line(yaml);
  }
  put_times(&text, '\n', chomps == '+' ? ends : chomps || !any ? 0 : ends > 0);
  value = json_string(text.bytes);
  free(text.bytes);
  return yaml->wrong ? NULL : value;
}

/* What yaml_number and yaml_plain know as a number with digits of a base. */
static int read_integer(const char *text, struct json **value) {
  char *end, *bare = allocate(strlen(text) + 1), *to = bare;
  const char *from = text;
  int base = 10, minus = *from == '-';
  unsigned long long number;
  from += *from == '-' || *from == '+';
  for (; *from; from++) {
    if (*from != '_') {
      *to++ = *from;
    }
  }
  *to = 0;
  from = bare;
  if (*from == '0' && from[1]) {
    base = strchr("xX", from[1]) ? 16 : strchr("bB", from[1]) ? 2 : 8;
    from += strchr("xXbBoO", from[1]) ? 2 : 1;
  }
  if (!(*from >= '0' && *from <= '9') && !(base == 16 && strspn(from, "abcdefABCDEF"))) {
    return 0;
  }
  number = strtoull(from, &end, base);
  if (*end || strlen(from) > 64 || (base == 10 && strlen(from) > 18) ||
      (base == 16 && strlen(from) > 15) || (base == 8 && strlen(from) > 20)) {
    return 0;
  }
  *value = json_number(minus ? -(long long)number : (long long)number);
  free(bare);
  return 1;
}

/* As go-yaml has it (strconv, "g"): the fewest digits that say the number; exponents below 6 and
   above -5 as none. */
char *yaml_number(double value) {
  char digits[40] = "", *point, *mantissa;
  int precision, exponent, count;
  for (precision = 0; precision < 17; precision++) {
    snprintf(digits, sizeof digits, "%.*e", precision, value);
    if (strtod(digits, NULL) == value) {
      break;
    }
  }
  exponent = atoi(strchr(digits, 'e') + 1);
  if (exponent < -4 || exponent >= 6) {
    return format("%s", digits);
  }
  *strchr(digits, 'e') = 0;
  mantissa = digits + (*digits == '-');
  point = strchr(mantissa, '.');
  if (point) {
    memmove(point, point + 1, strlen(point));
  }
  count = (int)strlen(mantissa);
  if (exponent < 0) {
    return format("%s0.%.*s%s", value < 0 ? "-" : "", -exponent - 1, "0000", mantissa);
  }
  if (count <= exponent + 1) {
    return format("%s%s%.*s", value < 0 ? "-" : "", mantissa, exponent + 1 - count,
                  "0000000000000000000000");
  }
  return format("%s%.*s.%s", value < 0 ? "-" : "", exponent + 1, mantissa, mantissa + exponent + 1);
}

/* "1.5", ".5", "1e3": digits with a point or an exponent. */
static int read_float(const char *text, struct json **value) {
  const char *at = text + (*text == '-' || *text == '+');
  size_t before = strspn(at, "0123456789"), behind = 0;
  char *shown;
  double number;
  at += before;
  if (*at == '.') {
    behind = strspn(++at, "0123456789");
    at += behind;
  }
  if (!before && !behind) {
    return 0;
  }
  if (*at == 'e' || *at == 'E') {
    at++;
    at += *at == '-' || *at == '+';
    if (!strspn(at, "0123456789")) {
      return 0;
    }
    at += strspn(at, "0123456789");
  }
  number = *at ? 0 : strtod(text, NULL);
  if (*at || number - number != 0) {
    return 0; /* too great for a number: a text */
  }
  shown = yaml_number(number);
  *value = json_number(0);
  (*value)->text = shown;
  return 1;
}

static int is_one_of(const char *text, const char *const *all) {
  for (; *all; all++) {
    if (!strcmp(*all, text)) {
      return 1;
    }
  }
  return 0;
}

struct json *yaml_plain(const char *text) {
  static const char *const nothing[] = {"", "~", "null", "Null", "NULL", NULL};
  static const char *const yes[] = {"true", "True", "TRUE", NULL};
  static const char *const no[] = {"false", "False", "FALSE", NULL};
  struct json *value;
  if (is_one_of(text, nothing)) {
    return json_null();
  }
  if (is_one_of(text, yes) || is_one_of(text, no)) {
    return json_boolean(*text == 't' || *text == 'T');
  }
  if (read_integer(text, &value) || read_float(text, &value)) {
    return value;
  }
  return json_string(text);
}
