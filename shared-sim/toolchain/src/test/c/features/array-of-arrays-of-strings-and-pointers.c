#include <stdio.h>

static const char *menu[3][2] = {{"tea", "coffee"}, {"rice", [1] = "pasta"}, {"cake"}};
static char board[2][3][4] = {{"ab", "cd"}, {[2] = "ef"}};
static int one[] = {1}, two[] = {1, 2}, three[] = {1, 2, 3};
static struct { int n, *v; } lists[] = {{1, one}, {2, two}, {3, three}};
static const char *(*pm)[2] = menu;

int main(void) {
  for (int i = 0; i < 3; i++) printf("%s/%s ", menu[i][0], menu[i][1] ? menu[i][1] : "-");
  putchar('\n');
  printf("%s %s [%s] %s %c\n", board[0][0], board[0][1], board[0][2], board[1][2], board[1][2][1]);
  int t = 0;
  for (unsigned i = 0; i < 3; i++)
    for (int j = 0; j < lists[i].n; j++) t = t * 10 + lists[i].v[j];
  printf("%d %s %c\n", t, pm[1][1], *pm[1][0]);
  pm++;
  printf("%s %d\n", (*pm)[0], (int)sizeof *pm);
  return 0;
}
