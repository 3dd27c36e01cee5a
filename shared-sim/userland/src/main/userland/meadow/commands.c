/* The commands: each says things in its own way, and not as GNU's do. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "meadow.h"

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static int complain(const char *command, const char *about) {
  fprintf(stderr, "meadow %s: %s: %s\n", command, about, strerror(errno));
  return 1;
}

static int list(const char *path) {
  char *names[256];
  int count = 0;
  int i;
  struct dirent *entry;
  DIR *folder = opendir(path);
  if (!folder) {
    return complain("ls", path);
  }
  while (count < 256 && (entry = readdir(folder)) != NULL) {
    if (entry->d_name[0] != '.') {
      names[count++] = strdup(entry->d_name);
    }
  }
  closedir(folder);
  qsort(names, count, sizeof *names, by_name);
  for (i = 0; i < count; i++) {
    printf("* %s\n", names[i]);
    free(names[i]);
  }
  return 0;
}

int ls_main(int count, char **arguments) {
  int status = 0;
  int i;
  if (count < 2) {
    return list(".");
  }
  for (i = 1; i < count; i++) {
    status |= list(arguments[i]);
  }
  return status;
}

int cat_main(int count, char **arguments) {
  char bytes[512];
  int status = 0;
  int i;
  for (i = 1; i < count; i++) {
    ssize_t length;
    int file = open(arguments[i], O_RDONLY);
    if (file < 0) {
      status = complain("cat", arguments[i]);
      continue;
    }
    while ((length = read(file, bytes, sizeof bytes)) > 0) {
      if (write(1, bytes, length) < 0) {
        return complain("cat", "output");
      }
    }
    close(file);
  }
  return status;
}

int echo_main(int count, char **arguments) {
  int i;
  for (i = 1; i < count; i++) {
    printf(i + 1 < count ? "%s " : "%s", arguments[i]);
  }
  putchar('\n');
  return 0;
}

/* What the kernel says of itself, in words. */
int uname_main(int count, char **arguments) {
  struct utsname name;
  (void)count;
  (void)arguments;
  if (uname(&name) < 0) {
    return complain("uname", "kernel");
  }
  printf("kernel %s, release %s, host %s\n", name.sysname, name.release, name.nodename);
  return 0;
}
