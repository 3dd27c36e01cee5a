#include <stddef.h>
#include <stdio.h>

#define SWAP(a, b)         \
  do {                     \
    typeof(a) _t = a;      \
    a = b;                 \
    b = _t;                \
  } while (0)
#define CONTAINER(p, type, member) \
  ((type *)((char *)(p) - offsetof(type, member)))
#define FOR_EACH(v, a) for (typeof(*(a)) *v = (a); v < (a) + sizeof(a) / sizeof *(a); v++)

struct link { struct link *next; };
struct item { int value; struct link link; };

int main(void) {
  int x = 1, y = 2;
  struct item s = {3, {0}}, t = {4, {&s.link}};
  SWAP(x, y);
  printf("%d %d\n", x, y);
  printf("%d\n", CONTAINER(t.link.next, struct item, link)->value);
  SWAP(s, t);
  printf("%d %d\n", s.value, t.value);
  short v[] = {1, 2, 3};
  FOR_EACH(e, v) printf("%d ", *e * *e);
  const char *words[] = {"x", "yy"};
  FOR_EACH(w, words) printf("%s ", *w);
  putchar('\n');
  return 0;
}
