#include <stdio.h>
#include <stdlib.h>

static int grow(char **line, size_t *size) {
  size_t larger = *line && *size > 0 ? *size * 2 : 120;
  char *block = realloc(*line, larger);
  if (!block) {
    return -1;
  }
  *line = block;
  *size = larger;
  return 0;
}

ssize_t getdelim(char **restrict line, size_t *restrict size, int delimiter, FILE *restrict file) {
  size_t length = 0;
  int c;
  if (!*line) {
    *size = 0;
  }
  do {
    c = getc(file);
    if (c == EOF) {
      break;
    }
    if (length + 2 > *size && grow(line, size) < 0) {
      return -1;
    }
    (*line)[length++] = (char)c;
  } while (c != delimiter);
  if (length == 0) {
    return -1;
  }
  (*line)[length] = 0;
  return (ssize_t)length;
}

ssize_t getline(char **restrict line, size_t *restrict size, FILE *restrict file) {
  return getdelim(line, size, '\n', file);
}
