/* There is one thread, so nothing is locked. */
#include <stdio.h>

int fgetc_unlocked(FILE *file) { return fgetc(file); }

int fputc_unlocked(int c, FILE *file) { return fputc(c, file); }

char *fgets_unlocked(char *restrict line, int size, FILE *restrict file) {
  return fgets(line, size, file);
}

int fputs_unlocked(const char *restrict string, FILE *restrict file) {
  return fputs(string, file);
}

size_t fread_unlocked(void *restrict block, size_t size, size_t count, FILE *restrict file) {
  return fread(block, size, count, file);
}

size_t fwrite_unlocked(const void *restrict block, size_t size, size_t count,
                       FILE *restrict file) {
  return fwrite(block, size, count, file);
}

int feof_unlocked(FILE *file) { return feof(file); }

int ferror_unlocked(FILE *file) { return ferror(file); }

void clearerr_unlocked(FILE *file) { clearerr(file); }

int fflush_unlocked(FILE *file) { return fflush(file); }

int fileno_unlocked(FILE *file) { return fileno(file); }
