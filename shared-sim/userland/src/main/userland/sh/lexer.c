#include "lexer.h"

#include <stdlib.h>
#include <string.h>

int is_name_start(int c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

int is_name_part(int c) { return is_name_start(c) || (c >= '0' && c <= '9'); }

size_t name_length(const char *text) {
  size_t length = 0;
  if (is_name_start((unsigned char)*text)) {
    while (is_name_part((unsigned char)text[length])) {
      length++;
    }
  }
  return length;
}

void lexer_begin(struct lexer *lexer, struct input *input, struct arena *arena) {
  memset(lexer, 0, sizeof *lexer);
  lexer->input = input;
  lexer->arena = arena;
  lexer->waiting_end = &lexer->waiting;
}

static int get(struct lexer *lexer) { return input_get(lexer->input); }

static void unget(struct lexer *lexer, int c) { input_unget(lexer->input, c); }

/* A backslash in front of a line end is not there at all. */
static int get_joined(struct lexer *lexer) {
  int c = get(lexer);
  while (c == '\\') {
    int next = get(lexer);
    if (next != '\n') {
      unget(lexer, next);
      return c;
    }
    c = get(lexer);
  }
  return c;
}

static int follows(struct lexer *lexer, int wanted) {
  int c = get_joined(lexer);
  if (c == wanted) {
    return 1;
  }
  unget(lexer, c);
  return 0;
}

static int is_end_of_word(int c) { return c < 0 || strchr(" \t\n;&|<>()", c) != NULL; }

/* Up to a closing character, which is taken, too. */
static void take_single_quotes(struct lexer *lexer, struct text *word) {
  int c;
  while ((c = get(lexer)) != '\'') {
    if (c < 0) {
      unterminated("quoted string");
    }
    text_add(word, (char)c);
  }
  text_add(word, '\'');
}

static void take_dollar(struct lexer *lexer, struct text *word);

static void take_back_quotes(struct lexer *lexer, struct text *word) {
  int c;
  while ((c = get(lexer)) != '`') {
    if (c < 0) {
      unterminated("EOF in backquote substitution");
    }
    text_add(word, (char)c);
    if (c == '\\' && (c = get(lexer)) >= 0) {
      text_add(word, (char)c);
    }
  }
  text_add(word, '`');
}

static void take_double_quotes(struct lexer *lexer, struct text *word) {
  int c;
  while ((c = get(lexer)) != '"') {
    if (c < 0) {
      unterminated("quoted string");
    }
    text_add(word, (char)c);
    if (c == '\\') {
      c = get(lexer);
      if (c == '\n') {
        word->length--;
      } else if (c >= 0) {
        text_add(word, (char)c);
      }
    } else if (c == '$') {
      take_dollar(lexer, word);
    } else if (c == '`') {
      take_back_quotes(lexer, word);
    }
  }
  text_add(word, '"');
}

/* Behind "$(" or "${", with all that is quoted or nested in it. */
static void take_nested(struct lexer *lexer, struct text *word, int close) {
  int open = close == ')' ? '(' : '{';
  int depth = 1;
  int at_start = 1;
  while (depth > 0) {
    int c = get(lexer);
    if (c < 0) {
      unterminated(close == ')' ? "')'" : "'}'");
    }
    text_add(word, (char)c);
    if (c == '#' && at_start && close == ')') {
      while ((c = get(lexer)) >= 0 && c != '\n') {
        text_add(word, (char)c);
      }
      unget(lexer, c);
    } else if (c == '\\') {
      if ((c = get(lexer)) >= 0) {
        text_add(word, (char)c);
      }
    } else if (c == '\'') {
      take_single_quotes(lexer, word);
    } else if (c == '"') {
      take_double_quotes(lexer, word);
    } else if (c == '`') {
      take_back_quotes(lexer, word);
    } else if (c == '$') {
      take_dollar(lexer, word);
    } else if (c == close) {
      depth--;
    } else if (c == open && close == ')') {
      depth++;
    }
    at_start = strchr(" \t\n;&|(", c) != NULL;
  }
}

static void take_dollar(struct lexer *lexer, struct text *word) {
  int c = get_joined(lexer);
  if (c == '(' || c == '{') {
    text_add(word, (char)c);
    take_nested(lexer, word, c == '(' ? ')' : '}');
  } else {
    unget(lexer, c);
  }
}

static enum token take_word(struct lexer *lexer) {
  struct text word = {0};
  int digits = 1;
  int c = get_joined(lexer);
  while (!is_end_of_word(c)) {
    digits &= c >= '0' && c <= '9';
    text_add(&word, (char)c);
    if (c == '\\') {
      c = get(lexer);
      if (c >= 0) {
        text_add(&word, (char)c);
      }
    } else if (c == '\'') {
      take_single_quotes(lexer, &word);
    } else if (c == '"') {
      take_double_quotes(lexer, &word);
    } else if (c == '`') {
      take_back_quotes(lexer, &word);
    } else if (c == '$') {
      take_dollar(lexer, &word);
    }
    c = get_joined(lexer);
  }
  unget(lexer, c);
  lexer->text = arena_copy(lexer->arena, word.bytes ? word.bytes : "", word.length);
  text_free(&word);
  return digits && (c == '<' || c == '>') ? TOKEN_NUMBER : TOKEN_WORD;
}

/* The texts of here-documents, up to the lines that end them. */
static void take_documents(struct lexer *lexer) {
  struct redirect *document;
  for (document = lexer->waiting; document; document = document->next_waiting) {
    struct text all = {0};
    for (;;) {
      struct text line = {0};
      const char *start;
      int ends;
      int c = get(lexer);
      while (c >= 0 && c != '\n') {
        text_add(&line, (char)c);
        c = get(lexer);
      }
      start = text_string(&line);
      while (document->strips_tabs && *start == '\t') {
        start++;
      }
      ends = strcmp(start, document->delimiter) == 0 || (c < 0 && !line.length);
      if (!ends) {
        text_append(&all, start);
        text_add(&all, '\n');
      }
      text_free(&line);
      if (ends || c < 0) {
        break;
      }
    }
    document->target = arena_copy(lexer->arena, text_string(&all), all.length);
    text_free(&all);
  }
  lexer->waiting = NULL;
  lexer->waiting_end = &lexer->waiting;
}

static enum token take_operator(struct lexer *lexer, int c) {
  switch (c) {
    case '\n':
      take_documents(lexer);
      return TOKEN_NEWLINE;
    case ';':
      return follows(lexer, ';') ? TOKEN_DOUBLE_SEMICOLON : TOKEN_SEMICOLON;
    case '&':
      return follows(lexer, '&') ? TOKEN_AND : TOKEN_BACKGROUND;
    case '|':
      return follows(lexer, '|') ? TOKEN_OR : TOKEN_PIPE;
    case '(':
      return TOKEN_OPEN;
    case ')':
      return TOKEN_CLOSE;
    case '<':
      if (follows(lexer, '<')) {
        return follows(lexer, '-') ? TOKEN_HERE_TABS : TOKEN_HERE;
      }
      return follows(lexer, '&') ? TOKEN_DUP_IN : follows(lexer, '>') ? TOKEN_BOTH : TOKEN_LESS;
    default:
      return follows(lexer, '>')   ? TOKEN_APPEND
             : follows(lexer, '&') ? TOKEN_DUP_OUT
             : follows(lexer, '|') ? TOKEN_CLOBBER
                                   : TOKEN_GREATER;
  }
}

enum token lexer_next(struct lexer *lexer) {
  int c = get_joined(lexer);
  while (c == ' ' || c == '\t') {
    c = get_joined(lexer);
  }
  if (c == '#') {
    while (c >= 0 && c != '\n') {
      c = get(lexer);
    }
  }
  lexer->text = NULL;
  if (c < 0) {
    lexer->token = TOKEN_END;
  } else if (is_end_of_word(c)) {
    lexer->token = take_operator(lexer, c);
  } else {
    unget(lexer, c);
    lexer->token = take_word(lexer);
  }
  return lexer->token;
}

const char *token_name(struct lexer *lexer) {
  static const char *const names[] = {
      "end of file", "newline",     "word",        "word",        "\";\"",       "\";;\"",
      "\"&\"",       "\"&&\"",      "\"||\"",      "\"|\"",       "\"(\"",       "\")\"",
      "\"<\"",       "redirection", "redirection", "redirection", "redirection", "redirection",
      "redirection", "redirection", "redirection"};
  return names[lexer->token];
}
