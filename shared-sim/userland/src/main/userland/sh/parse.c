/* The grammar of the command language (XCU 2.10), by recursive descent. */
#include <stdlib.h>
#include <string.h>

#include "lexer.h"

static struct node *parse_list(struct lexer *lexer, int stops_at_newline);
static struct node *parse_pipeline(struct lexer *lexer);

static struct node *make(struct lexer *lexer, enum node_type type) {
  struct node *node = arena_take(lexer->arena, sizeof *node);
  node->type = type;
  node->line = lexer->input->line;
  return node;
}

static void unexpected(struct lexer *lexer, const char *expected) {
  const char *what = lexer->token == TOKEN_WORD ? lexer->text : token_name(lexer);
  const char *quote = lexer->token == TOKEN_WORD ? "\"" : "";
  if (expected) {
    fail("syntax error: unexpected %s%s%s (expecting \"%s\")", quote, what, quote, expected);
  }
  fail("syntax error: unexpected %s%s%s", quote, what, quote);
}

/* Reserved words are words where a command may begin. */
static int is_word(struct lexer *lexer, const char *word) {
  return lexer->token == TOKEN_WORD && strcmp(lexer->text, word) == 0;
}

static void expect(struct lexer *lexer, const char *word) {
  if (!is_word(lexer, word)) {
    unexpected(lexer, word);
  }
  lexer_next(lexer);
}

static void skip_newlines(struct lexer *lexer) {
  while (lexer->token == TOKEN_NEWLINE) {
    lexer_next(lexer);
  }
}

static int ends_list(struct lexer *lexer) {
  static const char *const enders[] = {"then", "else", "elif", "fi", "do", "done", "esac", "}"};
  size_t i;
  if (lexer->token == TOKEN_END || lexer->token == TOKEN_CLOSE ||
      lexer->token == TOKEN_DOUBLE_SEMICOLON) {
    return 1;
  }
  for (i = 0; i < sizeof enders / sizeof *enders; i++) {
    if (is_word(lexer, enders[i])) {
      return 1;
    }
  }
  return 0;
}

/* Quotes go, and say that nothing is expanded in the document. */
static char *delimiter_of(struct lexer *lexer, const char *word, int *expands) {
  char *plain = arena_copy(lexer->arena, word, strlen(word));
  char *to = plain;
  *expands = 1;
  for (; *word; word++) {
    if (*word == '\'' || *word == '"') {
      *expands = 0;
    } else if (*word == '\\') {
      *expands = 0;
      if (word[1]) {
        *to++ = *++word;
      }
    } else {
      *to++ = *word;
    }
  }
  *to = 0;
  return plain;
}

static int is_redirection(enum token token) { return token >= TOKEN_LESS; }

static struct redirect *parse_redirect(struct lexer *lexer) {
  static const enum redirect_type types[] = {REDIRECT_IN,  REDIRECT_OUT,  REDIRECT_APPEND,
                                             REDIRECT_OUT, REDIRECT_BOTH, REDIRECT_DUP,
                                             REDIRECT_DUP, REDIRECT_HERE, REDIRECT_HERE};
  struct redirect *redirect = arena_take(lexer->arena, sizeof *redirect);
  int number = -1;
  enum token token;
  if (lexer->token == TOKEN_NUMBER) {
    number = atoi(lexer->text);
    lexer_next(lexer);
  }
  token = lexer->token;
  redirect->type = types[token - TOKEN_LESS];
  redirect->descriptor = number >= 0 ? number
                         : token == TOKEN_GREATER || token == TOKEN_APPEND ||
                                 token == TOKEN_CLOBBER || token == TOKEN_DUP_OUT
                             ? 1
                             : 0;
  if (lexer_next(lexer) != TOKEN_WORD && lexer->token != TOKEN_NUMBER) {
    unexpected(lexer, NULL);
  }
  redirect->target = lexer->text;
  if (redirect->type == REDIRECT_HERE) {
    redirect->strips_tabs = token == TOKEN_HERE_TABS;
    redirect->delimiter = delimiter_of(lexer, lexer->text, &redirect->expands);
    *lexer->waiting_end = redirect;
    lexer->waiting_end = &redirect->next_waiting;
  }
  lexer_next(lexer);
  return redirect;
}

static void parse_redirects(struct lexer *lexer, struct redirect **end) {
  while (*end) {
    end = &(*end)->next;
  }
  while (is_redirection(lexer->token) || lexer->token == TOKEN_NUMBER) {
    *end = parse_redirect(lexer);
    end = &(*end)->next;
  }
}

static struct word *take_word(struct lexer *lexer) {
  struct word *word = arena_take(lexer->arena, sizeof *word);
  word->text = lexer->text;
  lexer_next(lexer);
  return word;
}

static struct node *parse_compound(struct lexer *lexer);

static struct node *parse_function(struct lexer *lexer, char *name) {
  struct node *node = make(lexer, NODE_FUNCTION);
  if (lexer_next(lexer) != TOKEN_CLOSE) {
    unexpected(lexer, ")");
  }
  lexer_next(lexer);
  skip_newlines(lexer);
  node->name = name;
  node->first = parse_compound(lexer);
  if (!node->first) {
    unexpected(lexer, NULL);
  }
  return node;
}

static struct node *parse_simple(struct lexer *lexer) {
  struct node *node = make(lexer, NODE_SIMPLE);
  struct word **words = &node->words;
  struct word **assignments = &node->assignments;
  struct redirect **redirects = &node->redirects;
  for (;;) {
    if (lexer->token == TOKEN_WORD) {
      size_t length = name_length(lexer->text);
      if (!node->words && length && lexer->text[length] == '=') {
        *assignments = take_word(lexer);
        assignments = &(*assignments)->next;
      } else {
        *words = take_word(lexer);
        words = &(*words)->next;
      }
    } else if (is_redirection(lexer->token) || lexer->token == TOKEN_NUMBER) {
      *redirects = parse_redirect(lexer);
      redirects = &(*redirects)->next;
    } else if (lexer->token == TOKEN_OPEN && node->words && !node->words->next &&
               !node->assignments && !node->redirects &&
               name_length(node->words->text) == strlen(node->words->text)) {
      return parse_function(lexer, node->words->text);
    } else {
      break;
    }
  }
  if (!node->words && !node->assignments && !node->redirects) {
    unexpected(lexer, NULL);
  }
  return node;
}

static struct node *parse_condition(struct lexer *lexer, const char *end) {
  struct node *list = parse_list(lexer, 0);
  if (!list) {
    unexpected(lexer, end);
  }
  return list;
}

static struct node *parse_if(struct lexer *lexer) {
  struct node *node = make(lexer, NODE_IF);
  lexer_next(lexer);
  node->first = parse_condition(lexer, "then");
  expect(lexer, "then");
  node->second = parse_condition(lexer, "fi");
  if (is_word(lexer, "elif")) {
    node->third = parse_if(lexer);
    return node;
  }
  if (is_word(lexer, "else")) {
    lexer_next(lexer);
    node->third = parse_condition(lexer, "fi");
  }
  expect(lexer, "fi");
  return node;
}

static struct node *parse_body(struct lexer *lexer) {
  struct node *body;
  expect(lexer, "do");
  body = parse_condition(lexer, "done");
  expect(lexer, "done");
  return body;
}

static struct node *parse_while(struct lexer *lexer, enum node_type type) {
  struct node *node = make(lexer, type);
  lexer_next(lexer);
  node->first = parse_condition(lexer, "do");
  node->second = parse_body(lexer);
  return node;
}

static struct node *parse_for(struct lexer *lexer) {
  struct node *node = make(lexer, NODE_FOR);
  struct word **words = &node->words;
  if (lexer_next(lexer) != TOKEN_WORD || name_length(lexer->text) != strlen(lexer->text)) {
    fail("syntax error: bad for loop variable");
  }
  node->name = lexer->text;
  lexer_next(lexer);
  skip_newlines(lexer);
  if (is_word(lexer, "in")) {
    node->has_words = 1;
    lexer_next(lexer);
    while (lexer->token == TOKEN_WORD) {
      *words = take_word(lexer);
      words = &(*words)->next;
    }
  }
  if (lexer->token == TOKEN_SEMICOLON) {
    lexer_next(lexer);
  }
  skip_newlines(lexer);
  node->second = parse_body(lexer);
  return node;
}

static struct node *parse_case(struct lexer *lexer) {
  struct node *node = make(lexer, NODE_CASE);
  struct case_item **items = &node->items;
  if (lexer_next(lexer) != TOKEN_WORD) {
    unexpected(lexer, NULL);
  }
  node->words = take_word(lexer);
  skip_newlines(lexer);
  expect(lexer, "in");
  skip_newlines(lexer);
  while (!is_word(lexer, "esac")) {
    struct case_item *item = arena_take(lexer->arena, sizeof *item);
    struct word **patterns = &item->patterns;
    if (lexer->token == TOKEN_OPEN) {
      lexer_next(lexer);
    }
    for (;;) {
      if (lexer->token != TOKEN_WORD) {
        unexpected(lexer, "esac");
      }
      *patterns = take_word(lexer);
      patterns = &(*patterns)->next;
      if (lexer->token != TOKEN_PIPE) {
        break;
      }
      lexer_next(lexer);
    }
    if (lexer->token != TOKEN_CLOSE) {
      unexpected(lexer, ")");
    }
    lexer_next(lexer);
    item->body = parse_list(lexer, 0);
    *items = item;
    items = &item->next;
    if (lexer->token == TOKEN_DOUBLE_SEMICOLON) {
      lexer_next(lexer);
      skip_newlines(lexer);
    } else if (!is_word(lexer, "esac")) {
      unexpected(lexer, "esac");
    }
  }
  lexer_next(lexer);
  return node;
}

static struct node *parse_group(struct lexer *lexer) {
  struct node *node = make(lexer, NODE_GROUP);
  lexer_next(lexer);
  node->first = parse_condition(lexer, "}");
  expect(lexer, "}");
  return node;
}

static struct node *parse_subshell(struct lexer *lexer) {
  struct node *node = make(lexer, NODE_SUBSHELL);
  lexer_next(lexer);
  node->first = parse_condition(lexer, ")");
  if (lexer->token != TOKEN_CLOSE) {
    unexpected(lexer, ")");
  }
  lexer_next(lexer);
  return node;
}

/* A compound command with its redirections; null where none begins. */
static struct node *parse_compound(struct lexer *lexer) {
  struct node *node = NULL;
  if (lexer->token == TOKEN_OPEN) {
    node = parse_subshell(lexer);
  } else if (is_word(lexer, "if")) {
    node = parse_if(lexer);
  } else if (is_word(lexer, "while")) {
    node = parse_while(lexer, NODE_WHILE);
  } else if (is_word(lexer, "until")) {
    node = parse_while(lexer, NODE_UNTIL);
  } else if (is_word(lexer, "for")) {
    node = parse_for(lexer);
  } else if (is_word(lexer, "case")) {
    node = parse_case(lexer);
  } else if (is_word(lexer, "{")) {
    node = parse_group(lexer);
  }
  if (node) {
    parse_redirects(lexer, &node->redirects);
  }
  return node;
}

static struct node *parse_command_node(struct lexer *lexer) {
  struct node *compound = parse_compound(lexer);
  return compound ? compound : parse_simple(lexer);
}

static struct node *parse_pipeline(struct lexer *lexer) {
  struct node *first;
  struct node **next;
  int negated = 0;
  while (is_word(lexer, "!")) {
    negated = !negated;
    lexer_next(lexer);
  }
  first = parse_command_node(lexer);
  if (lexer->token == TOKEN_PIPE) {
    struct node *pipe = make(lexer, NODE_PIPE);
    pipe->first = first;
    next = &first->next;
    while (lexer->token == TOKEN_PIPE) {
      lexer_next(lexer);
      skip_newlines(lexer);
      *next = parse_command_node(lexer);
      next = &(*next)->next;
    }
    first = pipe;
  }
  if (negated) {
    struct node *not = make(lexer, NODE_NOT);
    not->first = first;
    return not;
  }
  return first;
}

static struct node *parse_and_or(struct lexer *lexer) {
  struct node *left = parse_pipeline(lexer);
  while (lexer->token == TOKEN_AND || lexer->token == TOKEN_OR) {
    struct node *node = make(lexer, lexer->token == TOKEN_AND ? NODE_AND : NODE_OR);
    lexer_next(lexer);
    skip_newlines(lexer);
    node->first = left;
    node->second = parse_pipeline(lexer);
    left = node;
  }
  return left;
}

/* Commands up to something that ends a list, or to the end of the line. */
static struct node *parse_list(struct lexer *lexer, int stops_at_newline) {
  struct node *list = NULL;
  if (!stops_at_newline) {
    skip_newlines(lexer);
  }
  while (!ends_list(lexer)) {
    struct node *node = parse_and_or(lexer);
    int line_ends = 0;
    if (lexer->token == TOKEN_BACKGROUND) {
      struct node *background = make(lexer, NODE_BACKGROUND);
      background->first = node;
      node = background;
      lexer_next(lexer);
    } else if (lexer->token == TOKEN_SEMICOLON) {
      lexer_next(lexer);
    } else if (lexer->token != TOKEN_NEWLINE && !ends_list(lexer)) {
      unexpected(lexer, NULL);
    } else {
      line_ends = lexer->token == TOKEN_NEWLINE;
    }
    if (list) {
      struct node *sequence = make(lexer, NODE_SEQUENCE);
      sequence->first = list;
      sequence->second = node;
      list = sequence;
    } else {
      list = node;
    }
    if (stops_at_newline && (line_ends || lexer->token == TOKEN_NEWLINE)) {
      break;
    }
    if (!stops_at_newline) {
      skip_newlines(lexer);
    }
  }
  return list;
}

/* A line of commands; null for an empty one. */
struct node *parse_command(struct input *input, struct arena *arena, int *at_end) {
  struct lexer lexer;
  struct node *list;
  lexer_begin(&lexer, input, arena);
  lexer_next(&lexer);
  if (lexer.token == TOKEN_NEWLINE) {
    return NULL;
  }
  if (lexer.token == TOKEN_END) {
    *at_end = 1;
    return NULL;
  }
  list = parse_list(&lexer, 1);
  if (lexer.token != TOKEN_NEWLINE && lexer.token != TOKEN_END) {
    unexpected(&lexer, NULL);
  }
  return list;
}
