/* stdio on files: positions, pushed-back characters, modes, buffers, streams in memory. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "random.h"

static void show(const char *path) {
  FILE *file = fopen(path, "r");
  int c;
  while ((c = getc(file)) != EOF) {
    putchar(c);
  }
  printf("<%d %d>\n", feof(file) != 0, ferror(file) != 0);
  fclose(file);
}

static void modes(void) {
  FILE *file = fopen("modes", "w");
  fprintf(file, "one\n");
  fclose(file);
  file = fopen("modes", "a+");
  fputs("two\n", file);
  rewind(file);
  printf("%d\n", getc(file));
  fseek(file, 0, SEEK_END);
  fputs("three\n", file);
  fclose(file);
  show("modes");
  file = fopen("modes", "r+");
  fseek(file, 4, SEEK_SET);
  fputs("TWO", file);
  fseek(file, 0, SEEK_CUR);
  printf("%d %ld\n", getc(file), ftell(file));
  fclose(file);
  show("modes");
  printf("%d ", fopen("modes", "wx") == NULL);
  printf("%d ", fopen("missing", "r") == NULL && errno == ENOENT);
  printf("%d\n", fopen("modes", "q") == NULL && errno == EINVAL);
  file = fopen("modes", "r");
  printf("%d %d\n", putc('x', file), ferror(file) != 0);
  fclose(file);
}

/* The same moves on a file and on a block that holds what the file should hold. */
static void positions(void) {
  FILE *file = fopen("positions", "w+");
  int i;
  for (i = 0; i < 20000; i++) {
    fprintf(file, "%c", 'a' + i % 26);
  }
  for (i = 0; i < 3000; i++) {
    long position = random_below(20000);
    char block[50] = "";
    switch (random_below(4)) {
      case 0:
        fseek(file, position, SEEK_SET);
        fread(block, 1, (size_t)random_below(49), file);
        break;
      case 1:
        fseek(file, position - 20000, SEEK_END);
        fputc('A' + random_below(26), file);
        break;
      case 2:
        fseek(file, 0, SEEK_CUR);
        ungetc('!', file);
        printf("%c", getc(file));
        break;
      default:
        fseek(file, random_below(10), SEEK_CUR);
        fgets(block, 5, file);
        fseek(file, 0, SEEK_CUR);
        break;
    }
    printf("%ld %s\n", ftell(file), block);
  }
  fclose(file);
  show("positions");
}

static void lines(void) {
  FILE *file = fopen("lines", "w+");
  char *line = NULL;
  char block[8];
  size_t size = 0;
  ssize_t length;
  int i;
  for (i = 0; i < 300; i += 37) {
    fprintf(file, "%0*d\n", i + 1, i);
  }
  fputs("no end", file);
  rewind(file);
  while ((length = getline(&line, &size, file)) >= 0) {
    printf("%zd %s", length, line);
  }
  printf("|%d\n", feof(file) != 0);
  rewind(file);
  printf("%zd %s\n", getdelim(&line, &size, '3', file), line);
  while (fgets(block, sizeof block, file)) {
    printf("[%s]", block);
  }
  free(line);
  fclose(file);
}

static void buffers(void) {
  char block[200];
  FILE *file = fopen("buffers", "w");
  struct stat status;
  int modes[] = {_IOFBF, _IOLBF, _IONBF};
  int i;
  fclose(file);
  for (i = 0; i < 3; i++) {
    file = fopen("buffers", "a");
    setvbuf(file, i == 0 ? block : NULL, modes[i], sizeof block);
    fputs("line\npart", file);
    stat("buffers", &status);
    printf("%lld ", (long long)status.st_size);
    fwrite("0123456789", 1, 10, file);
    fclose(file);
    stat("buffers", &status);
    printf("%lld\n", (long long)status.st_size);
  }
  show("buffers");
}

static void memory(void) {
  char *block;
  size_t size;
  char fixed[10] = "hello";
  FILE *file = open_memstream(&block, &size);
  fprintf(file, "%d and %s", 42, "more");
  fflush(file);
  printf("%s %zu\n", block, size);
  fseek(file, 0, SEEK_SET);
  fputs("XY", file);
  fclose(file);
  printf("%.2s %zu\n", block, size);
  free(block);
  file = fmemopen(fixed, sizeof fixed, "r+");
  printf("%c%c ", getc(file), getc(file));
  fseek(file, 0, SEEK_CUR);
  fputs("LLO!", file);
  fclose(file);
  printf("%s\n", fixed);
}

static void descriptors(void) {
  FILE *file;
  int descriptor = open("descriptor", O_RDWR | O_CREAT | O_TRUNC, 0644);
  char block[20] = "";
  dprintf(descriptor, "%s-%d\n", "written", 7);
  printf("%lld\n", (long long)lseek(descriptor, 0, SEEK_SET));
  printf("%zd %s", read(descriptor, block, sizeof block - 1), block);
  printf("%zd ", pwrite(descriptor, "W", 1, 0));
  printf("%zd %s", pread(descriptor, block, sizeof block - 1, 0), block);
  printf("%d ", ftruncate(descriptor, 3));
  printf("%lld ", (long long)lseek(descriptor, 0, SEEK_END));
  printf("%lld\n", (long long)lseek(descriptor, 5000000000LL, SEEK_SET));
  file = fdopen(descriptor, "r+");
  printf("%lld %d\n", (long long)ftello(file), fileno(file) == descriptor);
  fclose(file);
  printf("%d %d\n", close(descriptor), errno == EBADF);
  file = freopen("descriptor", "w", stderr);
  fprintf(stderr, "to a file");
  fclose(stderr);
  show("descriptor");
  printf("%d %d %d\n", remove("descriptor"), access("descriptor", F_OK), errno == ENOENT);
}

int main(void) {
  modes();
  positions();
  lines();
  buffers();
  memory();
  descriptors();
  return 0;
}
