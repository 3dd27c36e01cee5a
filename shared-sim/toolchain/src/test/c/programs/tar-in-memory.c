#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes a tar archive into memory, lists it as tar -tv does, extracts into a tree of nodes, and
   finds the damage done to copies of it. */

struct header {
  char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], checksum[8], type, link[100];
  char magic[6], version[2], user[32], group[32], major[8], minor[8], prefix[155], padding[12];
};
_Static_assert(sizeof(struct header) == 512, "a header is one block");
_Static_assert(offsetof(struct header, type) == 156 && offsetof(struct header, magic) == 257, "ustar");

struct archive {
  unsigned char *bytes;
  size_t size, capacity;
};

struct node {
  char name[32];
  char type;
  unsigned mode;
  size_t size;
  const unsigned char *content;
  char target[100];
  struct node *child, *next;
};

static void *extend(struct archive *a, size_t n) {
  if (a->size + n > a->capacity) {
    a->capacity = (a->size + n) * 2;
    a->bytes = realloc(a->bytes, a->capacity);
  }
  void *p = memset(a->bytes + a->size, 0, n);
  a->size += n;
  return p;
}

static void octal(char *field, int width, unsigned long long value) {
  field[--width] = 0;
  while (width--) {
    field[width] = (char)('0' + (value & 7));
    value >>= 3;
  }
}

static unsigned long long from_octal(const char *field, int width) {
  unsigned long long v = 0;
  for (; width > 0 && *field == ' '; field++) width--;
  for (; width > 0 && *field >= '0' && *field <= '7'; field++, width--) v = v << 3 | (unsigned)(*field - '0');
  return v;
}

static unsigned sum(const struct header *h) {
  const unsigned char *p = (const unsigned char *)h;
  unsigned s = 0;
  for (size_t i = 0; i < sizeof *h; i++)
    s += i >= offsetof(struct header, checksum) && i < offsetof(struct header, type) ? ' ' : p[i];
  return s;
}

struct entry {
  const char *name;
  char type;
  unsigned mode;
  const char *content;
  long time;
};

static void add(struct archive *a, const struct entry *e) {
  size_t length = strlen(e->name), size = e->type == '0' ? strlen(e->content) : 0;
  struct header *h = extend(a, sizeof *h);
  const char *name = e->name;
  if (length > sizeof h->name) {
    const char *cut = e->name + length - sizeof h->name;
    while (*cut != '/') cut++;
    memcpy(h->prefix, e->name, (size_t)(cut - e->name));
    name = cut + 1;
  }
  strncpy(h->name, name, sizeof h->name);
  octal(h->mode, sizeof h->mode, e->mode);
  octal(h->uid, sizeof h->uid, 1000);
  octal(h->gid, sizeof h->gid, 100);
  octal(h->size, sizeof h->size, size);
  octal(h->mtime, sizeof h->mtime, (unsigned long)e->time);
  h->type = e->type;
  if (e->type == '1' || e->type == '2') strcpy(h->link, e->content);
  memcpy(h->magic, "ustar", 6);
  memcpy(h->version, "00", 2);
  strcpy(h->user, "monk");
  strcpy(h->group, "users");
  octal(h->checksum, 7, sum(h));
  h->checksum[7] = ' ';
  if (size) memcpy(extend(a, (size + 511) / 512 * 512), e->content, size);
}

static void date(long t, char *out) {
  static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  long days = t / 86400, rest = t % 86400, year = 1970;
  int month = 0, leap;
  while (leap = (year % 4 == 0 && year % 100) || year % 400 == 0, days >= 365 + leap) {
    days -= 365 + leap;
    year++;
  }
  while (days >= lengths[month] + (month == 1 && leap)) days -= lengths[month] + (month == 1 && leap), month++;
  sprintf(out, "%ld-%02d-%02ld %02ld:%02ld", year, month + 1, days + 1, rest / 3600, rest / 60 % 60);
}

static void permissions(char type, unsigned mode, char *out) {
  out[0] = type == '5' ? 'd' : type == '2' ? 'l' : type == '1' ? 'h' : type == '3' ? 'c' : '-';
  for (int i = 0; i < 9; i++) out[i + 1] = mode >> (8 - i) & 1 ? "rwx"[i % 3] : '-';
  if (mode & 04000) out[3] = out[3] == 'x' ? 's' : 'S';
  if (mode & 02000) out[6] = out[6] == 'x' ? 's' : 'S';
  if (mode & 01000) out[9] = out[9] == 'x' ? 't' : 'T';
  out[10] = 0;
}

enum problem { FINE, CUT_SHORT, BAD_CHECKSUM, NO_MAGIC, NO_END };

typedef void (*visitor)(const struct header *h, const char *name, const unsigned char *content, size_t size, void *with);

static enum problem walk(const struct archive *a, visitor visit, void *with) {
  size_t at = 0;
  int blank = 0;
  while (at + 512 <= a->size) {
    const struct header *h = (const struct header *)(a->bytes + at);
    at += 512;
    if (!h->name[0] && sum(h) == 8 * ' ') {
      if (++blank == 2) return FINE;
      continue;
    }
    if (memcmp(h->magic, "ustar", 5)) return NO_MAGIC;
    if (from_octal(h->checksum, 8) != sum(h)) return BAD_CHECKSUM;
    size_t size = (size_t)from_octal(h->size, 12);
    if (at + size > a->size) return CUT_SHORT;
    char name[260];
    sprintf(name, "%.155s%s%.100s", h->prefix, h->prefix[0] ? "/" : "", h->name);
    visit(h, name, a->bytes + at, size, with);
    at += (size + 511) / 512 * 512;
  }
  return NO_END;
}

static void list(const struct header *h, const char *name, const unsigned char *content, size_t size, void *with) {
  char mode[12], when[24];
  (void)content;
  permissions(h->type, (unsigned)from_octal(h->mode, 8), mode);
  date((long)from_octal(h->mtime, 12), when);
  printf("%s %s/%s %6u %s %s", mode, h->user, h->group, (unsigned)size, when, name);
  if (h->type == '2') printf(" -> %s", h->link);
  if (h->type == '1') printf(" link to %s", h->link);
  putchar('\n');
  ++*(int *)with;
}

static struct node *child(struct node *parent, const char *name, size_t n) {
  struct node **p = &parent->child;
  while (*p && (strncmp((*p)->name, name, n) || (*p)->name[n])) p = &(*p)->next;
  if (!*p) {
    *p = calloc(1, sizeof **p);
    memcpy((*p)->name, name, n < 31 ? n : 31);
    (*p)->type = '5';
    (*p)->mode = 0755;
  }
  return *p;
}

static void extract(const struct header *h, const char *name, const unsigned char *content, size_t size, void *with) {
  struct node *n = with;
  while (*name) {
    size_t part = strcspn(name, "/");
    if (part == 2 && !strncmp(name, "..", 2)) return;
    if (part && !(part == 1 && *name == '.')) n = child(n, name, part);
    name += part + (name[part] == '/');
  }
  n->type = h->type;
  n->mode = (unsigned)from_octal(h->mode, 8);
  n->size = size;
  n->content = content;
  strcpy(n->target, h->link);
}

static void print(const struct node *n, int depth) {
  printf("%*s%s", depth * 2, "", n->name);
  if (n->type == '5') putchar('/');
  if (n->type == '0') {
    unsigned lines = 0, hash = 7;
    for (size_t i = 0; i < n->size; i++) {
      lines += n->content[i] == '\n';
      hash = hash * 131 + n->content[i];
    }
    printf(" %u lines, %08x", lines, hash);
  }
  if (*n->target) printf(" @ %s", n->target);
  putchar('\n');
  for (const struct node *c = n->child; c; c = c->next) print(c, depth + 1);
}

static void discard(struct node *n) {
  while (n) {
    struct node *next = n->next;
    discard(n->child);
    free(n);
    n = next;
  }
}

static void ignore(const struct header *h, const char *name, const unsigned char *content, size_t size, void *with) {
  (void)h, (void)name, (void)content, (void)size;
  ++*(int *)with;
}

static enum problem damaged(const struct archive *a, size_t at, size_t size, int *seen) {
  struct archive copy = {malloc(a->size), size, 0};
  memcpy(copy.bytes, a->bytes, a->size);
  if (at < size) copy.bytes[at] ^= 0x10;
  *seen = 0;
  enum problem p = walk(&copy, ignore, seen);
  free(copy.bytes);
  return p;
}

int main(void) {
  static char big[3000], deep[160] = "deep/";
  for (int i = 0; i < 2999; i++) big[i] = i % 60 == 59 ? '\n' : (char)('a' + i % 26);
  for (int i = 0; i < 9; i++) strcat(deep, "twelve-chars/");
  strcat(deep, "leaf");
  const struct entry entries[] = {
      {"./", '5', 0755, "", 0}, {"./etc/", '5', 0755, "", 86400 * 365L}, {"./etc/passwd", '0', 0644, "root:x:0:0\nmonk:x:1:1\n", 951782400},
      {"./bin/su", '0', 04755, "#!", 1709210096}, {"./bin/sh", '2', 0777, "busybox", 1000000000}, {"./tmp", '5', 01777, "", 1234567890},
      {"./big.txt", '0', 0600, big, 1735689599}, {"./bin/mail", '0', 02640, "", 4102444800 - 4102444800 % 2 - 2000000000}, {"./dev/null", '3', 0666, "", 5},
      {"./hard", '1', 0644, "./etc/passwd", 60}, {"./../escape", '0', 0644, "no", 61}, {deep, '0', 0444, "down here\n", 62}};
  struct archive a = {0};
  for (unsigned i = 0; i < sizeof entries / sizeof *entries; i++) add(&a, &entries[i]);
  extend(&a, 1024);
  int count = 0, seen;
  enum problem p = walk(&a, list, &count);
  unsigned hash = 2166136261u;
  for (size_t i = 0; i < a.size; i++) hash = (hash ^ a.bytes[i]) * 16777619u;
  printf("%d entries, problem %d, %u bytes, hash %08x\n", count, p, (unsigned)a.size, hash);
  struct node root = {.name = "", .type = '5'};
  walk(&a, extract, &root);
  print(&root, 0);
  static const char *const problems[] = {"fine", "cut short", "bad checksum", "no magic", "no end"};
  size_t places[] = {0, 150, 257, 512 + 120, 512 * 2 + 300, 512 * 3 + 5, a.size - 1100};
  for (unsigned i = 0; i < sizeof places / sizeof *places; i++) {
    enum problem d = damaged(&a, places[i], a.size, &seen);
    printf("byte %u: %s after %d\n", (unsigned)places[i], problems[d], seen);
  }
  for (size_t s = 600; s <= a.size; s += 2100) {
    enum problem d = damaged(&a, a.size, s, &seen);
    printf("%u bytes: %s after %d\n", (unsigned)s, problems[d], seen);
  }
  discard(root.child);
  free(a.bytes);
  return count;
}
