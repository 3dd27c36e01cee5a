#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lines of assignments and expressions: a lexer, a parser into a tree, a simplifier, an evaluator
   and a printer with as few parentheses as possible. */

enum kind { NUMBER, NAME, UNARY, BINARY, CALL };

struct node {
  enum kind kind;
  char op;
  long long value;
  char name[16];
  struct node *args[3];
  int count;
};

enum token { T_END, T_NUMBER, T_NAME, T_OPERATOR };

struct lexer {
  const char *at;
  enum token token;
  long long value;
  char text[16];
  char op;
};

static struct node pool[400];
static int used;
static const char *error;

static struct node *node(enum kind kind) {
  if (used == sizeof pool / sizeof *pool) {
    puts("pool exhausted");
    exit(1);
  }
  struct node *n = &pool[used++];
  memset(n, 0, sizeof *n);
  n->kind = kind;
  return n;
}

static struct node *number(long long v) {
  struct node *n = node(NUMBER);
  n->value = v;
  return n;
}

static struct node *binary(char op, struct node *a, struct node *b) {
  struct node *n = node(BINARY);
  n->op = op;
  n->args[0] = a;
  n->args[1] = b;
  n->count = 2;
  return n;
}

static void next(struct lexer *l) {
  while (isspace((unsigned char)*l->at)) l->at++;
  if (!*l->at) {
    l->token = T_END;
  } else if (isdigit((unsigned char)*l->at)) {
    char *end;
    l->token = T_NUMBER;
    l->value = strtoll(l->at, &end, 0);
    l->at = end;
  } else if (isalpha((unsigned char)*l->at)) {
    int n = 0;
    l->token = T_NAME;
    while (isalnum((unsigned char)*l->at) && n < 15) l->text[n++] = *l->at++;
    l->text[n] = 0;
  } else {
    l->token = T_OPERATOR;
    l->op = *l->at++;
    if ((l->op == '<' || l->op == '>' || l->op == '=') && *l->at == l->op) {
      l->op = l->op == '<' ? 'l' : l->op == '>' ? 'r' : 'e';
      l->at++;
    }
  }
}

static int precedence(char op) {
  switch (op) {
    case '|': return 1;
    case '^': return 2;
    case '&': return 3;
    case 'e': return 4;
    case '<': case '>': return 5;
    case 'l': case 'r': return 6;
    case '+': case '-': return 7;
    case '*': case '/': case '%': return 8;
    default: return 0;
  }
}

static struct node *expression(struct lexer *l, int level);

static int accept(struct lexer *l, char op) {
  if (l->token != T_OPERATOR || l->op != op) return 0;
  next(l);
  return 1;
}

static struct node *primary(struct lexer *l) {
  struct node *n;
  if (l->token == T_NUMBER) {
    n = number(l->value);
    next(l);
    return n;
  }
  if (l->token == T_NAME) {
    n = node(NAME);
    strcpy(n->name, l->text);
    next(l);
    if (accept(l, '(')) {
      n->kind = CALL;
      do n->args[n->count++] = expression(l, 1);
      while (n->count < 3 && accept(l, ','));
      if (!accept(l, ')')) error = "expected ) after the arguments";
    }
    return n;
  }
  if (accept(l, '(')) {
    n = expression(l, 1);
    if (!accept(l, ')')) error = "expected )";
    return n;
  }
  if (l->token == T_OPERATOR && strchr("-~!", l->op)) {
    n = node(UNARY);
    n->op = l->op;
    next(l);
    n->args[0] = primary(l);
    n->count = 1;
    return n;
  }
  error = "expected an operand";
  return number(0);
}

static struct node *expression(struct lexer *l, int level) {
  struct node *left = primary(l);
  while (!error && l->token == T_OPERATOR && precedence(l->op) >= level) {
    char op = l->op;
    next(l);
    left = binary(op, left, expression(l, precedence(op) + 1));
  }
  return left;
}

static struct variable {
  char name[16];
  long long value;
} variables[20];
static int variable_count;

static long long *lookup(const char *name, int create) {
  for (int i = 0; i < variable_count; i++)
    if (!strcmp(variables[i].name, name)) return &variables[i].value;
  if (!create) return 0;
  strcpy(variables[variable_count].name, name);
  return &variables[variable_count++].value;
}

static long long apply(char op, long long a, long long b) {
  unsigned long long x = (unsigned long long)a, y = (unsigned long long)b;
  switch (op) {
    case '+': return (long long)(x + y);
    case '-': return (long long)(x - y);
    case '*': return (long long)(x * y);
    case '/': case '%':
      if (b == 0) {
        error = "division by zero";
        return 0;
      }
      return op == '/' ? a / b : a % b;
    case '&': return a & b;
    case '|': return a | b;
    case '^': return a ^ b;
    case 'l': return (long long)(x << (b & 63));
    case 'r': return a >> (b & 63);
    case '<': return a < b;
    case '>': return a > b;
    case 'e': return a == b;
  }
  return 0;
}

static long long evaluate(const struct node *n);

static long long call(const struct node *n) {
  long long v[3] = {0};
  for (int i = 0; i < n->count; i++) v[i] = evaluate(n->args[i]);
  if (!strcmp(n->name, "max")) return v[0] > v[1] ? v[0] : v[1];
  if (!strcmp(n->name, "min")) return v[0] < v[1] ? v[0] : v[1];
  if (!strcmp(n->name, "abs")) return v[0] < 0 ? -v[0] : v[0];
  if (!strcmp(n->name, "if")) return v[0] ? v[1] : v[2];
  error = "unknown function";
  return 0;
}

static long long evaluate(const struct node *n) {
  switch (n->kind) {
    case NUMBER: return n->value;
    case NAME: {
      long long *v = lookup(n->name, 0);
      if (!v) error = "unknown variable";
      return v ? *v : 0;
    }
    case UNARY: {
      long long v = evaluate(n->args[0]);
      return n->op == '-' ? apply('-', 0, v) : n->op == '~' ? ~v : !v;
    }
    case BINARY: {
      long long a = evaluate(n->args[0]);
      return apply(n->op, a, evaluate(n->args[1]));
    }
    case CALL: return call(n);
  }
  return 0;
}

static int is(const struct node *n, long long v) { return n->kind == NUMBER && n->value == v; }

static struct node *simplify(struct node *n) {
  for (int i = 0; i < n->count; i++) n->args[i] = simplify(n->args[i]);
  if (n->kind != BINARY) return n;
  struct node *a = n->args[0], *b = n->args[1];
  if (a->kind == NUMBER && b->kind == NUMBER && !(is(b, 0) && strchr("/%", n->op)))
    return number(apply(n->op, a->value, b->value));
  if ((n->op == '+' && is(b, 0)) || (n->op == '*' && is(b, 1)) || (n->op == '-' && is(b, 0))) return a;
  if ((n->op == '+' && is(a, 0)) || (n->op == '*' && is(a, 1))) return b;
  if (n->op == '*' && (is(a, 0) || is(b, 0))) return number(0);
  return n;
}

static void print(const struct node *n, int outer) {
  switch (n->kind) {
    case NUMBER: printf("%lld", n->value); break;
    case NAME: printf("%s", n->name); break;
    case UNARY:
      putchar(n->op);
      print(n->args[0], 9);
      break;
    case BINARY: {
      int mine = precedence(n->op);
      if (mine < outer) putchar('(');
      print(n->args[0], mine);
      printf(n->op == 'l' ? " << " : n->op == 'r' ? " >> " : n->op == 'e' ? " == " : " %c ", n->op);
      print(n->args[1], mine + 1);
      if (mine < outer) putchar(')');
      break;
    }
    case CALL:
      printf("%s(", n->name);
      for (int i = 0; i < n->count; i++) {
        if (i) printf(", ");
        print(n->args[i], 1);
      }
      putchar(')');
  }
}

static void line(const char *text) {
  struct lexer l = {.at = text};
  char target[16] = "";
  error = 0;
  used = 0;
  next(&l);
  struct node *tree = expression(&l, 1);
  if (!error && tree->kind == NAME && accept(&l, '=')) {
    strcpy(target, tree->name);
    tree = expression(&l, 1);
  }
  if (!error && l.token != T_END) error = "text after the expression";
  if (!error) {
    long long v = evaluate(tree);
    tree = simplify(tree);
    print(tree, 1);
    if (!error) {
      printf(" is %lld", v);
      if (*target) {
        *lookup(target, 1) = v;
        printf(" in %s", target);
      }
    }
  }
  if (error) printf("%s: %s", text, error);
  putchar('\n');
}

int main(void) {
  static const char *const lines[] = {
      "1 + 2 * 3", "(1 + 2) * 3", "x = 10", "y = x * x - 4", "x + 0 * y + 1 * x", "-x - -3",
      "~(x & 6) ^ 0xff", "1 << 40 >> 38", "a / 0", "7 / (x - 10)", "max(x, y) % 7 + abs(-5)",
      "if(x == 10, y, -y)", "2 * (3 + ", "10 - (4 - (3 - 2))", "(10 - 4) - 3 - 2", "x = x + 1",
      "x == 11 | x > 100", "4 4", "9223372036854775807 + 1", "nothing(1)", "!x + !0", "5 % 3 * (2 / 1)",
      "z = max(min(x, 3), y = 4)", "1 + x * (y - 2) / 8 & 15"};
  for (unsigned i = 0; i < sizeof lines / sizeof *lines; i++) line(lines[i]);
  return variable_count;
}
