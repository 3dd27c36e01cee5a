#include <stdio.h>

struct cell {
  unsigned char kind;
  short value;
};

static struct grid {
  struct cell cells[3][4];
  int used;
} grid;

int main(void) {
  for (int y = 0; y < 3; y++)
    for (int x = 0; x < 4; x++) {
      struct cell *c = &grid.cells[y][x];
      c->kind = (unsigned char)('a' + x);
      c->value = (short)(y * 100 - x);
      grid.used++;
    }
  grid.cells[1][2].value += grid.cells[2][1].value;
  grid.cells[0][0] = grid.cells[2][3];
  for (int y = 0; y < 3; y++) {
    for (int x = 0; x < 4; x++) printf("%c%d ", grid.cells[y][x].kind, grid.cells[y][x].value);
    putchar('\n');
  }
  printf("%d %d\n", grid.used, (int)sizeof grid);
  return 0;
}
