/* Words and operators of the command language (XCU 2.3). */
#ifndef LEXER_H
#define LEXER_H

#include "sh.h"

enum token {
  TOKEN_END,
  TOKEN_NEWLINE,
  TOKEN_WORD,
  TOKEN_NUMBER, /* digits in front of a redirection */
  TOKEN_SEMICOLON,
  TOKEN_DOUBLE_SEMICOLON,
  TOKEN_BACKGROUND,
  TOKEN_AND,
  TOKEN_OR,
  TOKEN_PIPE,
  TOKEN_OPEN,
  TOKEN_CLOSE,
  TOKEN_LESS,
  TOKEN_GREATER,
  TOKEN_APPEND,
  TOKEN_CLOBBER,
  TOKEN_BOTH,
  TOKEN_DUP_IN,
  TOKEN_DUP_OUT,
  TOKEN_HERE,
  TOKEN_HERE_TABS
};

struct lexer {
  struct input *input;
  struct arena *arena;
  enum token token;         /* the present one */
  char *text;               /* of a word or a number */
  struct redirect *waiting; /* here-documents whose text follows the line */
  struct redirect **waiting_end;
};

void lexer_begin(struct lexer *lexer, struct input *input, struct arena *arena);
enum token lexer_next(struct lexer *lexer);
const char *token_name(struct lexer *lexer);

#endif
