/* Walks through a tree with ftw and nftw, and programs that are spawned. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const kinds[] = {"F", "D", "DNR", "NS", "SL", "DP", "SLN"};
static char *lines[100];
static int count, stops_at;

static int note(const char *path, const struct stat *file, int kind, struct FTW *at) {
  char line[200];
  (void)file;
  sprintf(line, "%s %s %d %s", path, kinds[kind], at->level, path + at->base);
  lines[count++] = strdup(line);
  return count == stops_at ? 42 : 0;
}

static int note_brief(const char *path, const struct stat *file, int kind) {
  char line[200];
  sprintf(line, "%s %s %d", path, kinds[kind], kind == FTW_NS ? 0 : (int)(file->st_mode & 07777));
  lines[count++] = strdup(line);
  return 0;
}

static int note_action(const char *path, const struct stat *file, int kind, struct FTW *at) {
  note(path, file, kind, at);
  return strcmp(path + at->base, "b") == 0 ? FTW_SKIP_SUBTREE : FTW_CONTINUE;
}

static int by_text(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Names in a folder come in any order. */
static void print(const char *what, int result) {
  int i;
  printf("%s: %d\n", what, result);
  qsort(lines, (size_t)count, sizeof *lines, by_text);
  for (i = 0; i < count; i++) {
    printf("  %s\n", lines[i]);
    free(lines[i]);
  }
  count = 0;
}

static void make(const char *path) { close(open(path, O_CREAT | O_WRONLY, 0644)); }

static void walk(void) {
  umask(022);
  mkdir("tree", 0755);
  mkdir("tree/a", 0755);
  mkdir("tree/a/b", 0700);
  make("tree/a/b/file");
  make("tree/other");
  symlink("other", "tree/link");
  symlink("nowhere", "tree/broken");
  symlink("..", "tree/a/up");
  print("nftw", nftw("tree", note, 10, FTW_PHYS));
  print("depth", nftw("tree/", note, 10, FTW_PHYS | FTW_DEPTH));
  print("links", nftw("tree", note, 10, 0));
  print("folder", nftw("tree/a", note, 10, FTW_PHYS | FTW_CHDIR | FTW_MOUNT));
  print("ftw", ftw("tree", note_brief, 5));
  print("actions", nftw("tree", note_action, 5, FTW_PHYS | FTW_ACTIONRETVAL));
  print("none", nftw("nofile", note, 5, 0));
  printf("%s\n", strerror(errno));
  print("file", nftw("tree/other", note, 5, 0));
  stops_at = 1;
  print("stopped", nftw("tree", note, 5, FTW_PHYS));
}

static void wait_for(const char *what, int error, pid_t child) {
  int status = 0;
  if (error == 0) {
    waitpid(child, &status, 0);
  }
  printf("%s: %s, %d\n", what, strerror(error), error ? 0 : WEXITSTATUS(status));
  fflush(stdout);
}

static void spawn(void) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  char *echo[] = {"sh", "-c", "echo spawned $0 $X; exit 3", "one", NULL};
  char *group[] = {"sh", "-c", "kill -0 -$$ && echo leads; exit 0", NULL};
  char *environment[] = {"X=value", "PATH=/bin:/usr/bin", NULL};
  char text[100];
  pid_t child = 0;
  ssize_t length;
  int file, error;
  fflush(stdout);
  error = posix_spawnp(&child, "sh", NULL, NULL, echo, environment);
  wait_for("spawnp", error, child);
  error = posix_spawn(&child, "/bin/sh", NULL, NULL, echo, environment);
  wait_for("spawn", error, child);
  error = posix_spawn(&child, "/nowhere", NULL, NULL, echo, environment);
  wait_for("absent", error, child);
  posix_spawn_file_actions_init(&actions);
  printf("%d\n", posix_spawn_file_actions_addclose(&actions, -1));
  posix_spawn_file_actions_addopen(&actions, 1, "out.txt", O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  posix_spawn_file_actions_addclose(&actions, 0);
  fflush(stdout);
  error = posix_spawnp(&child, "sh", &actions, NULL, echo, environment);
  wait_for("actions", error, child);
  posix_spawn_file_actions_destroy(&actions);
  file = open("out.txt", O_RDONLY);
  length = read(file, text, sizeof text);
  printf("%.*s", (int)length, text);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  fflush(stdout);
  error = posix_spawnp(&child, "sh", NULL, &attributes, group, environment);
  wait_for("group", error, child);
}

int main(void) {
  walk();
  spawn();
  printf("%lu %d %d\n", getauxval(AT_PAGESZ), getauxval(AT_UID) == getuid(),
         getauxval(AT_SECURE) == 0);
  errno = 0;
  printf("%lu\n", getauxval(987));
  printf("%d\n", errno == ENOENT);
  return 0;
}
