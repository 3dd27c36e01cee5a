#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* A red-black tree with parent pointers and a sentinel, checked after every step. */

enum colour { RED, BLACK };

struct node {
  int key;
  int value;
  enum colour colour : 1;
  unsigned visits : 31;
  struct node *parent, *child[2];
};

struct tree {
  struct node nil;
  struct node *root;
  int size;
  int rotations;
};

#define NIL(t) (&(t)->nil)
#define LEFT 0
#define RIGHT 1

static void init(struct tree *t) {
  t->nil = (struct node){.colour = BLACK};
  t->nil.child[LEFT] = t->nil.child[RIGHT] = t->nil.parent = NIL(t);
  t->root = NIL(t);
  t->size = t->rotations = 0;
}

static bool is_red(const struct node *n) { return n->colour == RED; }

static void replace(struct tree *t, struct node *old, struct node *new) {
  if (old->parent == NIL(t)) t->root = new;
  else old->parent->child[old == old->parent->child[RIGHT]] = new;
  new->parent = old->parent;
}

static void rotate(struct tree *t, struct node *n, int side) {
  struct node *up = n->child[!side];
  n->child[!side] = up->child[side];
  if (up->child[side] != NIL(t)) up->child[side]->parent = n;
  replace(t, n, up);
  up->child[side] = n;
  n->parent = up;
  t->rotations++;
}

static void mend_insertion(struct tree *t, struct node *n) {
  while (is_red(n->parent)) {
    struct node *grand = n->parent->parent;
    int side = n->parent == grand->child[RIGHT];
    struct node *uncle = grand->child[!side];
    if (is_red(uncle)) {
      n->parent->colour = uncle->colour = BLACK;
      grand->colour = RED;
      n = grand;
      continue;
    }
    if (n == n->parent->child[!side]) {
      n = n->parent;
      rotate(t, n, side);
    }
    n->parent->colour = BLACK;
    grand->colour = RED;
    rotate(t, grand, !side);
  }
  t->root->colour = BLACK;
}

static bool insert(struct tree *t, int key, int value) {
  struct node *parent = NIL(t), **where = &t->root;
  while (*where != NIL(t)) {
    parent = *where;
    parent->visits++;
    if (key == parent->key) {
      parent->value = value;
      return false;
    }
    where = &parent->child[key > parent->key];
  }
  struct node *n = malloc(sizeof *n);
  *n = (struct node){key, value, RED, 0, parent, {NIL(t), NIL(t)}};
  *where = n;
  t->size++;
  mend_insertion(t, n);
  return true;
}

static struct node *find(struct tree *t, int key) {
  struct node *n = t->root;
  while (n != NIL(t) && n->key != key) n = n->child[key > n->key];
  return n == NIL(t) ? NULL : n;
}

static void mend_removal(struct tree *t, struct node *n) {
  while (n != t->root && !is_red(n)) {
    int side = n == n->parent->child[RIGHT];
    struct node *sibling = n->parent->child[!side];
    if (is_red(sibling)) {
      sibling->colour = BLACK;
      n->parent->colour = RED;
      rotate(t, n->parent, side);
      sibling = n->parent->child[!side];
    }
    if (!is_red(sibling->child[LEFT]) && !is_red(sibling->child[RIGHT])) {
      sibling->colour = RED;
      n = n->parent;
      continue;
    }
    if (!is_red(sibling->child[!side])) {
      sibling->child[side]->colour = BLACK;
      sibling->colour = RED;
      rotate(t, sibling, !side);
      sibling = n->parent->child[!side];
    }
    sibling->colour = n->parent->colour;
    n->parent->colour = BLACK;
    sibling->child[!side]->colour = BLACK;
    rotate(t, n->parent, side);
    n = t->root;
  }
  n->colour = BLACK;
}

static bool erase(struct tree *t, int key) {
  struct node *n = find(t, key), *moved, *hole;
  if (!n) return false;
  enum colour lost = n->colour;
  if (n->child[LEFT] == NIL(t) || n->child[RIGHT] == NIL(t)) {
    hole = n->child[n->child[LEFT] == NIL(t)];
    replace(t, n, hole);
  } else {
    for (moved = n->child[RIGHT]; moved->child[LEFT] != NIL(t); moved = moved->child[LEFT])
      ;
    lost = moved->colour;
    hole = moved->child[RIGHT];
    if (moved->parent == n) {
      hole->parent = moved;
    } else {
      replace(t, moved, hole);
      moved->child[RIGHT] = n->child[RIGHT];
      moved->child[RIGHT]->parent = moved;
    }
    replace(t, n, moved);
    moved->child[LEFT] = n->child[LEFT];
    moved->child[LEFT]->parent = moved;
    moved->colour = n->colour;
  }
  if (lost == BLACK) mend_removal(t, hole);
  free(n);
  t->size--;
  return true;
}

/* The black height, or -1 where a rule is broken. */
static int check(struct tree *t, const struct node *n, long long low, long long high) {
  if (n == NIL(t)) return 0;
  if (n->key <= low || n->key >= high) return -1;
  if (is_red(n) && (is_red(n->child[LEFT]) || is_red(n->child[RIGHT]))) return -1;
  int left = check(t, n->child[LEFT], low, n->key), right = check(t, n->child[RIGHT], n->key, high);
  if (left < 0 || left != right) return -1;
  return left + !is_red(n);
}

static int valid(struct tree *t) { return is_red(t->root) ? -1 : check(t, t->root, -1, 1LL << 40); }

static int height(struct tree *t, const struct node *n) {
  if (n == NIL(t)) return 0;
  int l = height(t, n->child[LEFT]), r = height(t, n->child[RIGHT]);
  return 1 + (l > r ? l : r);
}

static void each(struct tree *t, const struct node *n, void (*f)(const struct node *, void *), void *with) {
  if (n == NIL(t)) return;
  each(t, n->child[LEFT], f, with);
  f(n, with);
  each(t, n->child[RIGHT], f, with);
}

static void add_up(const struct node *n, void *with) { *(long long *)with = *(long long *)with * 31 % 1000003 + n->key + n->value; }

static void print(const struct node *n, void *with) {
  (void)with;
  printf("%d%c", n->key, is_red(n) ? 'r' : 'b');
  putchar(' ');
}

static unsigned seed = 42;
static int dice(int below) {
  seed = seed * 1664525u + 1013904223u;
  return (int)((seed >> 8) % (unsigned)below);
}

int main(void) {
  struct tree t;
  init(&t);
  for (int i = 1; i <= 20; i++) insert(&t, i, i);
  each(&t, t.root, print, NULL);
  printf("\nsize %d height %d black %d rotations %d\n", t.size, height(&t, t.root), valid(&t), t.rotations);
  for (int i = 2; i <= 20; i += 3) erase(&t, i);
  each(&t, t.root, print, NULL);
  printf("\nsize %d height %d black %d rotations %d\n", t.size, height(&t, t.root), valid(&t), t.rotations);
  int inserted = 0, updated = 0, removed = 0, missed = 0, broken = 0;
  for (int step = 0; step < 4000; step++) {
    int key = dice(600);
    if (dice(100) < (step < 2000 ? 70 : 35)) {
      if (insert(&t, key, step)) inserted++;
      else updated++;
    } else if (erase(&t, key)) removed++;
    else missed++;
    if (step % 16 == 0) broken += valid(&t) < 0;
  }
  long long sum = 0;
  each(&t, t.root, add_up, &sum);
  printf("%d inserted, %d updated, %d removed, %d missed, %d broken\n", inserted, updated, removed, missed, broken);
  printf("size %d height %d black %d rotations %d sum %lld\n", t.size, height(&t, t.root), valid(&t), t.rotations, sum);
  int found = 0;
  for (int k = 0; k < 600; k++) found += find(&t, k) != NULL;
  printf("found %d, root seen %u times\n", found, (unsigned)t.root->visits);
  while (t.root != NIL(&t)) erase(&t, t.root->key);
  printf("size %d rotations %d\n", t.size, t.rotations);
  return 0;
}
