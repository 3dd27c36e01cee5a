#include <ctype.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A Lisp with closures, tail calls and a mark-and-sweep collector whose roots are kept by hand. */

enum tag { NIL, FREE, INTEGER, SYMBOL, PAIR, PRIMITIVE, CLOSURE };

struct object {
  enum tag tag : 4;
  unsigned marked : 1;
  union {
    long number;
    const char *name;
    struct {
      struct object *car, *cdr;
    };
    struct object *(*function)(struct object *);
    struct {
      struct object *parameters, *body, *environment;
    } closure;
    struct object *next;
  };
};

typedef struct object *value;

enum { HEAP = 1200, ROOTS = 4000 };

static struct object heap[HEAP], nil_object = {.tag = NIL};
static value free_list, globals, true_symbol, symbols;
static value *roots[ROOTS];
static int root_count, collections, freed;
static jmp_buf trouble;

#define NOTHING (&nil_object)
#define PROTECT(v) (roots[root_count++] = &(v))

static void fail(const char *what) {
  printf("error: %s\n", what);
  longjmp(trouble, 1);
}

static void mark(value v) {
  while (!v->marked && v->tag != NIL) {
    v->marked = 1;
    if (v->tag == PAIR) {
      mark(v->car);
      v = v->cdr;
    } else if (v->tag == CLOSURE) {
      mark(v->closure.parameters);
      mark(v->closure.body);
      v = v->closure.environment;
    }
  }
}

static void collect(void) {
  collections++;
  mark(globals);
  mark(symbols);
  for (int i = 0; i < root_count; i++) mark(*roots[i]);
  free_list = NULL;
  for (int i = HEAP - 1; i >= 0; i--) {
    value v = &heap[i];
    if (v->marked) {
      v->marked = 0;
      continue;
    }
    freed += v->tag != FREE;
    v->tag = FREE;
    v->next = free_list;
    free_list = v;
  }
}

static value allocate(enum tag tag) {
  if (!free_list) collect();
  if (!free_list) fail("out of memory");
  value v = free_list;
  free_list = v->next;
  v->tag = tag;
  return v;
}

static value integer(long n) {
  value v = allocate(INTEGER);
  v->number = n;
  return v;
}

static value cons(value a, value b) {
  int base = root_count;
  PROTECT(a);
  PROTECT(b);
  value v = allocate(PAIR);
  v->car = a;
  v->cdr = b;
  root_count = base;
  return v;
}

static value symbol(const char *name) {
  for (value s = symbols; s->tag == PAIR; s = s->cdr)
    if (!strcmp(s->car->name, name)) return s->car;
  value v = allocate(SYMBOL);
  v->name = strcpy(malloc(strlen(name) + 1), name);
  symbols = cons(v, symbols);
  return v;
}

static value car(value v) {
  if (v->tag != PAIR) fail("not a pair");
  return v->car;
}
static value cdr(value v) {
  if (v->tag != PAIR) fail("not a pair");
  return v->cdr;
}
static long number(value v) {
  if (v->tag != INTEGER) fail("not a number");
  return v->number;
}

static const char *source;

static value read(void);

static value read_list(void) {
  while (isspace((unsigned char)*source)) source++;
  if (*source == ')') return source++, NOTHING;
  if (!*source) fail("list not closed");
  value first = read(), rest;
  int base = root_count;
  PROTECT(first);
  rest = read_list();
  first = cons(first, rest);
  root_count = base;
  return first;
}

static value read(void) {
  while (isspace((unsigned char)*source)) source++;
  if (*source == '(') return source++, read_list();
  if (*source == '\'') {
    source++;
    value quoted = read();
    quoted = cons(quoted, NOTHING);
    return cons(symbol("quote"), quoted);
  }
  char word[20];
  int n = 0;
  while (*source && !isspace((unsigned char)*source) && *source != '(' && *source != ')' && n < 19)
    word[n++] = *source++;
  word[n] = 0;
  if (!n) fail("unexpected character");
  if (isdigit((unsigned char)*word) || (*word == '-' && isdigit((unsigned char)word[1]))) return integer(atol(word));
  return symbol(word);
}

static void print(value v) {
  switch (v->tag) {
    case NIL: printf("()"); break;
    case INTEGER: printf("%ld", v->number); break;
    case SYMBOL: printf("%s", v->name); break;
    case PRIMITIVE: printf("<primitive>"); break;
    case CLOSURE: printf("<closure>"); break;
    case FREE: printf("<freed>"); break;
    case PAIR:
      putchar('(');
      for (;; putchar(' ')) {
        print(v->car);
        v = v->cdr;
        if (v->tag != PAIR) break;
      }
      if (v->tag != NIL) {
        printf(" . ");
        print(v);
      }
      putchar(')');
  }
}

static value binding(value name, value environment) {
  for (; environment->tag == PAIR; environment = environment->cdr)
    if (environment->car->car == name) return environment->car;
  for (value g = globals; g->tag == PAIR; g = g->cdr)
    if (g->car->car == name) return g->car;
  return NULL;
}

static void define(value name, value v) {
  value known = binding(name, NOTHING);
  if (known) known->cdr = v;
  else {
    value pair = cons(name, v);
    globals = cons(pair, globals);
  }
}

static int is(value v, const char *name) { return v->tag == SYMBOL && !strcmp(v->name, name); }

static value evaluate(value e, value env);

static value evaluate_list(value list, value env) {
  if (list->tag != PAIR) return NOTHING;
  int base = root_count;
  PROTECT(list);
  PROTECT(env);
  value first = evaluate(list->car, env);
  PROTECT(first);
  value rest = evaluate_list(list->cdr, env);
  first = cons(first, rest);
  root_count = base;
  return first;
}

static value bind(value names, value args, value env) {
  int base = root_count;
  PROTECT(names);
  PROTECT(args);
  PROTECT(env);
  while (names->tag == PAIR) {
    value pair = cons(names->car, car(args));
    env = cons(pair, env);
    names = names->cdr;
    args = args->cdr;
  }
  if (args->tag != NIL) fail("too many arguments");
  root_count = base;
  return env;
}

static value evaluate(value e, value env) {
  int base = root_count;
  if (base > ROOTS - 50) fail("too deep");
  value f = NOTHING, args = NOTHING, result;
  PROTECT(e);
  PROTECT(env);
  PROTECT(f);
  PROTECT(args);
  for (;;) {
    if (e->tag == SYMBOL) {
      value b = binding(e, env);
      if (!b) fail("unbound symbol");
      result = b->cdr;
      break;
    }
    if (e->tag != PAIR) {
      result = e;
      break;
    }
    if (is(e->car, "quote")) {
      result = car(e->cdr);
      break;
    }
    if (is(e->car, "if")) {
      value rest = cdr(e->cdr);
      int yes = evaluate(car(e->cdr), env)->tag != NIL;
      if (!yes && rest->cdr->tag == NIL) {
        result = NOTHING;
        break;
      }
      e = yes ? car(rest) : car(rest->cdr);
      continue;
    }
    if (is(e->car, "lambda")) {
      result = allocate(CLOSURE);
      result->closure.parameters = car(e->cdr);
      result->closure.body = car(cdr(e->cdr));
      result->closure.environment = env;
      break;
    }
    if (is(e->car, "define")) {
      result = evaluate(car(cdr(e->cdr)), env);
      args = result;
      define(car(e->cdr), result);
      result = car(e->cdr);
      break;
    }
    f = evaluate(e->car, env);
    args = evaluate_list(e->cdr, env);
    if (f->tag == PRIMITIVE) {
      result = f->function(args);
      break;
    }
    if (f->tag != CLOSURE) fail("not a function");
    env = bind(f->closure.parameters, args, f->closure.environment);
    e = f->closure.body;
  }
  root_count = base;
  return result;
}

static value truth(int v) { return v ? true_symbol : NOTHING; }

#define ARITHMETIC(name, op) \
  static value name(value a) { return integer(number(car(a)) op number(car(cdr(a)))); }
#define COMPARISON(name, op) \
  static value name(value a) { return truth(number(car(a)) op number(car(cdr(a)))); }

ARITHMETIC(minus, -)
ARITHMETIC(times, *)
COMPARISON(less, <)
COMPARISON(same, ==)

static value plus(value a) {
  long total = 0;
  for (; a->tag == PAIR; a = a->cdr) total += number(a->car);
  return integer(total);
}
static value quotient(value a) {
  if (number(car(cdr(a))) == 0) fail("division by zero");
  return integer(number(car(a)) / number(car(cdr(a))));
}
static value p_cons(value a) { return cons(car(a), car(cdr(a))); }
static value p_car(value a) { return car(car(a)); }
static value p_cdr(value a) { return cdr(car(a)); }
static value p_null(value a) { return truth(car(a)->tag == NIL); }
static value p_list(value a) { return a; }

static const struct {
  const char *name;
  value (*f)(value);
} primitives[] = {{"+", plus}, {"-", minus}, {"*", times}, {"/", quotient}, {"<", less}, {"=", same},
                  {"cons", p_cons}, {"car", p_car}, {"cdr", p_cdr}, {"null?", p_null}, {"list", p_list}};

int main(void) {
  globals = symbols = NOTHING;
  collect();
  true_symbol = symbol("t");
  define(true_symbol, true_symbol);
  for (unsigned i = 0; i < sizeof primitives / sizeof *primitives; i++) {
    value p = allocate(PRIMITIVE);
    p->function = primitives[i].f;
    define(symbol(primitives[i].name), p);
  }
  static const char *const lines[] = {
      "(+ 1 2 (* 3 4))", "'(a b . c)", "(define square (lambda (x) (* x x)))", "(square -12)",
      "(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))", "(fact 12)",
      "(define map (lambda (f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l))))))", "(map square '(1 2 3 4 5))",
      "(define range (lambda (a b) (if (< a b) (cons a (range (+ a 1) b)) '())))", "(range 0 15)",
      "(define fold (lambda (f s l) (if (null? l) s (fold f (f s (car l)) (cdr l)))))", "(fold + 0 (map square (range 0 40)))",
      "(define adder (lambda (n) (lambda (x) (+ x n))))", "(map (adder 100) '(1 2 3))", "((adder 1) ((adder 2) 3))",
      "(define loop (lambda (n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))))", "(loop 5000 0)",
      "(define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))", "(fib 15)",
      "(define compose (lambda (f g) (lambda (x) (f (g x)))))", "((compose square (adder 3)) 4)", "(car 5)", "(undefined 1)",
      "(1 2)", "(/ 1 0)", "(cons 1 2", "(define forever (lambda (n) (+ 1 (forever n))))", "(forever 1)", "(if '() 1)",
      "(fold (lambda (a x) (cons x a)) '() '(1 2 3))", "square", "car", "((lambda (x) x))"};
  for (unsigned i = 0; i < sizeof lines / sizeof *lines; i++) {
    root_count = 0;
    if (setjmp(trouble)) continue;
    source = lines[i];
    value e = read();
    print(evaluate(e, NOTHING));
    putchar('\n');
  }
  root_count = 0;
  int before = freed;
  collect();
  printf("%s, last freed %s\n", collections > 10 ? "collected often" : "collected seldom", freed > before ? "some" : "none");
  return 0;
}
