#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct message {
  int length;
  char kind;
  char text[];
};

struct numbers {
  short n;
  int v[];
};

static struct numbers fixed = {3, {10, 20, 30}};

int main(void) {
  const char *s = "flexible";
  struct message *m = malloc(sizeof *m + strlen(s) + 1);
  m->length = (int)strlen(s);
  m->kind = 'k';
  strcpy(m->text, s);
  printf("%d %c %s %c\n", m->length, m->kind, m->text, m->text[3]);
  printf("%d %d\n", (int)sizeof(struct message), (int)sizeof(struct numbers));
  free(m);
  printf("%d %d %d\n", fixed.n, fixed.v[0], fixed.v[2]);
  return 0;
}
