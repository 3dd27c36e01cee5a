/* Walks through a tree with fts. */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const kinds[] = {"0",   "D",    "DC", "DEFAULT", "DNR",  "DOT", "DP",    "ERR",
                                    "F",   "INIT", "NS", "NSOK",    "SL",   "SLNONE", "W"};

static void make(const char *path) { close(open(path, O_CREAT | O_WRONLY, 0644)); }

static int by_name(const FTSENT **one, const FTSENT **other) {
  return strcmp((*one)->fts_name, (*other)->fts_name);
}

static int from_behind(const FTSENT **one, const FTSENT **other) {
  return -strcmp((*one)->fts_name, (*other)->fts_name);
}

static void tell(const FTSENT *entry) {
  printf("  %s %s %s %d %d %d %s\n", kinds[entry->fts_info], entry->fts_path, entry->fts_name,
         entry->fts_level, entry->fts_pathlen, entry->fts_namelen,
         entry->fts_info == FTS_DC ? entry->fts_cycle->fts_name : "-");
}

static void walk(const char *what, char *const *paths, int options,
                 int (*compare)(const FTSENT **, const FTSENT **)) {
  FTS *walk = fts_open(paths, options, compare);
  FTSENT *entry;
  printf("%s: %d\n", what, walk != NULL);
  while (walk && (entry = fts_read(walk))) {
    tell(entry);
  }
  printf("  %s\n", errno ? strerror(errno) : "end");
  if (walk) {
    printf("  closed %d\n", fts_close(walk));
  }
}

static void instructed(void) {
  char *paths[] = {"tree", NULL};
  FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
  FTSENT *entry, *child;
  int again = 0;
  puts("instructed");
  for (child = fts_children(walk, 0); child; child = child->fts_link) {
    printf("  root %s\n", child->fts_name);
  }
  while ((entry = fts_read(walk))) {
    tell(entry);
    if (!strcmp(entry->fts_name, "b") && entry->fts_info == FTS_D) {
      fts_set(walk, entry, FTS_SKIP);
    } else if (!strcmp(entry->fts_name, "to-a") && entry->fts_info == FTS_SL) {
      fts_set(walk, entry, FTS_FOLLOW);
    } else if (!strcmp(entry->fts_name, "plain") && again++ < 2) {
      fts_set(walk, entry, FTS_AGAIN);
    } else if (!strcmp(entry->fts_name, "a") && entry->fts_info == FTS_D) {
      for (child = fts_children(walk, again ? FTS_NAMEONLY : 0); child; child = child->fts_link) {
        printf("  child %s\n", child->fts_name);
        if (!strcmp(child->fts_name, "two")) {
          fts_set(walk, child, FTS_SKIP);
        }
      }
    }
  }
  printf("  wrong %d %s\n", fts_set(walk, NULL, 99), strerror(errno));
  fts_close(walk);
  printf("  wrong %d %s\n", fts_open(paths, 0x1000, NULL) != NULL, strerror(errno));
}

int main(void) {
  char *one[] = {"tree", NULL}, *some[] = {"tree/b", "./tree/a/", "nothing", "tree/plain", "tree/to-a", NULL};
  FTS *left;
  umask(022);
  mkdir("tree", 0755);
  mkdir("tree/a", 0755);
  mkdir("tree/a/empty", 0755);
  mkdir("tree/b", 0755);
  mkdir("tree/b/c", 0755);
  make("tree/a/one");
  make("tree/a/two");
  make("tree/b/c/deep");
  make("tree/plain");
  symlink("a", "tree/to-a");
  symlink("nowhere", "tree/to-nothing");
  symlink("..", "tree/b/up");
  errno = 0;
  walk("physical", one, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
  walk("logical", one, FTS_LOGICAL | FTS_NOCHDIR, by_name);
  walk("backwards", one, FTS_PHYSICAL | FTS_NOCHDIR, from_behind);
  walk("dots", one, FTS_PHYSICAL | FTS_NOCHDIR | FTS_SEEDOT, by_name);
  walk("some", some, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
  walk("followed", some, FTS_PHYSICAL | FTS_NOCHDIR | FTS_COMFOLLOW, by_name);
  walk("one device", one, FTS_PHYSICAL | FTS_NOCHDIR | FTS_XDEV, by_name);
  instructed();
  left = fts_open(one, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
  fts_read(left);
  fts_read(left);
  fts_read(left);
  printf("left %d\n", fts_close(left));
  return 0;
}
