/* du(1): what files take. */
#include <dirent.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "programs.h"

static int all, summary, apparent, human, bytes;

/* Files with several names count once. */
static struct seen {
  dev_t device;
  ino_t inode;
} *seen;
static int seen_count;

static int is_new(const struct stat *status) {
  int i;
  if (S_ISDIR(status->st_mode) || status->st_nlink < 2) {
    return 1;
  }
  for (i = 0; i < seen_count; i++) {
    if (seen[i].device == status->st_dev && seen[i].inode == status->st_ino) {
      return 0;
    }
  }
  if (seen_count % 64 == 0) {
    seen = realloc(seen, (size_t)(seen_count + 64) * sizeof *seen);
  }
  seen[seen_count].device = status->st_dev;
  seen[seen_count++].inode = status->st_ino;
  return 1;
}

static long long size_of(const struct stat *status) {
  if (!apparent) {
    return (long long)status->st_blocks * 512;
  }
  return S_ISREG(status->st_mode) || S_ISLNK(status->st_mode) ? (long long)status->st_size : 0;
}

static void print(long long size, const char *path) {
  static const char units[] = "KMGT";
  if (human && size >= 1024) {
    int unit = -1;
    double value = (double)size;
    while (value >= 1024 && unit < 3) {
      value /= 1024;
      unit++;
    }
    printf(value < 9.95 ? "%.1f%c\t%s\n" : "%.0f%c\t%s\n", value, units[unit], path);
  } else {
    printf("%lld\t%s\n", human || bytes ? size : (size + 1023) / 1024, path);
  }
}

static long long walk(const char *path, int depth) {
  struct stat status;
  long long sum;
  if (lstat(path, &status) < 0) {
    warn_errno("cannot access '%s'", path);
    return 0;
  }
  if (!is_new(&status)) {
    return 0;
  }
  sum = size_of(&status);
  if (S_ISDIR(status.st_mode)) {
    DIR *directory = opendir(path);
    struct dirent *entry;
    if (!directory) {
      warn_errno("cannot read directory '%s'", path);
    }
    while (directory && (entry = readdir(directory)) != NULL) {
      if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
        char *below = allocate(strlen(path) + strlen(entry->d_name) + 2);
        sprintf(below, "%s/%s", path, entry->d_name);
        sum += walk(below, depth + 1);
        free(below);
      }
    }
    if (directory) {
      closedir(directory);
    }
  }
  if (depth == 0 || (!summary && (all || S_ISDIR(status.st_mode)))) {
    print(sum, path);
  }
  return sum;
}

int du_main(int count, char **arguments) {
  static const struct option names[] = {
      {"apparent-size", no_argument, NULL, 'A'}, {"summarize", no_argument, NULL, 's'},
      {"all", no_argument, NULL, 'a'},           {"human-readable", no_argument, NULL, 'h'},
      {"bytes", no_argument, NULL, 'b'},         {NULL, 0, NULL, 0}};
  int option, i;
  while ((option = getopt_long(count, arguments, "askhb", names, NULL)) != -1) {
    switch (option) {
      case 'a':
        all = 1;
        break;
      case 's':
        summary = 1;
        break;
      case 'k':
        break;
      case 'h':
        human = 1;
        break;
      case 'b':
        bytes = apparent = 1;
        break;
      case 'A':
        apparent = 1;
        break;
      default:
        try_help(1);
    }
  }
  if (optind == count) {
    walk(".", 0);
  }
  for (i = optind; i < count; i++) {
    walk(arguments[i], 0);
  }
  return tool_status;
}
