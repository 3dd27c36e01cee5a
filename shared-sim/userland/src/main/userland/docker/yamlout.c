/* A value as YAML, as Compose prints it (go-yaml's forms). */
#include <ctype.h>
#include <string.h>

#include "compose.h"

static void print_value(FILE *out, const struct json *value, int depth, int behind);

/* What another reader of YAML might take for something else than a text. */
static int is_ambiguous(const char *text) {
  static const char *const words[] = {"y",   "Y",   "yes",  "Yes",  "YES", "on", "On",
                                      "ON",  "n",   "N",    "no",   "No",  "NO", "off",
                                      "Off", "OFF", ".inf", ".nan", NULL};
  const char *at;
  size_t digits;
  int i;
  for (i = 0; words[i]; i++) {
    if (!strcmp(words[i], text)) {
      return 1;
    }
  }
  if (yaml_plain(text)->kind != STRING) {
    return 1;
  }
  digits = strspn(text, "0123456789");
  if (digits == 4 && text[4] == '-' && isdigit((unsigned char)text[5])) {
    at = text + 5 + strspn(text + 5, "0123456789");
    return *at == '-' && isdigit((unsigned char)at[1]); /* a date */
  }
  for (at = text + digits; digits && *at == ':'; at += digits) {
    digits = strspn(++at, "0123456789");
    if (digits > 2 || (digits == 2 && *at > '5')) {
      return 0;
    }
  }
  return digits && !*at && strchr(text, ':'); /* minutes and seconds */
}

static int is_printable(const char *text) {
  for (; *text; text++) {
    if (((unsigned char)*text < 32 && *text != '\n' && *text != '\t') || *text == 127) {
      return 0;
    }
  }
  return 1;
}

/* Whether it can stand without quotes. */
static int is_plain(const char *text) {
  const char *at;
  if (!*text || isspace((unsigned char)*text) || isspace((unsigned char)text[strlen(text) - 1]) ||
      strchr("#,[]{}&*!|>'\"%@`", *text) ||
      (strchr("-?:", *text) && (!text[1] || text[1] == ' ')) || starts_with(text, "---") ||
      starts_with(text, "...")) {
    return 0;
  }
  for (at = text; *at; at++) {
    if ((*at == ':' && (!at[1] || at[1] == ' ')) || (*at == '#' && at > text && at[-1] == ' ') ||
        *at == '\n') {
      return 0;
    }
  }
  return 1;
}

static void print_double(FILE *out, const char *text) {
  fputc('"', out);
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c == '"' || c == '\\') {
      fprintf(out, "\\%c", c);
    } else if (c >= 7 && c <= 13) {
      fprintf(out, "\\%c", "abtnvfr"[c - 7]);
    } else if (c < 32 || c == 127) {
      fprintf(out, "\\x%02X", c);
    } else {
      fputc(c, out);
    }
  }
  fputc('"', out);
}

/* Lines behind "|". */
static void print_lines(FILE *out, const char *text, int depth) {
  size_t length = strlen(text);
  fprintf(out, "|%s", *text == ' ' || *text == '\n' ? "2" : "");
  fputs(text[length - 1] != '\n' ? "-" : length > 1 && text[length - 2] == '\n' ? "+" : "", out);
  while (*text) {
    size_t line = strcspn(text, "\n");
    fprintf(out, "\n%*s%.*s", line ? 2 * depth : 0, "", (int)line, text);
    text += line + (text[line] == '\n');
  }
}

static void print_text(FILE *out, const char *text, int depth) {
  if (!is_printable(text) || (strchr(text, '\t') && !strchr(text, '\n'))) {
    print_double(out, text);
  } else if (strchr(text, '\n')) {
    print_lines(out, text, depth);
  } else if (!*text || is_ambiguous(text)) {
    print_double(out, text);
  } else if (is_plain(text)) {
    fputs(text, out);
  } else {
    fprintf(out, "'%s'", replaced(text, "'", "''"));
  }
}

static void print_members(FILE *out, const struct json *value, int depth, int behind) {
  int i;
  for (i = 0; i < value->count; i++) {
    if (i || !behind) {
      fprintf(out, "%s%*s", i || depth ? "\n" : "", 2 * depth, "");
    }
    if (value->kind == ARRAY) {
      fputs("- ", out);
      print_value(out, value->values[i], depth + 1, 1);
    } else {
      print_text(out, value->names[i], depth);
      fputc(':', out);
      print_value(out, value->values[i], depth + 1, 0);
    }
  }
}

/* Behind a key, or behind the dash of a list. */
static void print_value(FILE *out, const struct json *value, int depth, int behind) {
  int is_group = value->kind == ARRAY || value->kind == OBJECT;
  if (is_group && value->count) {
    print_members(out, value, depth, behind);
    return;
  }
  fputs(behind ? "" : " ", out);
  if (is_group) {
    fputs(value->kind == ARRAY ? "[]" : "{}", out);
  } else if (value->kind == STRING) {
    print_text(out, value->text, depth);
  } else {
    fputs(value->kind == NULL_VALUE ? "null" : scalar_text(value), out);
  }
}

void yaml_print(FILE *out, const struct json *value) {
  print_members(out, value, 0, 0);
  fputc('\n', out);
}
