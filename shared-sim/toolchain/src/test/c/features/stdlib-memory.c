#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  int *p = calloc(10, sizeof *p), total = 0;
  for (int i = 0; i < 10; i++) total += p[i];
  for (int i = 0; i < 10; i++) p[i] = i;
  p = realloc(p, 1000 * sizeof *p);
  for (int i = 0; i < 10; i++) total += p[i];
  printf("%d\n", total);
  free(p);
  free(NULL);
  char *list[50];
  for (int i = 0; i < 50; i++) {
    list[i] = malloc((size_t)i + 1);
    memset(list[i], 'a' + i % 26, (size_t)i);
    list[i][i] = 0;
  }
  for (int i = 0; i < 50; i += 2) free(list[i]);
  for (int i = 0; i < 50; i += 2) {
    list[i] = malloc(200);
    strcpy(list[i], "again");
  }
  int good = 0;
  for (int i = 1; i < 50; i += 2) good += (int)strlen(list[i]) == i;
  printf("%d %s %s\n", good, list[2], list[5]);
  for (int i = 0; i < 50; i++) free(list[i]);
  return 0;
}
