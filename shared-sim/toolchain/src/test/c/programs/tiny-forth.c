#include <ctype.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A Forth with an inner interpreter of threaded code: cells hold function pointers and operands. */

typedef int cell;
struct vm;
typedef void (*primitive)(struct vm *);

union slot {
  primitive code;
  cell value;
  union slot *address;
};

struct word {
  const struct word *previous;
  char name[16];
  union slot *body;
  unsigned immediate : 1, hidden : 1, is_primitive : 1;
  primitive code;
};

struct vm {
  cell data[64];
  union slot *returns[64];
  cell *sp;
  union slot **rp;
  union slot *ip;
  union slot memory[2000];
  union slot *here;
  struct word words[120];
  int word_count;
  const struct word *latest;
  const char *input;
  int compiling;
  jmp_buf failure;
};

static void fail(struct vm *m, const char *what, const char *detail) {
  printf(" %s%s ?\n", what, detail);
  longjmp(m->failure, 1);
}

static void push(struct vm *m, cell v) {
  if (m->sp == m->data + 64) fail(m, "stack full", "");
  *m->sp++ = v;
}

static cell pop(struct vm *m) {
  if (m->sp == m->data) fail(m, "stack empty", "");
  return *--m->sp;
}

#define BINARY(name, expression)       \
  static void name(struct vm *m) {     \
    cell b = pop(m), a = pop(m);       \
    push(m, (cell)(expression));       \
  }

BINARY(add, (unsigned)a + (unsigned)b)
BINARY(subtract, (unsigned)a - (unsigned)b)
BINARY(multiply, (unsigned)a * (unsigned)b)
BINARY(less, -(a < b))
BINARY(greater, -(a > b))
BINARY(equal, -(a == b))
BINARY(and, a & b)
BINARY(or, a | b)
BINARY(xor, a ^ b)

static void divide(struct vm *m) {
  cell b = pop(m), a = pop(m);
  if (b == 0) fail(m, "division by zero", "");
  push(m, a / b);
}
static void modulo(struct vm *m) {
  cell b = pop(m), a = pop(m);
  if (b == 0) fail(m, "division by zero", "");
  push(m, a % b);
}
static void dup(struct vm *m) {
  cell a = pop(m);
  push(m, a);
  push(m, a);
}
static void drop(struct vm *m) { pop(m); }
static void swap(struct vm *m) {
  cell b = pop(m), a = pop(m);
  push(m, b);
  push(m, a);
}
static void over(struct vm *m) {
  cell b = pop(m), a = pop(m);
  push(m, a);
  push(m, b);
  push(m, a);
}
static void rot(struct vm *m) {
  cell c = pop(m), b = pop(m), a = pop(m);
  push(m, b);
  push(m, c);
  push(m, a);
}
static void dot(struct vm *m) { printf("%d ", pop(m)); }
static void emit(struct vm *m) { putchar(pop(m)); }
static void cr(struct vm *m) { (void)m, putchar('\n'); }
static void literal(struct vm *m) { push(m, (m->ip++)->value); }
static void branch(struct vm *m) { m->ip = m->ip->address; }
static void branch_if_zero(struct vm *m) {
  union slot *to = (m->ip++)->address;
  if (pop(m) == 0) m->ip = to;
}
static void call(struct vm *m) {
  if (m->rp == m->returns + 64) fail(m, "return stack full", "");
  *m->rp++ = m->ip + 1;
  m->ip = m->ip->address;
}
static void leave(struct vm *m) { m->ip = *--m->rp; }
static void to_r(struct vm *m) { (m->rp++)[0] = m->memory + pop(m); }
static void from_r(struct vm *m) { push(m, (cell)(*--m->rp - m->memory)); }
static void fetch(struct vm *m) { push(m, m->memory[pop(m)].value); }
static void store(struct vm *m) {
  cell at = pop(m);
  m->memory[at].value = pop(m);
}
static void depth(struct vm *m) { push(m, (cell)(m->sp - m->data)); }

static void compile_code(struct vm *m, primitive p) { (m->here++)->code = p; }

static int next_word(struct vm *m, char *out) {
  int n = 0;
  while (isspace((unsigned char)*m->input)) m->input++;
  while (*m->input && !isspace((unsigned char)*m->input)) {
    if (n < 15) out[n++] = *m->input;
    m->input++;
  }
  out[n] = 0;
  return n;
}

static struct word *create(struct vm *m, const char *name) {
  struct word *w = &m->words[m->word_count++];
  *w = (struct word){.previous = m->latest, .body = m->here};
  strcpy(w->name, name);
  m->latest = w;
  return w;
}

static void colon(struct vm *m) {
  char name[16];
  if (!next_word(m, name)) fail(m, "name missing", "");
  create(m, name)->hidden = 1;
  m->compiling = 1;
}
static void semicolon(struct vm *m) {
  compile_code(m, leave);
  ((struct word *)m->latest)->hidden = 0;
  m->compiling = 0;
}
static void if_(struct vm *m) {
  compile_code(m, branch_if_zero);
  push(m, (cell)(m->here++ - m->memory));
}
static void else_(struct vm *m) {
  cell from = pop(m);
  compile_code(m, branch);
  push(m, (cell)(m->here++ - m->memory));
  m->memory[from].address = m->here;
}
static void then(struct vm *m) { m->memory[pop(m)].address = m->here; }
static void begin(struct vm *m) { push(m, (cell)(m->here - m->memory)); }
static void until(struct vm *m) {
  compile_code(m, branch_if_zero);
  (m->here++)->address = m->memory + pop(m);
}
static void while_(struct vm *m) {
  if_(m);
  swap(m);
}
static void repeat(struct vm *m) {
  compile_code(m, branch);
  (m->here++)->address = m->memory + pop(m);
  then(m);
}
static void recurse(struct vm *m) {
  compile_code(m, call);
  (m->here++)->address = m->latest->body;
}
static void variable(struct vm *m) {
  char name[16];
  next_word(m, name);
  create(m, name);
  compile_code(m, literal);
  m->here->value = (cell)(m->here - m->memory) + 2;
  m->here++;
  compile_code(m, leave);
  (m->here++)->value = 0;
}
static void comment(struct vm *m) {
  while (*m->input && *m->input++ != ')')
    ;
}

static const struct {
  const char *name;
  primitive code;
  char immediate;
} primitives[] = {
    {"+", add, 0}, {"-", subtract, 0}, {"*", multiply, 0}, {"/", divide, 0}, {"mod", modulo, 0},
    {"<", less, 0}, {">", greater, 0}, {"=", equal, 0}, {"and", and, 0}, {"or", or, 0}, {"xor", xor, 0},
    {"dup", dup, 0}, {"drop", drop, 0}, {"swap", swap, 0}, {"over", over, 0}, {"rot", rot, 0}, {".", dot, 0},
    {"emit", emit, 0}, {"cr", cr, 0}, {">r", to_r, 0}, {"r>", from_r, 0}, {"@", fetch, 0}, {"!", store, 0},
    {"depth", depth, 0}, {":", colon, 0}, {";", semicolon, 1}, {"if", if_, 1}, {"else", else_, 1},
    {"then", then, 1}, {"begin", begin, 1}, {"until", until, 1}, {"while", while_, 1},
    {"repeat", repeat, 1}, {"recurse", recurse, 1}, {"variable", variable, 0}, {"(", comment, 1}, {"exit", leave, 0}};

static void boot(struct vm *m) {
  memset(m, 0, sizeof *m);
  m->here = m->memory;
  m->sp = m->data;
  m->rp = m->returns;
  for (unsigned i = 0; i < sizeof primitives / sizeof *primitives; i++) {
    struct word *w = create(m, primitives[i].name);
    w->code = primitives[i].code;
    w->is_primitive = 1;
    w->immediate = primitives[i].immediate;
  }
}

static void run(struct vm *m, union slot *body) {
  *m->rp++ = NULL;
  m->ip = body;
  while (m->ip) (m->ip++)->code(m);
}

static void word(struct vm *m, const char *name) {
  const struct word *w = m->latest;
  while (w && (w->hidden || strcmp(w->name, name))) w = w->previous;
  if (!w) {
    char *end;
    long v = strtol(name, &end, 10);
    if (*end) fail(m, name, "");
    if (m->compiling) {
      compile_code(m, literal);
      (m->here++)->value = (cell)v;
    } else push(m, (cell)v);
  } else if (m->compiling && !w->immediate) {
    compile_code(m, w->is_primitive ? w->code : call);
    if (!w->is_primitive) (m->here++)->address = w->body;
  } else if (w->is_primitive) w->code(m);
  else run(m, w->body);
}

static void interpret(struct vm *m, const char *line) {
  char name[16];
  m->input = line;
  if (setjmp(m->failure)) {
    m->sp = m->data;
    m->rp = m->returns;
    m->compiling = 0;
    return;
  }
  while (next_word(m, name)) word(m, name);
  printf(m->compiling ? " compiled\n" : " ok %d\n", (int)(m->sp - m->data));
}

int main(void) {
  static struct vm m;
  boot(&m);
  static const char *const lines[] = {
      "1 2 + . 10 3 - . 7 6 * . 17 5 / . 17 5 mod .", ": square ( n -- n*n ) dup * ;", "9 square . 3 square square .",
      ": fact dup 2 < if drop 1 else dup 1 - recurse * then ;", "10 fact . 1 fact .",
      ": fib dup 2 < if exit then dup 1 - recurse swap 2 - recurse + ;", "20 fib .",
      ": stars begin 42 emit 1 - dup 0 = until drop ;", "5 stars cr 12 stars",
      ": gcd begin dup while swap over mod repeat drop ;", "1071 462 gcd .", "variable total", "5 total ! total @ 1 + total ! total @ .",
      ": sum 0 total ! begin dup 0 > while dup total @ + total ! 1 - repeat drop total @ ;", "100 sum .",
      "1 2 3 rot . . . depth .", "nonsense", "+", "1 0 /", ": pow >r 1 begin r> dup 0 > while 1 - >r over * repeat drop swap drop ;",
      "2 10 pow . 3 7 pow .", ": endless recurse ;", "endless", "1 2 < . 2 1 < . 5 5 = . 12 10 and . 12 10 or . 12 10 xor .",
      ": multi", "dup + ;", "21 multi . depth ."};
  for (unsigned i = 0; i < sizeof lines / sizeof *lines; i++) interpret(&m, lines[i]);
  return (int)(m.here - m.memory) % 100;
}
