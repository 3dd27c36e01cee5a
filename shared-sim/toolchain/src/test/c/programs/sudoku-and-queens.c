#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Two searches: sudoku by constraint propagation on bit masks, and queens by bits, by permutation
   and as an exact cover with dancing links, which must agree. */

typedef unsigned short mask;

struct grid {
  mask options[81];
};

static unsigned char peers[81][20];
static int guesses;

static void find_peers(void) {
  for (int a = 0; a < 81; a++) {
    int n = 0;
    for (int b = 0; b < 81; b++) {
      bool row = a / 9 == b / 9, column = a % 9 == b % 9;
      bool box = a / 27 == b / 27 && a % 9 / 3 == b % 9 / 3;
      if (a != b && (row || column || box)) peers[a][n++] = (unsigned char)b;
    }
  }
}

static bool assign(struct grid *g, int cell, mask value);

static bool eliminate(struct grid *g, int cell, mask value) {
  if (!(g->options[cell] & value)) return true;
  g->options[cell] &= (mask)~value;
  mask left = g->options[cell];
  if (!left) return false;
  if (!(left & (left - 1)))
    for (int i = 0; i < 20; i++)
      if (!eliminate(g, peers[cell][i], left)) return false;
  for (int unit = 0; unit < 3; unit++) {
    int places = 0, last = 0;
    for (int b = 0; b < 81; b++) {
      bool same = unit == 0   ? cell / 9 == b / 9
                  : unit == 1 ? cell % 9 == b % 9
                              : cell / 27 == b / 27 && cell % 9 / 3 == b % 9 / 3;
      if (same && g->options[b] & value) places++, last = b;
    }
    if (places == 0) return false;
    if (places == 1 && !assign(g, last, value)) return false;
  }
  return true;
}

static bool assign(struct grid *g, int cell, mask value) {
  for (mask others = (mask)(g->options[cell] & ~value); others; others &= (mask)(others - 1))
    if (!eliminate(g, cell, (mask)(others & -others))) return false;
  return g->options[cell] == value;
}

static bool solve(struct grid *g) {
  int best = -1, fewest = 10;
  for (int c = 0; c < 81; c++) {
    int n = __builtin_popcount(g->options[c]);
    if (n > 1 && n < fewest) best = c, fewest = n;
  }
  if (best < 0) return true;
  for (mask m = g->options[best]; m; m &= (mask)(m - 1)) {
    struct grid copy = *g;
    guesses++;
    if (assign(&copy, best, (mask)(m & -m)) && solve(&copy)) {
      *g = copy;
      return true;
    }
  }
  return false;
}

static void sudoku(const char *puzzle) {
  struct grid g;
  bool good = true;
  for (int c = 0; c < 81; c++) g.options[c] = 0x1ff;
  guesses = 0;
  for (int c = 0; c < 81 && good; c++)
    if (puzzle[c] != '.') good = assign(&g, c, (mask)(1 << (puzzle[c] - '1')));
  if (!good || !solve(&g)) {
    printf("no solution after %d guesses\n", guesses);
    return;
  }
  for (int c = 0; c < 81; c++) {
    putchar('1' + __builtin_ctz(g.options[c]));
    if (c % 27 == 26) putchar(c == 80 ? '\n' : '|');
  }
  printf("%d guesses\n", guesses);
}

static int queens_bits(unsigned all, unsigned columns, unsigned left, unsigned right) {
  int n = 0;
  if (columns == all) return 1;
  for (unsigned open = all & ~(columns | left | right); open; open &= open - 1) {
    unsigned bit = open & -open;
    n += queens_bits(all, columns | bit, (left | bit) << 1, (right | bit) >> 1);
  }
  return n;
}

static int queens_swap(int *q, int at, int n, void (*found)(const int *, int)) {
  if (at == n) {
    if (found) found(q, n);
    return 1;
  }
  int count = 0;
  for (int i = at; i < n; i++) {
    int t = q[at];
    q[at] = q[i];
    q[i] = t;
    bool safe = true;
    for (int r = 0; r < at && safe; r++) safe = q[r] - q[at] != at - r && q[at] - q[r] != at - r;
    if (safe) count += queens_swap(q, at + 1, n, found);
    q[i] = q[at];
    q[at] = t;
  }
  return count;
}

/* Dancing links (Knuth, 2000): rows and columns must be covered, diagonals may. */
struct link {
  struct link *left, *right, *up, *down, *column;
  int size;
};

static struct link pool[600], *fresh, header, columns[60];

static void cover(struct link *c) {
  c->right->left = c->left;
  c->left->right = c->right;
  for (struct link *i = c->down; i != c; i = i->down)
    for (struct link *j = i->right; j != i; j = j->right) {
      j->down->up = j->up;
      j->up->down = j->down;
      j->column->size--;
    }
}

static void uncover(struct link *c) {
  for (struct link *i = c->up; i != c; i = i->up)
    for (struct link *j = i->left; j != i; j = j->left) {
      j->column->size++;
      j->down->up = j->up->down = j;
    }
  c->right->left = c->left->right = c;
}

static int dance(void) {
  if (header.right == &header) return 1;
  struct link *c = header.right;
  for (struct link *k = c->right; k != &header; k = k->right)
    if (k->size < c->size) c = k;
  int n = 0;
  cover(c);
  for (struct link *r = c->down; r != c; r = r->down) {
    for (struct link *j = r->right; j != r; j = j->right) cover(j->column);
    n += dance();
    for (struct link *j = r->left; j != r; j = j->left) uncover(j->column);
  }
  uncover(c);
  return n;
}

static int queens_cover(int n) {
  fresh = pool;
  header.left = header.right = &header;
  for (int i = 0; i < 6 * n - 2; i++) {
    struct link *c = &columns[i];
    *c = (struct link){c, c, c, c, c, 0};
    if (i >= 2 * n) continue;
    c->left = header.left;
    c->right = &header;
    header.left = header.left->right = c;
  }
  for (int y = 0; y < n; y++)
    for (int x = 0; x < n; x++) {
      int uses[4] = {y, n + x, 2 * n + x + y, 4 * n - 1 + x - y + n - 1};
      struct link *first = fresh;
      for (int i = 0; i < 4; i++) {
        struct link *c = &columns[uses[i]], *l = fresh++;
        *l = (struct link){first == l ? l : l - 1, first, c->up, c, c, 0};
        c->up->down = l;
        c->up = l;
        if (l != first) l[-1].right = l;
        first->left = l;
        c->size++;
      }
    }
  return dance();
}

static void board(const int *q, int n) {
  static int shown;
  if (shown++ % 4) return;
  for (int y = 0; y < n; y++) {
    for (int x = 0; x < n; x++) putchar(q[y] == x ? 'Q' : '.');
    putchar(y == n - 1 ? '\n' : ' ');
  }
}

int main(void) {
  find_peers();
  sudoku("..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3..");
  sudoku("4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......");
  sudoku("55.......1...............................................................8.......");
  sudoku(".................................................................................");
  for (int n = 1; n <= 8; n++) {
    int q[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    int bits = queens_bits((1u << n) - 1, 0, 0, 0), swap = queens_swap(q, 0, n, n == 6 ? board : NULL);
    printf("%d queens: %d %d %d\n", n, bits, swap, queens_cover(n));
  }
  return 0;
}
