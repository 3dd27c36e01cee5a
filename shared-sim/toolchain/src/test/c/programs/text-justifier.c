#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sets paragraphs in columns: words with glue, breaks by the least sum of cubed gaps, hyphens at
   marked points, alignment, widows joined, numbered lists and a two-column page. */

enum alignment { LEFT, RIGHT, CENTRE, BOTH };

struct word {
  const char *text;
  int length;
  int hyphenated;
};

struct paragraph {
  struct word words[200];
  int count;
};

struct line {
  char text[82];
};

struct page {
  struct line *lines;
  int count, capacity;
};

struct setting {
  int width;
  enum alignment alignment;
  int first_indent, hang;
  unsigned greedy : 1;
  unsigned hyphens : 1;
};

static void append(struct page *p, const char *text) {
  if (p->count == p->capacity) {
    p->capacity = p->capacity ? p->capacity * 2 : 4;
    p->lines = realloc(p->lines, (size_t)p->capacity * sizeof *p->lines);
  }
  strcpy(p->lines[p->count++].text, text);
}

/* A '-' between letters is a place where a word may be broken. */
static void split(struct paragraph *p, const char *text, int hyphens) {
  static char store[4000];
  static char *free_store = store;
  if (free_store - store > 2500) free_store = store;
  p->count = 0;
  while (*text) {
    text += strspn(text, " \n");
    if (!*text) break;
    struct word *w = &p->words[p->count++];
    w->text = free_store;
    w->hyphenated = 0;
    while (*text && *text != ' ' && *text != '\n') {
      if (*text == '-') {
        text++;
        if (!hyphens) continue;
        w->hyphenated = 1;
        break;
      }
      *free_store++ = *text++;
    }
    w->length = (int)(free_store - w->text);
    *free_store++ = 0;
  }
}

static int room(const struct setting *s, int first) { return s->width - (first ? s->first_indent : s->hang); }

/* The length of words from..to on one line; a part of a word that goes on takes no space after it. */
static int natural(const struct paragraph *p, int from, int to) {
  int n = 0;
  for (int i = from; i < to; i++) {
    n += p->words[i].length;
    if (i + 1 < to) n += !p->words[i].hyphenated;
    else n += p->words[i].hyphenated;
  }
  return n;
}

static int break_greedy(const struct paragraph *p, const struct setting *s, int *ends) {
  int lines = 0, from = 0;
  while (from < p->count) {
    int to = from + 1;
    while (to < p->count && natural(p, from, to + 1) <= room(s, from == 0)) to++;
    ends[lines++] = from = to;
  }
  return lines;
}

static int break_best(const struct paragraph *p, const struct setting *s, int *ends) {
  static long long cost[201];
  static int next[201];
  cost[p->count] = 0;
  for (int from = p->count - 1; from >= 0; from--) {
    cost[from] = 1LL << 60;
    for (int to = from + 1; to <= p->count; to++) {
      int gap = room(s, from == 0) - natural(p, from, to);
      if (gap < 0 && to > from + 1) break;
      long long c = to == p->count && gap >= 0 ? 0 : gap < 0 ? 100000 : (long long)gap * gap * gap;
      if (to < p->count && p->words[to - 1].hyphenated) c += 50;
      if (to == p->count && to == from + 1 && from > 0) c += 200;
      if (c + cost[to] < cost[from]) {
        cost[from] = c + cost[to];
        next[from] = to;
      }
    }
  }
  int lines = 0;
  for (int at = 0; at < p->count; at = next[at]) ends[lines++] = next[at];
  return lines;
}

static void set_line(struct page *page, const struct paragraph *p, const struct setting *s, int from, int to) {
  char text[82], *out = text;
  int indent = from == 0 ? s->first_indent : s->hang;
  int gap = room(s, from == 0) - natural(p, from, to), glue = 0, last = to == p->count;
  for (int i = from; i + 1 < to; i++) glue += !p->words[i].hyphenated;
  if (gap < 0) gap = 0;
  if (s->alignment == RIGHT) indent += gap;
  if (s->alignment == CENTRE) indent += gap / 2;
  memset(out, ' ', (size_t)indent);
  out += indent;
  for (int i = from, seen = 0; i < to; i++) {
    memcpy(out, p->words[i].text, (size_t)p->words[i].length);
    out += p->words[i].length;
    if (i + 1 == to) {
      if (p->words[i].hyphenated) *out++ = '-';
      break;
    }
    if (p->words[i].hyphenated) continue;
    int wide = 1;
    if (s->alignment == BOTH && !last) {
      /* Spread what is left over from alternate ends, so that no river runs down one side. */
      int k = page->count % 2 ? glue - 1 - seen : seen;
      wide += gap / glue + (k < gap % glue);
    }
    memset(out, ' ', (size_t)wide);
    out += wide;
    seen++;
  }
  *out = 0;
  append(page, text);
}

static void set(struct page *page, const char *text, struct setting s) {
  static struct paragraph p;
  int ends[200], from = 0;
  split(&p, text, s.hyphens);
  int lines = (s.greedy ? break_greedy : break_best)(&p, &s, ends);
  for (int i = 0; i < lines; from = ends[i++]) set_line(page, &p, &s, from, ends[i]);
}

static void print(struct page *page, const char *title, int width) {
  printf("%s\n", title);
  for (int i = 0; i < page->count; i++) printf("|%-*s|\n", width, page->lines[i].text);
  page->count = 0;
}

static void print_columns(struct page *page, int width, int columns) {
  int height = (page->count + columns - 1) / columns;
  for (int y = 0; y < height; y++) {
    for (int c = 0; c < columns; c++) {
      int i = c * height + y;
      printf(c ? "  %-*s" : "%-*s", width, i < page->count ? page->lines[i].text : "");
    }
    putchar('\n');
  }
  page->count = 0;
}

static int slack(const char *text, int width, unsigned greedy) {
  static struct paragraph p;
  struct setting s = {.width = width, .greedy = greedy, .hyphens = 1};
  int ends[200], from = 0, total = 0;
  split(&p, text, 1);
  int lines = greedy ? break_greedy(&p, &s, ends) : break_best(&p, &s, ends);
  for (int i = 0; i + 1 < lines; from = ends[i++]) {
    int gap = width - natural(&p, from, ends[i]);
    total += gap * gap;
  }
  return total;
}

static const char text[] =
    "A gate is a door in the wall be-tween two rings. Who comes through it finds no choice of "
    "where to ar-rive: the de-scrip-tor names the one place, and the pro-ces-sor goes there. "
    "So the ker-nel need not trust its cal-lers, it need only trust its gates.";

int main(void) {
  struct page page = {0};
  set(&page, text, (struct setting){.width = 40, .alignment = LEFT, .greedy = 1});
  print(&page, "greedy", 40);
  set(&page, text, (struct setting){.width = 40, .alignment = LEFT});
  print(&page, "best", 40);
  set(&page, text, (struct setting){.width = 32, .alignment = BOTH, .first_indent = 3, .hyphens = 1});
  set(&page, "Short.", (struct setting){.width = 32, .alignment = BOTH, .first_indent = 3});
  print(&page, "both", 32);
  set(&page, text, (struct setting){36, RIGHT, .hang = 0, .hyphens = 1});
  print(&page, "right", 36);
  set(&page, "The Cloister and its Four Rings, in One Chapter", (struct setting){24, CENTRE, 0, 0, 0, 0});
  print(&page, "centre", 24);
  static const char *const items[] = {"1. Push the selector, then the offset.", "2. Look at the priv-i-lege of the gate and then of its tar-get.",
                                      "10. In-com-pre-hen-si-bil-i-ty"};
  for (unsigned i = 0; i < sizeof items / sizeof *items; i++)
    set(&page, items[i], (struct setting){.width = 22, .hang = 3, .hyphens = 1});
  print(&page, "list", 22);
  set(&page, text, (struct setting){.width = 25, .alignment = BOTH, .hyphens = 1});
  print_columns(&page, 25, 2);
  for (int w = 20; w <= 60; w += 10) printf("%d: %d %d\n", w, slack(text, w, 1), slack(text, w, 0));
  free(page.lines);
  return 0;
}
