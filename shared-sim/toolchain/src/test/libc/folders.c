#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include <utime.h>

static void touch(const char *path) { close(open(path, O_WRONLY | O_CREAT, 0640)); }

static void list(const char *path) {
  struct dirent **entries;
  int count = scandir(path, &entries, NULL, alphasort);
  int i;
  printf("%s:", path);
  for (i = 0; i < count; i++) {
    printf(" %s(%d)", entries[i]->d_name, entries[i]->d_type);
    free(entries[i]);
  }
  printf("\n");
  if (count >= 0) {
    free(entries);
  }
}

static void count_entries(void) {
  DIR *folder;
  int count = 0;
  int i;
  mkdir("many", 0755);
  for (i = 0; i < 500; i++) {
    char name[40];
    sprintf(name, "many/a-rather-long-name-%d", i);
    touch(name);
  }
  folder = opendir("many");
  while (readdir(folder)) {
    count++;
  }
  rewinddir(folder);
  while (readdir(folder)) {
    count++;
  }
  printf("%d %d\n", count, closedir(folder));
}

static void states(void) {
  struct stat status;
  char target[20] = "";
  struct utimbuf times = {1000000000, 1100000000};
  printf("%d ", mkdir("folder", 0750));
  printf("%d %d ", mkdir("folder", 0750), errno == EEXIST);
  touch("folder/file");
  symlink("file", "folder/link");
  link("folder/file", "folder/second");
  mkfifo("folder/pipe", 0600);
  list("folder");
  stat("folder/link", &status);
  printf("%o %d %d ", status.st_mode, (int)status.st_nlink, (int)status.st_size);
  lstat("folder/link", &status);
  printf("%d %d ", S_ISLNK(status.st_mode), (int)status.st_size);
  printf("%zd %s\n", readlink("folder/link", target, sizeof target), target);
  chmod("folder/file", 04751);
  utime("folder/file", &times);
  stat("folder/file", &status);
  printf("%o %ld %ld\n", status.st_mode, (long)status.st_atime, (long)status.st_mtime);
  printf("%d %d ", truncate("folder/file", 6000000000LL), stat("folder/file", &status));
  printf("%lld %lld\n", (long long)status.st_size, (long long)status.st_blocks);
  printf("%d ", rename("folder/second", "folder/renamed"));
  printf("%d %d ", rmdir("folder"), errno == ENOTEMPTY);
  printf("%d ", access("folder/file", R_OK));
  printf("%d ", unlinkat(AT_FDCWD, "folder/renamed", 0));
  printf("%d %d\n", unlink("folder"), errno == EISDIR);
  list("folder");
  list("missing");
}

static void paths(void) {
  static const char *const samples[] = {"folder/../folder/./link", "folder/missing", "/", "/..",
                                        "folder/file/", "folder/file/..", "loop", "many/..//many"};
  char begin[4096];
  unsigned i;
  getcwd(begin, sizeof begin);
  symlink("loop", "loop");
  for (i = 0; i < sizeof samples / sizeof samples[0]; i++) {
    char *path = realpath(samples[i], NULL);
    if (path && strncmp(path, begin, strlen(begin)) == 0) {
      printf("%s -> .%s\n", samples[i], path + strlen(begin));
    } else {
      printf("%s -> %s\n", samples[i], path ? path : strerror(errno));
    }
    free(path);
  }
  chdir("folder");
  printf("%s\n", strrchr(getcwd(NULL, 0), '/'));
  chdir("..");
}

static void patterns(void) {
  static const char *const samples[] = {"many/*-1?", "*/f*", "folder/[lp]*", "nothing*", "fold*",
                                        "./*old*/./link", "many", "\\many"};
  unsigned i;
  size_t j;
  for (i = 0; i < sizeof samples / sizeof samples[0]; i++) {
    glob_t result;
    printf("%s: %d", samples[i], glob(samples[i], GLOB_MARK | GLOB_NOCHECK, NULL, &result));
    for (j = 0; j < result.gl_pathc; j++) {
      printf(" %s", result.gl_pathv[j]);
    }
    printf("\n");
    globfree(&result);
  }
}

static void temporary(void) {
  char one[] = "tempXXXXXX";
  char two[] = "folderXXXXXX";
  int descriptor = mkstemp(one);
  printf("%d %d ", descriptor > 2, strcmp(one, "tempXXXXXX") != 0);
  printf("%d %d\n", mkdtemp(two) != NULL, access(two, X_OK));
  printf("%d %d\n", mkstemp(strcpy(one, "bad")), errno == EINVAL);
}

int main(void) {
  umask(022);
  count_entries();
  states();
  paths();
  patterns();
  temporary();
  return 0;
}
