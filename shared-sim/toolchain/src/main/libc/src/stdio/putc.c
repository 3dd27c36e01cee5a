#include "../internal/file.h"

int fputc(int c, FILE *file) {
  char byte = (char)c;
  unsigned direct = FILE_LINE_BUFFERED | FILE_UNBUFFERED;
  if ((file->flags & FILE_WRITING) && !(file->flags & direct) && file->position < file->size) {
    file->buffer[file->position++] = (unsigned char)c;
    return (unsigned char)c;
  }
  return __write_bytes(file, &byte, 1) == 1 ? (unsigned char)c : EOF;
}

int putc(int c, FILE *file) { return fputc(c, file); }

int putc_unlocked(int c, FILE *file) { return fputc(c, file); }

int putchar(int c) { return fputc(c, stdout); }

int putchar_unlocked(int c) { return fputc(c, stdout); }
