/* Reads a program of awk: its rules and functions become trees. */
#include "awk.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../tools/programs.h"

struct cell *globals;
char **global_names;
int global_count;
struct function *functions;
int function_count;
struct rule *rules;
int rule_count;

/* The function that is read; its parameters hide variables. */
static struct function *current;
static int in_loop;

static struct node *expression(int plain, int with_in);
static struct node *statement(void);
static struct node *unary(void);

static struct node *new_node(enum kind kind, struct node *a, struct node *b) {
  struct node *node = allocate(sizeof *node);
  memset(node, 0, sizeof *node);
  node->kind = kind;
  node->line = token.line;
  node->a = a;
  node->b = b;
  return node;
}

static int accept(int kind) {
  if (token.kind != kind) {
    return 0;
  }
  next_token();
  return 1;
}

static void expect(int kind) {
  if (!accept(kind)) {
    syntax_error();
  }
}

static void skip_lines(void) {
  while (token.kind == T_NEWLINE) {
    next_token();
  }
}

static void skip_ends(void) {
  while (token.kind == T_NEWLINE || token.kind == ';') {
    next_token();
  }
}

int global_named(const char *name, size_t length) {
  int i;
  for (i = 0; i < global_count; i++) {
    if (strlen(global_names[i]) == length && memcmp(global_names[i], name, length) == 0) {
      return i;
    }
  }
  globals = reallocate(globals, (size_t)(global_count + 1) * sizeof *globals);
  global_names = reallocate(global_names, (size_t)(global_count + 1) * sizeof *global_names);
  memset(&globals[global_count], 0, sizeof *globals);
  global_names[global_count] = allocate(length + 1);
  memcpy(global_names[global_count], name, length);
  global_names[global_count][length] = 0;
  return global_count++;
}

static int function_named(const char *name) {
  int i;
  for (i = 0; i < function_count; i++) {
    if (strcmp(functions[i].name, name) == 0) {
      return i;
    }
  }
  functions = reallocate(functions, (size_t)(function_count + 1) * sizeof *functions);
  memset(&functions[function_count], 0, sizeof *functions);
  functions[function_count].name = strdup(name);
  return function_count++;
}

static struct node *name(void) {
  struct node *node = new_node(VARIABLE, NULL, NULL);
  int i;
  for (i = 0; current && i < current->parameters; i++) {
    if (strcmp(current->names[i], token.text) == 0) {
      node->kind = LOCAL;
      node->slot = i;
      next_token();
      return node;
    }
  }
  node->slot = global_named(token.text, token.length);
  next_token();
  return node;
}

/* Expressions with commas between, up to a token that cannot begin one. */
static struct node *list(int end, int plain) {
  struct node *first = NULL;
  struct node **last = &first;
  if (token.kind == end) {
    return NULL;
  }
  do {
    skip_lines();
    *last = expression(plain, 1);
    last = &(*last)->next;
  } while (accept(','));
  return first;
}

static struct node *pattern_node(void) {
  struct node *node = new_node(EXPRESSION_OF, NULL, NULL);
  const char *wrong;
  node->pattern = allocate(sizeof *node->pattern);
  node->value = text_value(string_of(token.text, token.length));
  wrong = compile_pattern(node->pattern, token.text);
  if (wrong) {
    die(2, "line %d: regular expression compile failed (%s)\n%s", token.line, wrong, token.text);
  }
  next_token();
  return node;
}

static struct node *builtin_call(void) {
  struct node *node = new_node(BUILTIN, NULL, NULL);
  node->operation = token.builtin;
  next_token();
  if (accept('(')) {
    node->a = list(')', 0);
    skip_lines();
    expect(')');
  } else if (node->operation != B_LENGTH) {
    syntax_error();
  }
  return node;
}

static struct node *function_call(void) {
  struct node *node = new_node(CALL, NULL, NULL);
  node->slot = function_named(token.text);
  next_token();
  expect('(');
  node->a = list(')', 0);
  skip_lines();
  expect(')');
  return node;
}

static int is_target(const struct node *node) {
  return node->kind == VARIABLE || node->kind == LOCAL || node->kind == FIELD ||
         node->kind == INDEX;
}

static struct node *simple_getline(void) {
  struct node *node = new_node(GETLINE, NULL, NULL);
  next_token();
  if (token.kind == T_NAME || token.kind == '$') {
    node->a = unary();
    if (!is_target(node->a)) {
      syntax_error();
    }
  }
  return node;
}

static struct node *grouping(void) {
  struct node *first;
  next_token();
  first = list(')', 0);
  skip_lines();
  expect(')');
  if (!first) {
    syntax_error();
  }
  return new_node(first->next ? LIST : GROUPING, first, NULL);
}

static struct node *constant(void) {
  struct node *node = new_node(CONSTANT, NULL, NULL);
  node->value = token.kind == T_NUMBER ? number_value(token.number)
                                       : text_value(string_of(token.text, token.length));
  next_token();
  return node;
}

static struct node *primary(void) {
  struct node *node;
  switch (token.kind) {
    case T_NUMBER:
    case T_STRING:
      return constant();
    case '/':
    case T_DIVIDE_BY:
      take_pattern();
      return pattern_node();
    case '$':
      next_token();
      if (token.kind == T_INCREMENT || token.kind == T_DECREMENT) {
        int kind = token.kind;
        next_token();
        node = new_node(kind == T_INCREMENT ? PRE_INCREMENT : PRE_DECREMENT, primary(), NULL);
      } else if (token.kind == '-') {
        next_token();
        node = new_node(NEGATE, primary(), NULL);
      } else {
        node = primary();
      }
      return new_node(FIELD, node, NULL);
    case '(':
      return grouping();
    case T_BUILTIN:
      return builtin_call();
    case T_CALL:
      return function_call();
    case T_GETLINE:
      node = simple_getline();
      if (accept('<')) {
        node->operation = FROM_FILE;
        node->b = primary();
      }
      return node;
    case T_NAME:
      node = name();
      if (accept('[')) {
        node = new_node(INDEX, node, list(']', 0));
        expect(']');
      }
      return node;
    default:
      syntax_error();
  }
}

static struct node *postfix(void) {
  struct node *node = primary();
  if (is_target(node)) {
    if (accept(T_INCREMENT)) {
      return new_node(POST_INCREMENT, node, NULL);
    }
    if (accept(T_DECREMENT)) {
      return new_node(POST_DECREMENT, node, NULL);
    }
  }
  return node;
}

static struct node *power(void) {
  struct node *left = postfix();
  if (accept('^')) {
    /* From the right, and a minus may stand in front of the exponent. */
    struct node *right =
        token.kind == '-' || token.kind == '+' || token.kind == '!' ? unary() : power();
    return new_node(POWER, left, right);
  }
  return left;
}

static struct node *unary(void) {
  int kind = token.kind;
  switch (kind) {
    case '!':
      next_token();
      return new_node(NOT, unary(), NULL);
    case '-':
      next_token();
      return new_node(NEGATE, unary(), NULL);
    case '+':
      next_token();
      return new_node(PLUS, unary(), NULL);
    case T_INCREMENT:
    case T_DECREMENT: {
      struct node *target;
      next_token();
      target = unary();
      if (!is_target(target)) {
        syntax_error();
      }
      return new_node(kind == T_INCREMENT ? PRE_INCREMENT : PRE_DECREMENT, target, NULL);
    }
    default:
      return power();
  }
}

static struct node *product(void) {
  struct node *left = unary();
  while (token.kind == '*' || token.kind == '/' || token.kind == '%') {
    enum kind kind = token.kind == '*' ? MULTIPLY : token.kind == '/' ? DIVIDE : MODULO;
    next_token();
    left = new_node(kind, left, unary());
  }
  return left;
}

static struct node *sum(void) {
  struct node *left = product();
  while (token.kind == '+' || token.kind == '-') {
    enum kind kind = token.kind == '+' ? ADD : SUBTRACT;
    next_token();
    left = new_node(kind, left, product());
  }
  return left;
}

static int begins_operand(int with_in) {
  switch (token.kind) {
    case T_NUMBER:
    case T_STRING:
    case T_NAME:
    case T_CALL:
    case T_BUILTIN:
    case '$':
    case '(':
    case '!':
    case '-':
    case '+':
    case T_INCREMENT:
    case T_DECREMENT:
      return 1;
    default:
      (void)with_in;
      return 0;
  }
}

static struct node *concatenation(int with_in) {
  struct node *left = sum();
  while (begins_operand(with_in)) {
    left = new_node(CONCATENATE, left, sum());
  }
  return left;
}

/* In the list of print a greater sign is a file's. */
static struct node *comparison(int plain, int with_in) {
  struct node *left = concatenation(with_in);
  enum kind kind;
  switch (token.kind) {
    case '<':
      kind = LESS;
      break;
    case T_LESS_EQUAL:
      kind = LESS_EQUAL;
      break;
    case T_EQUAL:
      kind = EQUAL;
      break;
    case T_NOT_EQUAL:
      kind = NOT_EQUAL;
      break;
    case T_GREATER_EQUAL:
      kind = GREATER_EQUAL;
      break;
    case '>':
      if (plain) {
        return left;
      }
      kind = GREATER;
      break;
    default:
      return left;
  }
  next_token();
  return new_node(kind, left, concatenation(with_in));
}

/* COMMAND | getline. */
static struct node *piped(int plain, int with_in) {
  struct node *left = comparison(plain, with_in);
  while (token.kind == '|' && !plain) {
    struct node *getline;
    next_token();
    if (token.kind != T_GETLINE) {
      syntax_error();
    }
    getline = simple_getline();
    getline->operation = FROM_PIPE;
    getline->b = left;
    left = getline;
  }
  return left;
}

static struct node *matching(int plain, int with_in) {
  struct node *left = piped(plain, with_in);
  while (token.kind == '~' || token.kind == T_NO_MATCH) {
    enum kind kind = token.kind == '~' ? MATCH : NO_MATCH;
    next_token();
    left = new_node(kind, left, piped(plain, with_in));
  }
  return left;
}

static struct node *membership(int plain, int with_in) {
  struct node *left = matching(plain, with_in);
  while (with_in && accept(T_IN)) {
    if (token.kind != T_NAME) {
      syntax_error();
    }
    left = new_node(IN_ARRAY, name(), left->kind == LIST ? left->a : left);
  }
  return left;
}

static struct node *conjunction(int plain, int with_in) {
  struct node *left = membership(plain, with_in);
  while (accept(T_AND)) {
    skip_lines();
    left = new_node(AND, left, membership(plain, with_in));
  }
  return left;
}

static struct node *disjunction(int plain, int with_in) {
  struct node *left = conjunction(plain, with_in);
  while (accept(T_OR)) {
    skip_lines();
    left = new_node(OR, left, conjunction(plain, with_in));
  }
  return left;
}

static int assignment_of(int kind) {
  switch (kind) {
    case '=':
      return '=';
    case T_ADD_TO:
      return '+';
    case T_SUBTRACT_FROM:
      return '-';
    case T_MULTIPLY_BY:
      return '*';
    case T_DIVIDE_BY:
      return '/';
    case T_MODULO_BY:
      return '%';
    default:
      return kind == T_POWER_BY ? '^' : 0;
  }
}

static struct node *assignment(struct node *target, int plain, int with_in) {
  struct node *node = new_node(ASSIGN, target, NULL);
  node->operation = assignment_of(token.kind);
  next_token();
  skip_lines();
  node->b = expression(plain, with_in);
  return node;
}

/* The last operand takes an assignment: 1 && x = 2, !x = y, a == b = 3. */
static struct node **last_operand(struct node **node) {
  while (!is_target(*node)) {
    switch ((*node)->kind) {
      case NOT:
      case NEGATE:
        node = &(*node)->a;
        break;
      case AND:
      case OR:
      case MATCH:
      case NO_MATCH:
      case EQUAL:
      case CONCATENATE:
        node = &(*node)->b;
        break;
      default:
        return NULL;
    }
  }
  return node;
}

static struct node *expression(int plain, int with_in) {
  struct node *left = disjunction(plain, with_in);
  if (accept('?')) {
    struct node *node = new_node(CONDITIONAL, left, NULL);
    skip_lines();
    node->b = expression(plain, with_in);
    skip_lines();
    expect(':');
    skip_lines();
    node->c = expression(plain, with_in);
    return node;
  }
  if (assignment_of(token.kind)) {
    struct node **target = last_operand(&left);
    if (!target) {
      syntax_error();
    }
    *target = assignment(*target, plain, with_in);
  }
  return left;
}

static void end_of_statement(void) {
  if (token.kind == ';' || token.kind == T_NEWLINE) {
    next_token();
    skip_lines();
  } else if (token.kind != '}' && token.kind != T_END) {
    syntax_error();
  }
}

static struct node *print_statement(enum kind kind) {
  struct node *node = new_node(kind, NULL, NULL);
  next_token();
  if (token.kind != ';' && token.kind != T_NEWLINE && token.kind != '}' && token.kind != '>' &&
      token.kind != '|' && token.kind != T_APPEND && token.kind != T_END) {
    node->a = list(0, 1);
    if (node->a->kind == LIST && !node->a->next) {
      node->a = node->a->a;
    }
  }
  if (kind == PRINTF && !node->a) {
    syntax_error();
  }
  node->operation = token.kind == '>'        ? TO_FILE
                    : token.kind == T_APPEND ? APPEND
                    : token.kind == '|'      ? TO_PIPE
                                             : NOWHERE;
  if (node->operation != NOWHERE) {
    next_token();
    node->b = concatenation(0);
  }
  return node;
}

static struct node *simple_statement(void) {
  struct node *node;
  if (token.kind == T_PRINT || token.kind == T_PRINTF) {
    return print_statement(token.kind == T_PRINT ? PRINT : PRINTF);
  }
  if (token.kind == T_DELETE) {
    node = new_node(DELETE, NULL, NULL);
    next_token();
    if (token.kind != T_NAME) {
      syntax_error();
    }
    node->a = name();
    if (accept('[')) {
      node->b = list(']', 0);
      expect(']');
    }
    return node;
  }
  return new_node(SIMPLE, expression(0, 1), NULL);
}

static struct node *body(void) {
  skip_lines();
  if (accept(';')) {
    skip_lines();
    return new_node(BLOCK, NULL, NULL);
  }
  return statement();
}

static struct node *loop_body(void) {
  struct node *node;
  in_loop++;
  node = body();
  in_loop--;
  return node;
}

static struct node *if_statement(void) {
  struct node *node = new_node(IF, NULL, NULL);
  next_token();
  expect('(');
  node->a = expression(0, 1);
  expect(')');
  node->b = body();
  skip_ends();
  if (accept(T_ELSE)) {
    node->c = body();
  }
  return node;
}

static struct node *do_statement(void) {
  struct node *node = new_node(DO, NULL, NULL);
  next_token();
  node->b = loop_body();
  skip_ends();
  expect(T_WHILE);
  expect('(');
  node->a = expression(0, 1);
  expect(')');
  end_of_statement();
  return node;
}

static struct node *for_statement(void) {
  struct node *node = new_node(FOR, NULL, NULL);
  struct node *first = NULL;
  next_token();
  expect('(');
  if (token.kind != ';') {
    first = simple_statement();
    /* for (NAME in ARRAY) is read as an expression first. */
    if (token.kind == ')' && first->kind == SIMPLE && first->a->kind == IN_ARRAY &&
        is_target(first->a->b)) {
      next_token();
      node->kind = FOR_IN;
      node->a = first->a->b;
      node->b = first->a->a;
      node->c = loop_body();
      return node;
    }
  }
  expect(';');
  skip_lines();
  node->a = first;
  node->b = token.kind == ';' ? NULL : expression(0, 1);
  expect(';');
  skip_lines();
  node->d = token.kind == ')' ? NULL : simple_statement();
  expect(')');
  node->c = loop_body();
  return node;
}

static struct node *block(void) {
  struct node *node = new_node(BLOCK, NULL, NULL);
  struct node **last = &node->a;
  expect('{');
  skip_ends();
  while (token.kind != '}') {
    if (token.kind == T_END) {
      syntax_error();
    }
    *last = statement();
    last = &(*last)->next;
    skip_ends();
  }
  next_token();
  return node;
}

static struct node *jump(enum kind kind, int has_value) {
  struct node *node = new_node(kind, NULL, NULL);
  if ((kind == BREAK || kind == CONTINUE) && !in_loop) {
    syntax_error();
  }
  if (kind == RETURN && !current) {
    syntax_error();
  }
  next_token();
  if (has_value && token.kind != ';' && token.kind != T_NEWLINE && token.kind != '}' &&
      token.kind != T_END) {
    node->a = expression(0, 1);
  }
  end_of_statement();
  return node;
}

static struct node *statement(void) {
  struct node *node;
  switch (token.kind) {
    case '{':
      node = block();
      if (token.kind == ';') {
        next_token();
      }
      return node;
    case T_IF:
      return if_statement();
    case T_WHILE:
      node = new_node(WHILE, NULL, NULL);
      next_token();
      expect('(');
      node->a = expression(0, 1);
      expect(')');
      node->b = loop_body();
      return node;
    case T_DO:
      return do_statement();
    case T_FOR:
      return for_statement();
    case T_NEXT:
      return jump(NEXT, 0);
    case T_NEXT_FILE:
      return jump(NEXT_FILE, 0);
    case T_EXIT:
      return jump(EXIT, 1);
    case T_RETURN:
      return jump(RETURN, 1);
    case T_BREAK:
      return jump(BREAK, 0);
    case T_CONTINUE:
      return jump(CONTINUE, 0);
    default:
      node = simple_statement();
      end_of_statement();
      return node;
  }
}

static void read_function(void) {
  struct function *function;
  int slot;
  next_token();
  if (token.kind != T_NAME && token.kind != T_CALL) {
    syntax_error();
  }
  slot = function_named(token.text);
  function = &functions[slot];
  if (function->body) {
    die(2, "line %d: function %s is there already", token.line, token.text);
  }
  next_token();
  expect('(');
  while (token.kind == T_NAME) {
    function->names =
        reallocate(function->names, (size_t)(function->parameters + 1) * sizeof *function->names);
    function->names[function->parameters++] = token.text;
    next_token();
    if (accept(',')) {
      skip_lines();
    }
  }
  expect(')');
  skip_lines();
  {
    /* The table of functions moves while bodies are read. */
    struct function reading = *function;
    struct node *body_read;
    current = &reading;
    body_read = block();
    current = NULL;
    functions[slot].body = body_read;
  }
}

static struct rule *add_rule(void) {
  rules = reallocate(rules, (size_t)(rule_count + 1) * sizeof *rules);
  memset(&rules[rule_count], 0, sizeof *rules);
  return &rules[rule_count++];
}

static void read_rule(void) {
  struct rule rule;
  memset(&rule, 0, sizeof rule);
  if (token.kind == T_BEGIN || token.kind == T_FINISH) {
    rule.kind = token.kind == T_BEGIN ? BEGIN_RULE : END_RULE;
    next_token();
    if (token.kind != '{') {
      syntax_error();
    }
  } else if (token.kind != '{') {
    rule.kind = PATTERN;
    rule.from = expression(0, 1);
    if (accept(',')) {
      skip_lines();
      rule.kind = RANGE;
      rule.to = expression(0, 1);
    }
  }
  if (token.kind == '{') {
    rule.body = block();
  }
  *add_rule() = rule;
}

void read_program(const char *text) {
  int i;
  begin_tokens(text);
  next_token();
  skip_ends();
  while (token.kind != T_END) {
    if (token.kind == T_FUNCTION) {
      read_function();
    } else {
      read_rule();
    }
    skip_ends();
  }
  for (i = 0; i < function_count; i++) {
    if (!functions[i].body) {
      die(2, "function %s never defined", functions[i].name);
    }
  }
}
