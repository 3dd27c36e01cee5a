/* The functions of <string.h> with random strings of few letters, so that they often match. */
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "random.h"

static int sign(int value) { return value < 0 ? -1 : value > 0; }

static char *fill(char *text, int limit, const char *letters) {
  int length = random_below(limit);
  int i;
  for (i = 0; i < length; i++) {
    text[i] = letters[random_below((int)strlen(letters))];
  }
  text[length] = 0;
  return text;
}

static int offset(const void *found, const void *begin) {
  return found ? (int)((const char *)found - (const char *)begin) : -1;
}

static void search(const char *a, const char *b) {
  printf("%d %d %d ", offset(strchr(a, 'b'), a), offset(strrchr(a, 'b'), a),
         offset(strchrnul(a, 'c'), a));
  printf("%d %d ", offset(strstr(a, b), a), offset(strcasestr(a, b), a));
  printf("%zu %zu %d ", strspn(a, b), strcspn(a, b), offset(strpbrk(a, b), a));
  printf("%d %d ", offset(memchr(a, 'a', strlen(a)), a), offset(memrchr(a, 'a', strlen(a)), a));
  printf("%d %d\n", offset(memmem(a, strlen(a), b, strlen(b)), a), offset(index(a, 0), a));
}

static void compare(const char *a, const char *b) {
  size_t n = (size_t)random_below(6);
  printf("%d %d %d ", sign(strcmp(a, b)), sign(strncmp(a, b, n)), sign(strcoll(a, b)));
  printf("%d %d ", sign(strcasecmp(a, b)), sign(strncasecmp(a, b, n)));
  printf("%d\n", sign(memcmp(a, b, 3)));
}

static void copy(const char *a, const char *b) {
  char block[100];
  size_t n = (size_t)random_below(12);
  memset(block, '.', sizeof block);
  printf("%d ", offset(stpcpy(block, a), block));
  printf("%s ", strcat(block, b));
  printf("%s ", strncat(block, a, n));
  printf("%d ", offset(stpncpy(block, a, n), block));
  printf("%.20s ", strncpy(block, b, n));
  printf("%d ", offset(memccpy(block + 50, a, 'b', n), block));
  printf("%d %.30s\n", offset(mempcpy(block + 20, a, strlen(a)), block), block + 15);
}

static void split(const char *a, const char *separators) {
  char block[40];
  char *state;
  char *token;
  char *rest = block;
  strcpy(block, a);
  for (token = strtok_r(block, separators, &state); token;
       token = strtok_r(NULL, separators, &state)) {
    printf("<%s>", token);
  }
  strcpy(block, a);
  for (token = strtok(block, separators); token; token = strtok(NULL, separators)) {
    printf("(%s)", token);
  }
  strcpy(block, a);
  while ((token = strsep(&rest, separators))) {
    printf("[%s]", token);
  }
  printf("\n");
}

static void move(void) {
  char block[64];
  size_t from = (size_t)random_below(32);
  size_t to = (size_t)random_below(32);
  size_t count = (size_t)random_below(32);
  int i;
  for (i = 0; i < 63; i++) {
    block[i] = (char)('0' + i);
  }
  block[63] = 0;
  printf("%d %s ", offset(memmove(block + to, block + from, count), block), block);
  memset(block + from, 'x', count);
  printf("%s\n", block);
}

static void paths(void) {
  static const char *const samples[] = {"/usr/lib", "/usr/", "usr", "/", ".", "..", "",
                                        "a//b", "a/b//", "/a//b///"};
  unsigned i;
  for (i = 0; i < sizeof samples / sizeof samples[0]; i++) {
    char one[20];
    char two[20];
    strcpy(one, samples[i]);
    strcpy(two, samples[i]);
    printf("%s: %s %s\n", samples[i], dirname(one), basename(two));
  }
}

int main(void) {
  int i;
  for (i = 0; i < 3000; i++) {
    char a[30];
    char b[30];
    char *copied;
    fill(a, 20, random_below(2) ? "abAB" : "ab/;");
    fill(b, random_below(2) ? 4 : 20, "abAB");
    printf("%s %s\n", a, b);
    search(a, b);
    compare(a, b);
    copy(a, b);
    split(a, "/;");
    move();
    copied = strdup(a);
    printf("%s ", copied);
    free(copied);
    copied = strndup(a, 3);
    printf("%s %zu\n", copied, strnlen(a, 5));
    free(copied);
    fill(a, 8, "a019");
    fill(b, 8, "a019");
    printf("%s %s %d %d\n", a, b, sign(strverscmp(a, b)), ffs((int)(random_word() >> 40)));
  }
  paths();
  return 0;
}
