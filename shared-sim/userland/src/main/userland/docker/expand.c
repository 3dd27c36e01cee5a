/* Variables and quotes in the words of a Dockerfile, by the rules of BuildKit's lexer. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "dockerfile.h"

/* Where one reads, what has come out, and the words that it is told apart in. */
struct lexer {
  const struct variables *variables;
  const char *at;
  FILE *out;
  FILE *word;
  char *word_text;
  size_t word_size;
  struct json *words;
  int in_word;
  int in_pattern; /* what is escaped stays so, for the pattern to see */
  failure failed;
};

const char *variable_in(const struct json *list, const char *name) {
  size_t length = strlen(name);
  int i;
  for (i = list ? list->count - 1 : -1; i >= 0; i--) {
    const char *text = list->values[i]->text;
    if (strncmp(text, name, length) == 0 && text[length] == '=') {
      return text + length + 1;
    }
  }
  return NULL;
}

static const char *value_of(const struct lexer *lexer, const char *name) {
  const char *value = variable_in(lexer->variables->first, name);
  return value ? value : variable_in(lexer->variables->second, name);
}

static void begin_word(struct lexer *lexer) {
  lexer->word = open_memstream(&lexer->word_text, &lexer->word_size);
}

static void end_word(struct lexer *lexer) {
  fclose(lexer->word);
  if (lexer->in_word && *lexer->word_text) {
    json_push(lexer->words, json_string(lexer->word_text));
  }
  lexer->in_word = 0;
}

static void add_raw(struct lexer *lexer, char c) {
  fputc(c, lexer->word);
  lexer->in_word = 1;
}

static void add(struct lexer *lexer, char c) {
  if (!isspace((unsigned char)c)) {
    add_raw(lexer, c);
  } else if (lexer->in_word) {
    end_word(lexer);
    begin_word(lexer);
  }
}

static void add_text(struct lexer *lexer, const char *text, int quoted) {
  fputs(text, lexer->out);
  lexer->in_word |= quoted;
  for (; *text; text++) {
    quoted ? add_raw(lexer, *text) : add(lexer, *text);
  }
}

static char *fail(struct lexer *lexer, char *text) {
  if (!lexer->failed) {
    lexer->failed = text;
  }
  return format("%s", "");
}

static char *name_at(struct lexer *lexer) {
  const char *from = lexer->at;
  if (isalpha((unsigned char)*from) || *from == '_') {
    while (isalnum((unsigned char)*lexer->at) || *lexer->at == '_') {
      lexer->at++;
    }
  } else if (isdigit((unsigned char)*from)) {
    while (isdigit((unsigned char)*lexer->at)) {
      lexer->at++;
    }
  } else if (*from && strchr("@*#?-$!", *from)) {
    lexer->at++;
  }
  return format("%.*s", (int)(lexer->at - from), from);
}

static void lex(struct lexer *lexer, char stop);

/* The text up to the closing brace or a slash, with the variables in it. */
static char *inner_text(struct lexer *lexer, char stop, int pattern) {
  struct lexer inner = {lexer->variables, lexer->at, NULL,    NULL, NULL, 0,
                        json_array(),     0,         pattern, NULL};
  char *text;
  size_t size;
  inner.out = open_memstream(&text, &size);
  begin_word(&inner);
  lex(&inner, stop);
  end_word(&inner);
  fclose(inner.out);
  lexer->at = inner.at;
  return inner.failed ? fail(lexer, inner.failed) : text;
}

/* "#" and "%" take something away, once for as little and twice for as much as can be. */
static char *trimmed(struct lexer *lexer, const char *value, char sign) {
  int longest = *lexer->at == sign;
  char *pattern, *result = format("%s", "");
  failure failed;
  lexer->at += longest;
  pattern = inner_text(lexer, '}', 1);
  failed =
      value && !lexer->failed ? trim_value(value, pattern, longest, sign == '%', &result) : NULL;
  return failed ? fail(lexer, failed) : result;
}

static char *substituted(struct lexer *lexer, const char *value) {
  int all = *lexer->at == '/';
  char *pattern, *with, *result = format("%s", "");
  failure failed;
  lexer->at += all;
  pattern = inner_text(lexer, '/', 1);
  if (lexer->failed) {
    lexer->failed = format("syntax error: missing '/' in ${}");
    return result;
  }
  with = inner_text(lexer, '}', 1);
  failed = value && !lexer->failed ? replace_in_value(value, pattern, with, all, &result) : NULL;
  return failed ? fail(lexer, failed) : result;
}

static char *braced(struct lexer *lexer) {
  const char *value, *from = lexer->at;
  char *name, *word, sign;
  int empty_counts;
  if (!*lexer->at) {
    return fail(lexer, format("syntax error: missing '}'"));
  }
  if (strchr("{}:", *lexer->at)) {
    return fail(lexer, format("syntax error: bad substitution"));
  }
  name = name_at(lexer);
  value = value_of(lexer, name);
  sign = *lexer->at ? *lexer->at++ : 0;
  if (sign == '}') {
    return !value && lexer->variables->raw ? format("${%s}", name)
                                           : format("%s", value ? value : "");
  }
  empty_counts = sign != ':';
  if (sign == ':') {
    sign = *lexer->at ? *lexer->at++ : 0;
  }
  if (!sign) {
    return fail(lexer, format("syntax error: missing '}'"));
  }
  if (empty_counts && strchr("#%/", sign)) {
    word = sign == '/' ? substituted(lexer, value) : trimmed(lexer, value, sign);
    return !value && lexer->variables->raw && !lexer->failed
               ? format("${%.*s", (int)(lexer->at - from), from)
               : word;
  }
  if (!strchr("+-?", sign)) {
    return fail(lexer, format("unsupported modifier (%s%c) in substitution",
                              empty_counts ? "" : ":", sign));
  }
  word = inner_text(lexer, '}', 0);
  if (value && !*value && !empty_counts) {
    value = NULL;
  }
  if (!value && lexer->variables->raw) {
    return format("${%.*s", (int)(lexer->at - from), from);
  }
  if (sign == '?' && !value) {
    return fail(lexer, format("%s: %s", name, *word ? word : "is not allowed to be unset"));
  }
  return sign == '+'   ? format("%s", value ? word : "")
         : value       ? format("%s", value)
         : sign == '-' ? word
                       : format("%s", "");
}

static char *dollar(struct lexer *lexer) {
  char *name;
  const char *value;
  lexer->at++;
  if (*lexer->at == '{') {
    lexer->at++;
    return braced(lexer);
  }
  name = name_at(lexer);
  if (!*name) {
    return format("$");
  }
  value = value_of(lexer, name);
  return value                   ? format("%s", value)
         : lexer->variables->raw ? format("$%s", name)
                                 : format("%s", "");
}

static void single_quoted(struct lexer *lexer) {
  size_t length = strcspn(lexer->at + 1, "'");
  if (!lexer->at[length + 1]) {
    fail(lexer, format("unexpected end of statement while looking for matching single-quote"));
    lexer->at += length + 1;
    return;
  }
  add_text(lexer,
           lexer->variables->raw ? format("%.*s", (int)length + 2, lexer->at)
                                 : format("%.*s", (int)length, lexer->at + 1),
           1);
  lexer->at += length + 2;
}

static void double_quoted(struct lexer *lexer) {
  const char *mark = lexer->variables->raw ? "\"" : "";
  lexer->at++;
  add_text(lexer, mark, 1);
  while (*lexer->at != '"') {
    if (!*lexer->at) {
      fail(lexer, format("unexpected end of statement while looking for matching double-quote"));
      return;
    }
    if (*lexer->at == '$') {
      add_text(lexer, dollar(lexer), 1);
      continue;
    }
    if (*lexer->at == lexer->variables->escape) {
      char next = lexer->at[1];
      if (next && (next == '"' || next == '$' || next == lexer->variables->escape)) {
        if (lexer->variables->raw) {
          add_text(lexer, format("%c", *lexer->at), 1);
        }
        lexer->at++;
      }
    }
    add_text(lexer, format("%c", *lexer->at++), 1);
  }
  add_text(lexer, mark, 1);
  lexer->at++;
}

static void lex(struct lexer *lexer, char stop) {
  while (*lexer->at && !lexer->failed) {
    char c = *lexer->at;
    if (stop && c == stop) {
      lexer->at++;
      return;
    }
    if (c == '\'') {
      single_quoted(lexer);
    } else if (c == '"') {
      double_quoted(lexer);
    } else if (c == '$') {
      add_text(lexer, dollar(lexer), 0);
    } else if (c == lexer->variables->escape) {
      lexer->at++;
      if (lexer->variables->raw || lexer->in_pattern) {
        add_text(lexer, format("%c", c), 1);
      }
      if (*lexer->at) {
        add_text(lexer, format("%c", *lexer->at++), 1);
      }
    } else {
      fputc(c, lexer->out);
      add(lexer, c);
      lexer->at++;
    }
  }
  if (stop && !lexer->failed) {
    fail(lexer, format("syntax error: missing '}'"));
  }
}

static failure expand(const char *text, const struct variables *variables, char **result,
                      struct json *words) {
  struct lexer lexer = {variables, text, NULL, NULL, NULL, 0, words, 0, 0, NULL};
  size_t size;
  lexer.out = open_memstream(result, &size);
  begin_word(&lexer);
  lex(&lexer, 0);
  end_word(&lexer);
  fclose(lexer.out);
  return lexer.failed
             ? format("failed to process %s: %s", json_line(json_string(text)), lexer.failed)
             : NULL;
}

failure expand_word(const char *text, const struct variables *variables, char **result) {
  return expand(text, variables, result, json_array());
}

failure expand_words(const char *text, const struct variables *variables, struct json *words) {
  char *whole;
  return expand(text, variables, &whole, words);
}
