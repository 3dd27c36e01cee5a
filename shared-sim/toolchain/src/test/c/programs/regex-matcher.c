#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Regular expressions compiled to a small program that runs all threads in step. */

enum opcode { CHAR, ANY, CLASS, SPLIT, JUMP, SAVE, BEGIN, END, MATCH };

struct insn {
  enum opcode op;
  int x, y;
};

struct program {
  struct insn code[200];
  int length;
  unsigned char classes[10][32];
  int class_count;
  int groups;
};

static const char *pattern;
static struct program *out;
static int failed;

static int emit(enum opcode op, int x, int y) {
  out->code[out->length] = (struct insn){op, x, y};
  return out->length++;
}

static void insert(int at, struct insn i) {
  memmove(&out->code[at + 1], &out->code[at], (size_t)(out->length - at) * sizeof *out->code);
  out->code[at] = i;
  out->length++;
  for (int k = at + 1; k < out->length; k++) {
    struct insn *c = &out->code[k];
    if (c->op == SPLIT || c->op == JUMP) {
      if (c->x >= at) c->x++;
      if (c->op == SPLIT && c->y >= at) c->y++;
    }
  }
}

static void alternation(void);

static void add(unsigned char *set, int from, int to) {
  for (int c = from; c <= to; c++) set[c >> 3] |= (unsigned char)(1 << (c & 7));
}

static void escape_class(unsigned char *set, char c) {
  switch (c) {
    case 'd': add(set, '0', '9'); break;
    case 'w':
      add(set, 'a', 'z');
      add(set, 'A', 'Z');
      add(set, '0', '9');
      add(set, '_', '_');
      break;
    case 's':
      add(set, ' ', ' ');
      add(set, '\t', '\r');
      break;
    default: add(set, (unsigned char)c, (unsigned char)c);
  }
}

static void bracket(void) {
  unsigned char *set = out->classes[out->class_count];
  int negate = 0;
  if (*pattern == '^') negate = 1, pattern++;
  do {
    if (!*pattern) {
      failed = 1;
      return;
    }
    if (*pattern == '\\') {
      escape_class(set, pattern[1]);
      pattern += 2;
    } else if (pattern[1] == '-' && pattern[2] != ']') {
      add(set, (unsigned char)pattern[0], (unsigned char)pattern[2]);
      pattern += 3;
    } else {
      add(set, (unsigned char)*pattern, (unsigned char)*pattern);
      pattern++;
    }
  } while (*pattern != ']');
  pattern++;
  if (negate)
    for (int i = 0; i < 32; i++) set[i] = (unsigned char)~set[i];
  emit(CLASS, out->class_count++, 0);
}

static void atom(void) {
  char c = *pattern++;
  switch (c) {
    case '(': {
      int group = ++out->groups;
      emit(SAVE, group * 2, 0);
      alternation();
      if (*pattern == ')') pattern++;
      else failed = 1;
      emit(SAVE, group * 2 + 1, 0);
      break;
    }
    case '[': bracket(); break;
    case '.': emit(ANY, 0, 0); break;
    case '^': emit(BEGIN, 0, 0); break;
    case '$': emit(END, 0, 0); break;
    case '\\':
      if (strchr("dws", *pattern)) {
        escape_class(out->classes[out->class_count], *pattern++);
        emit(CLASS, out->class_count++, 0);
        break;
      }
      c = *pattern++;
      /* fall through */
    default: emit(CHAR, c, 0);
  }
}

static void repeat(void) {
  int start = out->length;
  atom();
  for (;;) {
    char c = *pattern;
    if (c != '*' && c != '+' && c != '?') return;
    pattern++;
    int lazy = *pattern == '?';
    if (lazy) pattern++;
    if (c == '+') {
      int end = out->length;
      emit(SPLIT, lazy ? end + 1 : start, lazy ? start : end + 1);
    } else {
      int after = out->length + (c == '*' ? 2 : 1);
      insert(start, (struct insn){SPLIT, 0, 0});
      out->code[start].x = lazy ? after : start + 1;
      out->code[start].y = lazy ? start + 1 : after;
      if (c == '*') emit(JUMP, start, 0);
    }
  }
}

static void alternation(void) {
  int start = out->length;
  while (*pattern && *pattern != '|' && *pattern != ')') repeat();
  if (*pattern != '|') return;
  pattern++;
  insert(start, (struct insn){SPLIT, start + 1, 0});
  int jump = emit(JUMP, 0, 0);
  out->code[start].y = out->length;
  alternation();
  out->code[jump].x = out->length;
}

static int compile(struct program *p, const char *text) {
  memset(p, 0, sizeof *p);
  pattern = text;
  out = p;
  failed = 0;
  emit(SAVE, 0, 0);
  alternation();
  emit(SAVE, 1, 0);
  emit(MATCH, 0, 0);
  return !failed && !*pattern;
}

struct thread {
  int pc;
  int saved[12];
};

struct list {
  struct thread t[200];
  int n;
};

static struct list lists[2];
static int marks[200], mark;

static void follow(struct list *l, const struct program *p, int pc, const int *saved, int at, int end) {
  if (marks[pc] == mark) return;
  marks[pc] = mark;
  const struct insn *i = &p->code[pc];
  switch (i->op) {
    case JUMP: follow(l, p, i->x, saved, at, end); return;
    case SPLIT:
      follow(l, p, i->x, saved, at, end);
      follow(l, p, i->y, saved, at, end);
      return;
    case SAVE: {
      int copy[12];
      memcpy(copy, saved, sizeof copy);
      copy[i->x] = at;
      follow(l, p, pc + 1, copy, at, end);
      return;
    }
    case BEGIN:
      if (at == 0) follow(l, p, pc + 1, saved, at, end);
      return;
    case END:
      if (at == end) follow(l, p, pc + 1, saved, at, end);
      return;
    default:
      l->t[l->n].pc = pc;
      memcpy(l->t[l->n++].saved, saved, sizeof l->t[0].saved);
  }
}

static int steps(const struct program *p, const struct insn *i, unsigned char c) {
  return i->op == ANY || (i->op == CHAR && (unsigned char)i->x == c) ||
         (i->op == CLASS && p->classes[i->x][c >> 3] >> (c & 7) & 1);
}

static int search(const struct program *p, const char *s, int saved[12]) {
  struct list *now = &lists[0], *then = &lists[1];
  int none[12], found = 0, end = (int)strlen(s);
  memset(none, -1, sizeof none);
  now->n = 0;
  for (int at = 0; at <= end; at++) {
    if (!found) {
      if (now->n == 0) mark++;
      follow(now, p, 0, none, at, end);
    }
    then->n = 0;
    mark++;
    for (int k = 0; k < now->n; k++) {
      const struct insn *i = &p->code[now->t[k].pc];
      if (i->op == MATCH) {
        memcpy(saved, now->t[k].saved, sizeof now->t[k].saved);
        found = 1;
        break;
      }
      if (at < end && steps(p, i, (unsigned char)s[at]))
        follow(then, p, now->t[k].pc + 1, now->t[k].saved, at + 1, end);
    }
    struct list *swap = now;
    now = then;
    then = swap;
    if (found && now->n == 0) break;
  }
  return found;
}

static void try(const char *text, const char *subject) {
  static struct program p;
  int saved[12];
  printf("%-24s %-22s ", text, subject);
  if (!compile(&p, text)) {
    puts("bad pattern");
    return;
  }
  if (!search(&p, subject, saved)) {
    puts("no");
    return;
  }
  for (int g = 0; g <= p.groups; g++) {
    if (saved[g * 2] < 0) printf("(none)");
    else printf("(%d:%.*s)", saved[g * 2], saved[g * 2 + 1] - saved[g * 2], subject + saved[g * 2]);
  }
  printf(" %d\n", p.length);
}

int main(void) {
  try("abc", "xxabcxx");
  try("a*", "aaa");
  try("a*", "baaa");
  try("a+b?", "caab");
  try("^a.c$", "abc");
  try("^a.c$", "xabc");
  try("(a|ab)(c|bcd)", "abcd");
  try("(a*)(a*)", "aaaa");
  try("(a+?)(a*)", "aaaa");
  try("[a-c]+x|[^a-z]+", "abcabdx123");
  try("(\\d+)-(\\d+)", "tel 555-0199 ext");
  try("(\\w+)\\s*=\\s*(\\w*)", "  key = value ;");
  try("(foo|bar)*baz", "foobarfoobaz");
  try("((a)|(b))+", "ab");
  try("x?x?x?xxx", "xxx");
  try("(a?)*b", "aaab");
  try("\\(.*\\)", "f(g(x))");
  try("\\(.*?\\)", "f(g(x))");
  try("(unclosed", "text");
  try("[never", "text");
  try("(a*)*c", "aaaaaaaaaaaaaaaaaaab");
  try("", "anything");
  try("end$", "the end of the end");
  return 0;
}
