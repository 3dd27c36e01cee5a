/* Directories upon each other: what is seen, what is copied, what is hidden, by chance but alike. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned state;

static unsigned choose(unsigned below) {
  state = state * 1103515245 + 12345;
  return (state >> 16) % below;
}

static const char *answer(long result) {
  const char *text = result < 0 ? strerror(errno) : "done";
  errno = 0;
  return text;
}

static void put(const char *path, const char *text, int flags) {
  int file = open(path, O_WRONLY | O_CREAT | flags, 0644);
  if (file < 0 || write(file, text, strlen(text)) < 0) {
    printf("  put %s: %s\n", path, strerror(errno));
  }
  close(file);
}

static void show_file(const char *path, const struct stat *status) {
  char content[200] = "";
  if (S_ISREG(status->st_mode)) {
    int file = open(path, O_RDONLY);
    int count = read(file, content, sizeof content - 1);
    content[count < 0 ? 0 : count] = 0;
    close(file);
  } else if (S_ISLNK(status->st_mode)) {
    content[readlink(path, content, sizeof content - 1)] = 0;
  }
  /* A whiteout has the names of all. */
  printf("  %s %o %d %d %s\n", path, status->st_mode, (int)status->st_uid,
         S_ISREG(status->st_mode) ? (int)status->st_nlink : 0, content);
}

static int by_name(const void *one, const void *other) {
  return strcmp(*(char *const *)one, *(char *const *)other);
}

static void show(const char *path) {
  struct stat status;
  char *names[64];
  int count = 0, i;
  DIR *directory;
  struct dirent *entry;
  if (lstat(path, &status) < 0) {
    printf("  %s: %s\n", path, strerror(errno));
    return;
  }
  show_file(path, &status);
  if (!S_ISDIR(status.st_mode)) {
    return;
  }
  directory = opendir(path);
  while ((entry = readdir(directory)) != NULL && count < 64) {
    if (entry->d_name[0] != '.') {
      names[count++] = strdup(entry->d_name);
    }
  }
  closedir(directory);
  qsort(names, count, sizeof *names, by_name);
  for (i = 0; i < count; i++) {
    char below[300];
    snprintf(below, sizeof below, "%s/%s", path, names[i]);
    show(below);
  }
}

static const char *const places[] = {"", "/d", "/d/e", "/n", "/n/d"};
static const char *const names[] = {"a", "b", "c", "d", "e", "n"};

static char *pick(char *path) {
  sprintf(path, "m%s/%s", places[choose(5)], names[choose(6)]);
  return path;
}

static void act(int number) {
  char one[100], other[100];
  int what = choose(14);
  pick(one), pick(other);
  printf("%d %s ", number, one);
  switch (what) {
    case 0: printf("unlink %s\n", answer(unlink(one))); break;
    case 1: printf("rmdir %s\n", answer(rmdir(one))); break;
    case 2: printf("mkdir %s\n", answer(mkdir(one, 0750))); break;
    case 3: printf("rename %s %s\n", other, answer(rename(one, other))); break;
    case 4: printf("link %s %s\n", other, answer(link(one, other))); break;
    case 5: printf("symlink %s\n", answer(symlink("a", one))); break;
    case 6: printf("chmod %s\n", answer(chmod(one, 0600 + choose(8)))); break;
    case 7: printf("chown %s\n", answer(lchown(one, choose(3), 0))); break;
    case 8: printf("truncate %s\n", answer(truncate(one, choose(5)))); break;
    case 9: printf("mknod %s\n", answer(mknod(one, S_IFIFO | 0644, 0))); break;
    case 10: printf("device %s\n", answer(mknod(one, S_IFCHR | 0644, choose(2) * 0x103))); break;
    default: {
      static const int flags[] = {0, O_TRUNC, O_APPEND, O_EXCL};
      int file = open(one, O_WRONLY | O_NONBLOCK | O_CREAT | flags[choose(4)], 0644);
      printf("open %s ", answer(file));
      printf("write %s\n", answer(write(file, "new", 3)));
      close(file);
    }
  }
}

static void layers(void) {
  mkdir("l1", 0755), mkdir("l2", 0755), mkdir("u", 0755), mkdir("w", 0755), mkdir("m", 0755);
  mkdir("l1/d", 0755), mkdir("l2/d", 0711), mkdir("l2/d/e", 0755), mkdir("u/d", 0700);
  mkdir("l1/n", 0755);
  put("l1/a", "a of l1", 0), put("l2/a", "a of l2", 0), put("l2/b", "b of l2", 0);
  put("l1/d/a", "d/a of l1", 0), put("l2/d/b", "d/b of l2", 0), put("l2/d/e/a", "deep", 0);
  put("l2/n", "hidden by a directory", 0), put("u/d/c", "c of upper", 0);
  symlink("b", "l2/c"), link("l2/b", "l2/d/n"), mknod("l1/d/n", S_IFCHR, 0);
}

static void round_of(unsigned seed) {
  char folder[20];
  int i, kept;
  state = seed;
  sprintf(folder, "r%u", seed);
  mkdir(folder, 0755);
  chdir(folder);
  layers();
  printf("round %u: %s\n", seed,
         answer(mount("o", "m", "overlay", 0, "lowerdir=l1:l2,upperdir=u,workdir=w")));
  show("m");
  kept = open("m/a", O_RDONLY);
  for (i = 0; i < 60; i++) {
    act(i);
  }
  show("m");
  show("u");
  show("l1"), show("l2");
  lseek(kept, 0, SEEK_SET);
  printf("kept: %s\n", answer(umount("m")));
  close(kept);
  printf("gone: %s\n", answer(umount("m")));
  show("m");
  printf("again: %s\n",
         answer(mount("o", "m", "overlay", 0, "lowerdir=l1:l2,upperdir=u,workdir=w")));
  show("m");
  chdir("..");
}

static void refusals(void) {
  static const char *const options[] = {
      "", "lowerdir=l1", "lowerdir=l1:none", "lowerdir=l1/a", "lowerdir=l1,upperdir=u",
      "lowerdir=l1,upperdir=u,workdir=u", "lowerdir=l1,upperdir=u,workdir=u/d",
      "lowerdir=l1,upperdir=u,workdir=none", "lowerdir=l1,upperdir=none,workdir=w",
      "lowerdir=l1,upperdir=u,workdir=/proc", "upperdir=u,workdir=w", "lowerdir=l1,nonsense=1",
      "lowerdir=l1:l1", "lowerdir=l1:l1/d", "lowerdir=l1/d:l1", "lowerdir=u/d,upperdir=u,workdir=w",
      "lowerdir=u:l1,upperdir=u,workdir=w", "lowerdir=w:l1,upperdir=u,workdir=w", "lowerdir=.:l2",
      "lowerdir=l1,upperdir=l1/d,workdir=w", "lowerdir=l1,upperdir=u,workdir=l1/d"};
  size_t i;
  mkdir("x", 0755);
  chdir("x");
  layers();
  for (i = 0; i < sizeof options / sizeof *options; i++) {
    printf("%s: %s\n", options[i], answer(mount("o", "m", "overlay", 0, options[i])));
    if (umount("m") == 0) {
      printf("  it was mounted\n");
    }
  }
  mount("o", "m", "overlay", 0, "lowerdir=l1:l2");
  printf("read-only: %s", answer(mkdir("m/z", 0755)));
  printf(" %s", answer(unlink("m/a")));
  printf(" %s", answer(chmod("m/a", 0600)));
  printf(" %s\n", answer(open("m/a", O_WRONLY)));
  mkdir("u2", 0755), mkdir("w2", 0755), mkdir("m2", 0755);
  printf("upon another: %s\n",
         answer(mount("o", "m2", "overlay", 0, "lowerdir=m,upperdir=u2,workdir=w2")));
  put("m2/a", "upper", O_TRUNC);
  show("m2"), show("u2"), show("m");
  chdir("..");
}

int main(void) {
  unsigned seed;
  if (unshare(CLONE_NEWNS) < 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
      mount("scratch", "/tmp", "tmpfs", 0, NULL) < 0 || chdir("/tmp") < 0) {
    puts("not allowed");
    return 0;
  }
  umask(022);
  for (seed = 1; seed < 13; seed++) {
    round_of(seed);
  }
  refusals();
  return 0;
}
