/* A command as it could have been typed, on one line: what a list of jobs shows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sh.h"

static void add_node(struct text *text, const struct node *node);

static void add_words(struct text *text, const struct word *word, const char *separator) {
  for (; word; word = word->next) {
    if (text->length && text->bytes[text->length - 1] != ' ' &&
        text->bytes[text->length - 1] != '(') {
      text_append(text, separator);
    }
    text_append(text, word->text);
  }
}

static void add_redirects(struct text *text, const struct redirect *redirect) {
  static const char *const signs[] = {"<", ">", ">>", "<>", ">&", "<<"};
  char number[16];
  for (; redirect; redirect = redirect->next) {
    int into = redirect->type == REDIRECT_IN || redirect->type == REDIRECT_BOTH ||
               redirect->type == REDIRECT_HERE;
    text_add(text, ' ');
    if (redirect->descriptor != !into) {
      snprintf(number, sizeof number, "%d", redirect->descriptor);
      text_append(text, number);
    }
    text_append(text, signs[redirect->type]);
    text_append(text, redirect->type == REDIRECT_HERE ? redirect->delimiter : redirect->target);
  }
}

/* Words in front of commands, and between them. */
static void add_parts(struct text *text, const char *begin, const struct node *first,
                      const char *middle, const struct node *second, const char *end) {
  text_append(text, begin);
  add_node(text, first);
  text_append(text, middle);
  add_node(text, second);
  text_append(text, end);
}

static void add_case(struct text *text, const struct node *node) {
  const struct case_item *item;
  text_append(text, "case ");
  text_append(text, node->words->text);
  text_append(text, " in");
  for (item = node->items; item; item = item->next) {
    text_add(text, ' ');
    add_words(text, item->patterns, "|");
    text_append(text, ") ");
    add_node(text, item->body);
    text_append(text, ";;");
  }
  text_append(text, " esac");
}

static void add_compound(struct text *text, const struct node *node) {
  switch (node->type) {
    case NODE_SUBSHELL:
      add_parts(text, "(", node->first, "", NULL, ")");
      break;
    case NODE_GROUP:
      add_parts(text, "{ ", node->first, "", NULL, "; }");
      break;
    case NODE_IF:
      add_parts(text, "if ", node->first, "; then ", node->second, "");
      add_parts(text, node->third ? "; else " : "", node->third, "", NULL, "; fi");
      break;
    case NODE_FOR:
      text_append(text, "for ");
      text_append(text, node->name);
      text_append(text, node->has_words ? " in" : "");
      add_words(text, node->words, " ");
      add_parts(text, "; do ", node->second, "", NULL, "; done");
      break;
    case NODE_CASE:
      add_case(text, node);
      break;
    default:
      add_parts(text, node->type == NODE_UNTIL ? "until " : "while ", node->first, "; do ",
                node->second, "; done");
  }
}

static void add_node(struct text *text, const struct node *node) {
  const struct node *part;
  if (!node) {
    return;
  }
  switch (node->type) {
    case NODE_SIMPLE:
      add_words(text, node->assignments, " ");
      add_words(text, node->words, " ");
      break;
    case NODE_PIPE:
      for (part = node->first; part; part = part->next) {
        add_node(text, part);
        text_append(text, part->next ? " | " : "");
      }
      break;
    case NODE_NOT:
      add_parts(text, "! ", node->first, "", NULL, "");
      break;
    case NODE_AND:
    case NODE_OR:
      add_parts(text, "", node->first, node->type == NODE_AND ? " && " : " || ", node->second, "");
      break;
    case NODE_SEQUENCE:
      add_parts(text, "", node->first, node->first->type == NODE_BACKGROUND ? " " : "; ",
                node->second, "");
      break;
    case NODE_BACKGROUND:
      add_parts(text, "", node->first, " &", NULL, "");
      break;
    case NODE_FUNCTION:
      text_append(text, node->name);
      add_parts(text, "() ", node->first, "", NULL, "");
      break;
    default:
      add_compound(text, node);
  }
  add_redirects(text, node->redirects);
}

/* To be freed. */
char *node_text(const struct node *node) {
  struct text text = {0};
  add_node(&text, node);
  return text_string(&text);
}
