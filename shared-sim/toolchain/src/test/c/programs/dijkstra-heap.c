#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Shortest paths on a generated road map: Dijkstra with an indexed heap, Bellman-Ford to hold it
   against, A* on the grid, and a minimum spanning tree by Kruskal and by Prim. */

enum { WIDTH = 16, HEIGHT = 12, NODES = WIDTH * HEIGHT, EDGES = 4 * NODES, FAR = 0x3fffffff };

struct edge {
  short to;
  unsigned short weight;
  struct edge *next;
};

struct graph {
  struct edge *first[NODES];
  struct edge edges[EDGES];
  int count;
};

struct heap {
  short node[NODES];
  short place[NODES];
  int key[NODES];
  int size;
  unsigned compares;
};

static int less(struct heap *h, int a, int b) {
  h->compares++;
  int x = h->node[a], y = h->node[b];
  return h->key[x] != h->key[y] ? h->key[x] < h->key[y] : x < y;
}

static void swap(struct heap *h, int a, int b) {
  short t = h->node[a];
  h->node[a] = h->node[b];
  h->node[b] = t;
  h->place[h->node[a]] = (short)a;
  h->place[h->node[b]] = (short)b;
}

static void up(struct heap *h, int i) {
  for (; i > 0 && less(h, i, (i - 1) / 2); i = (i - 1) / 2) swap(h, i, (i - 1) / 2);
}

static void down(struct heap *h, int i) {
  for (int c; (c = 2 * i + 1) < h->size; i = c) {
    if (c + 1 < h->size && less(h, c + 1, c)) c++;
    if (!less(h, c, i)) break;
    swap(h, c, i);
  }
}

static void clear(struct heap *h) {
  h->size = 0;
  h->compares = 0;
  memset(h->place, -1, sizeof h->place);
}

static void offer(struct heap *h, int node, int key) {
  if (h->place[node] < 0) {
    h->place[node] = (short)h->size;
    h->node[h->size++] = (short)node;
  }
  h->key[node] = key;
  up(h, h->place[node]);
}

static int take(struct heap *h) {
  int node = h->node[0];
  swap(h, 0, --h->size);
  h->place[node] = -1;
  down(h, 0);
  return node;
}

static unsigned seed = 2024;
static unsigned dice(unsigned below) {
  seed ^= seed << 13;
  seed ^= seed >> 17;
  seed ^= seed << 5;
  return seed % below;
}

static void arc(struct graph *g, int from, int to, unsigned weight) {
  struct edge *e = &g->edges[g->count++];
  *e = (struct edge){(short)to, (unsigned short)weight, g->first[from]};
  g->first[from] = e;
}

static void build(struct graph *g) {
  memset(g, 0, sizeof *g);
  for (int n = 0; n < NODES; n++) {
    if (n % WIDTH + 1 < WIDTH && dice(10)) {
      unsigned w = 1 + dice(9);
      arc(g, n, n + 1, w);
      arc(g, n + 1, n, w);
    }
    if (n + WIDTH < NODES && dice(10)) {
      unsigned w = 1 + dice(9);
      arc(g, n, n + WIDTH, w);
      arc(g, n + WIDTH, n, w);
    }
  }
}

struct tree {
  int distance[NODES];
  short parent[NODES];
  int settled;
};

static int around(int a, int b) {
  int dx = a % WIDTH - b % WIDTH, dy = a / WIDTH - b / WIDTH;
  return abs(dx) + abs(dy);
}

static struct heap heap;

/* With a goal this is A*: the bound is the number of steps, which never cost less than one. */
static void dijkstra(const struct graph *g, int from, int goal, struct tree *t) {
  clear(&heap);
  for (int n = 0; n < NODES; n++) t->distance[n] = FAR, t->parent[n] = -1;
  t->settled = 0;
  t->distance[from] = 0;
  offer(&heap, from, 0);
  while (heap.size) {
    int n = take(&heap);
    t->settled++;
    if (n == goal) return;
    for (const struct edge *e = g->first[n]; e; e = e->next) {
      int d = t->distance[n] + e->weight;
      if (d >= t->distance[e->to]) continue;
      t->distance[e->to] = d;
      t->parent[e->to] = (short)n;
      offer(&heap, e->to, d + (goal >= 0 ? around(e->to, goal) : 0));
    }
  }
}

static int bellman_ford(const struct graph *g, int from, int *distance) {
  int rounds = 0, changed;
  for (int n = 0; n < NODES; n++) distance[n] = FAR;
  distance[from] = 0;
  do {
    changed = 0;
    rounds++;
    for (int n = 0; n < NODES; n++)
      for (const struct edge *e = g->first[n]; e && distance[n] < FAR; e = e->next)
        if (distance[n] + e->weight < distance[e->to]) {
          distance[e->to] = distance[n] + e->weight;
          changed = 1;
        }
  } while (changed);
  return rounds;
}

static int route(const struct tree *t, int to, char *out) {
  int steps = 0;
  char reversed[NODES];
  for (int n = to; t->parent[n] >= 0; n = t->parent[n]) {
    int d = n - t->parent[n];
    reversed[steps++] = d == 1 ? 'E' : d == -1 ? 'W' : d == WIDTH ? 'S' : 'N';
  }
  for (int i = 0; i < steps; i++) out[i] = reversed[steps - 1 - i];
  out[steps] = 0;
  return steps;
}

struct road {
  short a, b;
  unsigned short weight;
};

static int by_weight(const void *x, const void *y) {
  const struct road *a = x, *b = y;
  if (a->weight != b->weight) return a->weight - b->weight;
  return a->a != b->a ? a->a - b->a : a->b - b->b;
}

static short root_of(short *parents, short n) {
  while (parents[n] != n) n = parents[n] = parents[parents[n]];
  return n;
}

static int kruskal(const struct graph *g, int *joined) {
  static struct road roads[EDGES];
  short parents[NODES];
  int count = 0, total = 0;
  for (short n = 0; n < NODES; n++) {
    parents[n] = n;
    for (const struct edge *e = g->first[n]; e; e = e->next)
      if (n < e->to) roads[count++] = (struct road){n, e->to, e->weight};
  }
  qsort(roads, (size_t)count, sizeof *roads, by_weight);
  *joined = 0;
  for (int i = 0; i < count; i++) {
    short a = root_of(parents, roads[i].a), b = root_of(parents, roads[i].b);
    if (a == b) continue;
    parents[a] = b;
    total += roads[i].weight;
    ++*joined;
  }
  return total;
}

static int prim(const struct graph *g) {
  char in[NODES] = {0};
  int best[NODES], total = 0;
  for (int n = 0; n < NODES; n++) best[n] = FAR;
  for (int start = 0; start < NODES; start++) {
    if (in[start]) continue;
    clear(&heap);
    best[start] = 0;
    offer(&heap, start, 0);
    while (heap.size) {
      int n = take(&heap);
      in[n] = 1;
      total += best[n];
      for (const struct edge *e = g->first[n]; e; e = e->next)
        if (!in[e->to] && e->weight < best[e->to]) offer(&heap, e->to, best[e->to] = e->weight);
    }
  }
  return total;
}

int main(void) {
  static struct graph g;
  static struct tree t, s;
  static int check[NODES];
  char path[NODES + 1];
  for (int map = 0; map < 4; map++) {
    build(&g);
    int from = (int)dice(NODES), to = NODES - 1 - (int)dice(WIDTH);
    dijkstra(&g, from, -1, &t);
    unsigned compares = heap.compares;
    int rounds = bellman_ford(&g, from, check), same = !memcmp(check, t.distance, sizeof check), joined;
    int steps = route(&t, to, path);
    printf("map %d: %d arcs, %d to %d is %d in %d steps %s\n", map, g.count, from, to, t.distance[to], steps, path);
    dijkstra(&g, from, to, &s);
    printf("  settled %d and %d with a goal (%d), %u compares, %d rounds, same %d\n", t.settled, s.settled,
           s.distance[to] == t.distance[to], compares, rounds, same);
    int k = kruskal(&g, &joined);
    printf("  spanning %d joins, weight %d and %d\n", joined, k, prim(&g));
  }
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) printf("%3d", t.distance[y * WIDTH + x]);
    putchar('\n');
  }
  return 0;
}
