#include "../internal/file.h"

int fgetc(FILE *file) {
  if (file->pushed_count > 0) {
    return file->pushed[--file->pushed_count];
  }
  if (file->flags & FILE_READING && file->position < file->filled) {
    return file->buffer[file->position++];
  }
  return __fill(file) < 0 ? EOF : file->buffer[file->position++];
}

int getc(FILE *file) { return fgetc(file); }

int getc_unlocked(FILE *file) { return fgetc(file); }

int getchar(void) { return fgetc(stdin); }

int getchar_unlocked(void) { return fgetc(stdin); }

int ungetc(int c, FILE *file) {
  if (c == EOF || file->pushed_count == (int)sizeof file->pushed ||
      !(file->flags & FILE_READABLE)) {
    return EOF;
  }
  if (file->flags & FILE_WRITING) {
    __settle(file);
  }
  if (!(file->flags & FILE_READING)) {
    file->flags |= FILE_READING;
    __prepare_buffer(file);
  }
  file->pushed[file->pushed_count++] = (unsigned char)c;
  file->flags &= ~(unsigned)FILE_AT_END;
  return (unsigned char)c;
}

void flockfile(FILE *file) { (void)file; }

void funlockfile(FILE *file) { (void)file; }
