#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person { char name[8]; int age; };

static int by_age(const void *a, const void *b) {
  const struct person *x = a, *y = b;
  return (x->age > y->age) - (x->age < y->age);
}
static int by_name(const void *a, const void *b) {
  return strcmp(((const struct person *)a)->name, ((const struct person *)b)->name);
}
static int down(const void *a, const void *b) { return *(const int *)b - *(const int *)a; }

int main(void) {
  struct person p[] = {{"Zoe", 31}, {"Adam", 54}, {"Mia", 7}, {"Bob", 40}};
  qsort(p, 4, sizeof *p, by_age);
  for (int i = 0; i < 4; i++) printf("%s %d ", p[i].name, p[i].age);
  putchar('\n');
  qsort(p, 4, sizeof *p, by_name);
  struct person key = {"Mia", 0}, *found = bsearch(&key, p, 4, sizeof *p, by_name);
  printf("%d %d\n", found ? found->age : -1, (int)(found - p));
  int v[] = {3, -1, 99, 0, 42};
  qsort(v, 5, sizeof *v, down);
  for (int i = 0; i < 5; i++) printf("%d ", v[i]);
  putchar('\n');
  return 0;
}
