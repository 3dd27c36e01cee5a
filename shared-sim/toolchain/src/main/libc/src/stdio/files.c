/* The files that are open, beginning with the three that always are. */
#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#include "../internal/exit.h"
#include "../internal/file.h"
#include "../internal/syscall.h"

static FILE error_file = {
    .flags = FILE_WRITABLE | FILE_UNBUFFERED | FILE_MODE_KNOWN | FILE_STATIC,
    .descriptor = 2,
    .operations = &__descriptor_operations,
};
static FILE output_file = {
    .flags = FILE_WRITABLE | FILE_STATIC,
    .descriptor = 1,
    .operations = &__descriptor_operations,
    .next = &error_file,
};
static FILE input_file = {
    .flags = FILE_READABLE | FILE_STATIC,
    .descriptor = 0,
    .operations = &__descriptor_operations,
    .next = &output_file,
};

FILE *stdin = &input_file;
FILE *stdout = &output_file;
FILE *stderr = &error_file;

static FILE *files = &input_file;

FILE *__new_file(unsigned flags, int descriptor, const struct file_operations *operations) {
  FILE *file = calloc(1, sizeof *file);
  if (file) {
    file->flags = flags;
    file->descriptor = descriptor;
    file->operations = operations;
    file->next = files;
    files = file;
  }
  return file;
}

void __forget_file(FILE *file) {
  FILE **link = &files;
  while (*link && *link != file) {
    link = &(*link)->next;
  }
  if (*link) {
    *link = file->next;
  }
}

int fflush(FILE *file) {
  int result = 0;
  if (file) {
    return __settle(file);
  }
  for (file = files; file; file = file->next) {
    if ((file->flags & FILE_WRITING) && __settle(file) < 0) {
      result = EOF;
    }
  }
  return result;
}

/* At the end of the program input that was read ahead is given back, for the next reader. */
static void flush_all(void) {
  FILE *file;
  for (file = files; file; file = file->next) {
    __settle(file);
  }
}

/* A terminal is written line by line. */
void __prepare_buffer(FILE *file) {
  __flush_all_files = flush_all;
  if (!(file->flags & FILE_MODE_KNOWN)) {
    struct winsize size;
    int error = errno;
    file->flags |= FILE_MODE_KNOWN;
    if (file->descriptor >= 0 && __syscall(SYS_ioctl, file->descriptor, TIOCGWINSZ, &size) == 0) {
      file->flags |= FILE_LINE_BUFFERED;
    }
    errno = error;
  }
  if (file->buffer || ((file->flags & FILE_UNBUFFERED) && (file->flags & FILE_WRITING))) {
    return;
  }
  file->buffer = malloc(BUFSIZ);
  if (file->buffer) {
    file->size = BUFSIZ;
    file->flags |= FILE_OWN_BUFFER;
  } else {
    file->flags |= FILE_UNBUFFERED;
  }
}
