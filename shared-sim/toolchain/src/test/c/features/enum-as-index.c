#include <stdio.h>

enum op { PUSH, ADD, MUL, PRINT, HALT, OPS };

static const char *const names[OPS] = {
    [ADD] = "add", [PUSH] = "push", [HALT] = "halt", [PRINT] = "print", [MUL] = "mul"};

struct insn {
  enum op op;
  int arg;
};

int main(void) {
  static const struct insn program[] = {{PUSH, 2}, {PUSH, 3}, {ADD}, {PUSH, 7}, {MUL}, {PRINT}, {HALT}};
  int stack[8], sp = 0, counts[OPS] = {0};
  for (const struct insn *p = program;; p++) {
    counts[p->op]++;
    if (p->op == PUSH) stack[sp++] = p->arg;
    else if (p->op == ADD) sp--, stack[sp - 1] += stack[sp];
    else if (p->op == MUL) sp--, stack[sp - 1] *= stack[sp];
    else if (p->op == PRINT) printf("%d\n", stack[--sp]);
    else break;
  }
  for (enum op o = PUSH; o < OPS; o++) printf("%s=%d ", names[o], counts[o]);
  putchar('\n');
  return 0;
}
