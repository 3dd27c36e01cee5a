#include <stdio.h>

char *fgets(char *restrict line, int size, FILE *restrict file) {
  int length = 0;
  if (size <= 0) {
    return NULL;
  }
  while (length < size - 1) {
    int c = getc(file);
    if (c == EOF) {
      if (length == 0 || ferror(file)) {
        return NULL;
      }
      break;
    }
    line[length++] = (char)c;
    if (c == '\n') {
      break;
    }
  }
  line[length] = 0;
  return line;
}

char *gets(char *line) {
  int c;
  int length = 0;
  while ((c = getchar()) != EOF && c != '\n') {
    line[length++] = (char)c;
  }
  line[length] = 0;
  return c == EOF && length == 0 ? NULL : line;
}
