/* Takes a program of awk apart into its tokens. */
#include "awk.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../tools/programs.h"

struct token_read token;

static const char *at;
static int line;

static const struct {
  const char *word;
  int kind;
} words[] = {{"BEGIN", T_BEGIN},
             {"END", T_FINISH},
             {"function", T_FUNCTION},
             {"func", T_FUNCTION},
             {"if", T_IF},
             {"else", T_ELSE},
             {"while", T_WHILE},
             {"for", T_FOR},
             {"do", T_DO},
             {"break", T_BREAK},
             {"continue", T_CONTINUE},
             {"next", T_NEXT},
             {"nextfile", T_NEXT_FILE},
             {"exit", T_EXIT},
             {"return", T_RETURN},
             {"delete", T_DELETE},
             {"in", T_IN},
             {"getline", T_GETLINE},
             {"print", T_PRINT},
             {"printf", T_PRINTF},
             {NULL, 0}};

static const struct {
  char text[4];
  int kind;
} signs[] = {{"**=", T_POWER_BY},
             {"&&", T_AND},
             {"||", T_OR},
             {"==", T_EQUAL},
             {"!=", T_NOT_EQUAL},
             {"<=", T_LESS_EQUAL},
             {">=", T_GREATER_EQUAL},
             {"!~", T_NO_MATCH},
             {"++", T_INCREMENT},
             {"--", T_DECREMENT},
             {">>", T_APPEND},
             {"+=", T_ADD_TO},
             {"-=", T_SUBTRACT_FROM},
             {"*=", T_MULTIPLY_BY},
             {"/=", T_DIVIDE_BY},
             {"%=", T_MODULO_BY},
             {"^=", T_POWER_BY},
             {"**", '^'},
             {"", 0}};

/* The token that could not be, as it stands in the program. */
static const char *token_text(void) {
  static char sign[4];
  int i;
  if (token.kind == T_END) {
    return "end of file";
  }
  if (token.kind == T_NEWLINE) {
    return "end of line";
  }
  if (token.text) {
    return token.text;
  }
  sign[0] = (char)token.kind;
  for (i = 0; signs[i].kind; i++) {
    if (signs[i].kind == token.kind && token.kind > 255) {
      return signs[i].text;
    }
  }
  return sign;
}

void syntax_error(void) { die(2, "line %d: syntax error at or near %s", token.line, token_text()); }

void begin_tokens(const char *text) {
  at = text;
  line = 1;
  token.kind = T_NEWLINE;
}

static void skip_space(void) {
  for (;;) {
    if (*at == ' ' || *at == '\t' || *at == '\r') {
      at++;
    } else if (at[0] == '\\' && at[1] == '\n') {
      at += 2;
      line++;
    } else if (*at == '#') {
      while (*at && *at != '\n') {
        at++;
      }
    } else {
      return;
    }
  }
}

static void set_text(const char *begin, size_t length) {
  token.text = allocate(length + 1);
  memcpy(token.text, begin, length);
  token.text[length] = 0;
  token.length = length;
}

static int escape(const char **from) {
  static const char letters[] = "abfnrtv\\\"/";
  static const char meant[] = "\a\b\f\n\r\t\v\\\"/";
  const char *found;
  int value = 0;
  int digits = 0;
  while (digits < 3 && (*from)[digits] >= '0' && (*from)[digits] <= '7') {
    value = value * 8 + (*from)[digits++] - '0';
  }
  if (digits) {
    *from += digits;
    return value & 255;
  }
  found = **from ? strchr(letters, **from) : NULL;
  if (!found) {
    return -1;
  }
  ++*from;
  return (unsigned char)meant[found - letters];
}

struct string *unescaped(const char *text, size_t length) {
  struct string *string = string_of(text, length);
  const char *end = text + length;
  char *to = string->text;
  while (text < end) {
    if (*text == '\\' && text + 1 < end) {
      int meant;
      text++;
      meant = escape(&text);
      if (meant >= 0) {
        *to++ = (char)meant;
        continue;
      }
      *to++ = '\\';
    }
    *to++ = *text++;
  }
  *to = 0;
  string->length = (size_t)(to - string->text);
  return string;
}

static void take_string(void) {
  const char *begin = ++at;
  struct string *string;
  while (*at && *at != '"' && *at != '\n') {
    at += at[0] == '\\' && at[1] ? 2 : 1;
  }
  if (*at != '"') {
    die(2, "line %d: runaway string constant \"%.10s ...", line, begin);
  }
  string = unescaped(begin, (size_t)(at - begin));
  set_text(string->text, string->length);
  release(string);
  at++;
  token.kind = T_STRING;
}

void take_pattern(void) {
  /* The token was a slash, or one with an equal sign. */
  const char *begin = at - (token.kind == T_DIVIDE_BY);
  char *to;
  int inside = 0;
  at = begin;
  while (*at && *at != '\n' && (*at != '/' || inside)) {
    if (at[0] == '\\' && at[1]) {
      at++;
    } else if (*at == '[' && !inside) {
      inside = 1;
      at += at[1] == '^';
      at += at[1] == ']';
    } else if (*at == ']') {
      inside = 0;
    }
    at++;
  }
  if (*at != '/') {
    die(2, "line %d: regular expression /%.10s ... has no end", line, begin);
  }
  set_text(begin, (size_t)(at - begin));
  at++;
  for (to = token.text; (to = strstr(to, "\\/")) != NULL; to++) {
    memmove(to, to + 1, strlen(to));
    token.length--;
  }
  token.kind = T_PATTERN;
}

static void take_word(void) {
  const char *begin = at;
  int i;
  while (isalnum((unsigned char)*at) || *at == '_') {
    at++;
  }
  set_text(begin, (size_t)(at - begin));
  for (i = 0; words[i].word; i++) {
    if (strcmp(words[i].word, token.text) == 0) {
      token.kind = words[i].kind;
      return;
    }
  }
  for (i = 0; i < BUILTINS; i++) {
    if (strcmp(builtin_names[i], token.text) == 0) {
      token.kind = T_BUILTIN;
      token.builtin = i;
      return;
    }
  }
  token.kind = *at == '(' ? T_CALL : T_NAME;
}

static void take_number(void) {
  char *end;
  if (at[0] == '0' && (at[1] == 'x' || at[1] == 'X')) {
    token.number = (double)strtoul(at, &end, 16);
  } else {
    token.number = strtod(at, &end);
  }
  set_text(at, (size_t)(end - at));
  at = end;
  token.kind = T_NUMBER;
}

void next_token(void) {
  int i;
  skip_space();
  token.text = NULL;
  token.line = line;
  if (!*at) {
    token.kind = T_END;
  } else if (*at == '\n') {
    at++;
    line++;
    token.kind = T_NEWLINE;
  } else if (isalpha((unsigned char)*at) || *at == '_') {
    take_word();
  } else if (isdigit((unsigned char)*at) || (*at == '.' && isdigit((unsigned char)at[1]))) {
    take_number();
  } else if (*at == '"') {
    take_string();
  } else {
    for (i = 0; signs[i].kind; i++) {
      size_t length = strlen(signs[i].text);
      if (strncmp(at, signs[i].text, length) == 0) {
        at += length;
        token.kind = signs[i].kind;
        return;
      }
    }
    token.kind = (unsigned char)*at++;
  }
}
