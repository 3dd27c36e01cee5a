#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

FILE *tmpfile(void) {
  char path[] = P_tmpdir "/tmpfXXXXXX";
  int descriptor = mkstemp(path);
  FILE *file;
  if (descriptor < 0) {
    return NULL;
  }
  unlink(path);
  file = fdopen(descriptor, "w+");
  if (!file) {
    close(descriptor);
  }
  return file;
}

char *tmpnam(char *name) {
  static char own[L_tmpnam];
  char *result = name ? name : own;
  strcpy(result, P_tmpdir "/tmpnXXXXXX");
  mktemp(result);
  return *result ? result : NULL;
}

char *ctermid(char *name) {
  static char own[L_ctermid];
  return strcpy(name ? name : own, "/dev/tty");
}
