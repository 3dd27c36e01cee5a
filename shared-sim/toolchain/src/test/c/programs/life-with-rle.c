#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Conway's Life twice, cell by cell and 32 cells at a time with carry-save counters, fed by
   run-length encoded patterns, with a detector of still lifes, oscillators and ships. */

enum { WORDS = 2, WIDTH = WORDS * 32, HEIGHT = 40 };

struct field {
  unsigned row[HEIGHT][WORDS];
};

struct pattern {
  const char *name, *rle;
  int x, y, generations;
};

static int get(const struct field *f, int x, int y) {
  x = (x + WIDTH) % WIDTH;
  y = (y + HEIGHT) % HEIGHT;
  return f->row[y][x / 32] >> x % 32 & 1;
}

static void set(struct field *f, int x, int y, int v) {
  unsigned *w = &f->row[(y + HEIGHT) % HEIGHT][(x + WIDTH) % WIDTH / 32], bit = 1u << (x + WIDTH) % 32;
  *w = v ? *w | bit : *w & ~bit;
}

/* "bob$2bo$3o!": counts before dead cells, live cells and ends of rows. Returns the place of what
   it does not understand, or null. */
static const char *decode(struct field *f, const char *s, int left, int top, char *header) {
  int x = left, y = top, count = 0;
  *header = 0;
  if (*s == 'x') {
    int n = 0;
    while (*s && *s != '\n') {
      if (n < 30 && !isspace((unsigned char)*s)) header[n++] = *s;
      s++;
    }
    header[n] = 0;
  }
  for (; *s; s++) {
    if (isspace((unsigned char)*s)) continue;
    if (*s == '#') {
      while (*s && *s != '\n') s++;
      continue;
    }
    if (isdigit((unsigned char)*s)) {
      count = count * 10 + (*s - '0');
      continue;
    }
    int n = count ? count : 1;
    count = 0;
    switch (*s) {
      case 'b': case '.': x += n; break;
      case 'o': case 'A':
        while (n--) set(f, x++, y, 1);
        break;
      case '$':
        y += n;
        x = left;
        break;
      case '!': return NULL;
      default: return s;
    }
  }
  return s;
}

static void run(char **out, int n, char c) {
  if (n > 1) *out += sprintf(*out, "%d", n);
  if (n > 0) *(*out)++ = c;
}

static int population(const struct field *f) {
  int n = 0;
  for (int y = 0; y < HEIGHT; y++)
    for (int w = 0; w < WORDS; w++) n += __builtin_popcount(f->row[y][w]);
  return n;
}

struct box {
  int x, y, width, height;
};

static struct box bounds(const struct field *f) {
  struct box b = {WIDTH, HEIGHT, 0, 0};
  int right = -1, bottom = -1;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      if (!get(f, x, y)) continue;
      if (x < b.x) b.x = x;
      if (y < b.y) b.y = y;
      if (x > right) right = x;
      bottom = y;
    }
  if (right < 0) return (struct box){0, 0, 0, 0};
  b.width = right - b.x + 1;
  b.height = bottom - b.y + 1;
  return b;
}

static void encode(const struct field *f, char *out) {
  struct box b = bounds(f);
  int skipped = 0;
  for (int y = b.y; y < b.y + b.height; y++) {
    int dead = 0, live = 0;
    for (int x = b.x; x < b.x + b.width; x++) {
      if (get(f, x, y)) {
        if (dead || !live) {
          run(&out, skipped, '$');
          skipped = 0;
          run(&out, dead, 'b');
          dead = 0;
        }
        live++;
      } else {
        run(&out, live, 'o');
        live = 0;
        dead++;
      }
    }
    run(&out, live, 'o');
    skipped++;
  }
  *out++ = '!';
  *out = 0;
}

static void step_slowly(const struct field *from, struct field *to) {
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      int n = -get(from, x, y);
      for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++) n += get(from, x + dx, y + dy);
      set(to, x, y, n == 3 || (n == 2 && get(from, x, y)));
    }
}

struct triple {
  unsigned one, two;
};

static struct triple add3(unsigned a, unsigned b, unsigned c) {
  return (struct triple){a ^ b ^ c, (a & b) | (c & (a ^ b))};
}

static void shifted(const unsigned *row, int w, unsigned *left, unsigned *right) {
  unsigned before = row[(w + WORDS - 1) % WORDS], after = row[(w + 1) % WORDS];
  *left = row[w] << 1 | before >> 31;
  *right = row[w] >> 1 | after << 31;
}

static void step_by_words(const struct field *from, struct field *to) {
  for (int y = 0; y < HEIGHT; y++) {
    const unsigned *up = from->row[(y + HEIGHT - 1) % HEIGHT], *here = from->row[y], *down = from->row[(y + 1) % HEIGHT];
    for (int w = 0; w < WORDS; w++) {
      unsigned ul, ur, l, r, dl, dr;
      shifted(up, w, &ul, &ur);
      shifted(here, w, &l, &r);
      shifted(down, w, &dl, &dr);
      struct triple a = add3(ul, up[w], ur), b = add3(dl, down[w], dr), c = {l ^ r, l & r};
      struct triple ones = add3(a.one, b.one, c.one), twos = add3(a.two, b.two, c.two);
      /* The neighbours are ones.one + 2 (ones.two + twos.one) + 4 twos.two. */
      unsigned two = ones.two ^ twos.one, four = (ones.two & twos.one) | twos.two;
      to->row[y][w] = two & ~four & (ones.one | here[w]);
    }
  }
}

static void show(const struct field *f) {
  struct box b = bounds(f);
  for (int y = b.y; y < b.y + b.height; y++) {
    for (int x = b.x; x < b.x + b.width; x++) putchar(get(f, x, y) ? 'O' : '.');
    putchar('\n');
  }
}

static int same_shape(const struct field *a, const struct field *b, int *dx, int *dy) {
  struct box p = bounds(a), q = bounds(b);
  if (p.width != q.width || p.height != q.height) return 0;
  for (int y = 0; y < p.height; y++)
    for (int x = 0; x < p.width; x++)
      if (get(a, p.x + x, p.y + y) != get(b, q.x + x, q.y + y)) return 0;
  *dx = q.x - p.x;
  *dy = q.y - p.y;
  return 1;
}

static void classify(const struct field *start) {
  struct field now = *start, then;
  for (int n = 1; n <= 20; n++) {
    int dx, dy;
    step_by_words(&now, &then);
    now = then;
    if (!population(&now)) {
      printf("  dies after %d\n", n);
      return;
    }
    if (!same_shape(start, &now, &dx, &dy)) continue;
    if (dx || dy) printf("  ship, moves %d,%d in %d\n", dx, dy, n);
    else printf(n == 1 ? "  still life\n" : "  oscillates in %d\n", n);
    return;
  }
  puts("  something else");
}

int main(void) {
  static const struct pattern patterns[] = {
      {"block", "2o$2o!", 5, 5, 1}, {"blinker", "3o!", 5, 5, 1}, {"glider", "x = 3, y = 3\nbo$2bo$3o!", 10, 10, 6},
      {"lightweight ship", "bo2bo$o$o3bo$4o!", 20, 10, 8}, {"toad", "b3o$3o!", 8, 8, 1},
      {"pulsar", "2b3o3b3o2$o4bobo4bo$o4bobo4bo$o4bobo4bo$2b3o3b3o2$2b3o3b3o$o4bobo4bo$o4bobo4bo$o4bobo4bo2$2b3o3b3o!", 20, 12, 1},
      {"lonely", "o5bo!", 4, 4, 1}, {"r-pentomino", "# five cells\nb2o$2o$bo!", 30, 18, 60}, {"acorn", "bo$3bo$2o2b3o!", 26, 18, 90},
      {"unclear", "2o$q!", 1, 1, 0}, {"open", "3o$", 1, 1, 1}, {"edge", "3o!", -1, -1, 2}};
  for (unsigned i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    const struct pattern *p = &patterns[i];
    struct field f = {{{0}}}, slow, fast;
    char header[32], rle[800];
    const char *rest = decode(&f, p->rle, p->x, p->y, header);
    printf("%s%s%s: %d cells%s%.1s\n", p->name, *header ? " " : "", header, population(&f), rest ? ", stopped at " : "", rest ? rest : "");
    if (rest && *rest) continue;
    classify(&f);
    int different = 0;
    for (int g = 0; g < p->generations; g++) {
      step_slowly(&f, &slow);
      step_by_words(&f, &fast);
      different += memcmp(&slow, &fast, sizeof slow) != 0;
      f = fast;
    }
    struct box b = bounds(&f);
    encode(&f, rle);
    printf("  after %d: %d cells in %dx%d at %d,%d, %d different\n  %.100s\n", p->generations, population(&f), b.width, b.height, b.x, b.y, different, rle);
    struct field again = {{{0}}};
    decode(&again, rle, b.x, b.y, header);
    if (memcmp(&again, &f, sizeof f)) puts("  DOES NOT READ BACK");
    if (b.width < 9) show(&f);
  }
  return 0;
}
