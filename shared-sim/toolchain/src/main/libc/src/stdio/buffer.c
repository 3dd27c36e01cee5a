/* Between the buffer of a FILE and what is behind it. */
#include <errno.h>
#include <string.h>

#include "../internal/file.h"

static int write_all(FILE *file, const unsigned char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = file->operations->write(file, bytes, count);
    if (written < 0) {
      file->flags |= FILE_FAILED;
      return -1;
    }
    bytes += written;
    count -= (size_t)written;
  }
  return 0;
}

static int flush_output(FILE *file) {
  size_t pending = file->position;
  file->position = 0;
  return write_all(file, file->buffer, pending);
}

int __settle(FILE *file) {
  int result = 0;
  if (file->flags & FILE_WRITING) {
    result = flush_output(file);
  } else if (file->flags & FILE_READING) {
    off_t unread = (off_t)(file->filled - file->position) + file->pushed_count;
    if (unread > 0) {
      int error = errno;
      file->operations->seek(file, -unread, SEEK_CUR);
      errno = error;
    }
    file->pushed_count = 0;
  }
  file->position = 0;
  file->filled = 0;
  file->flags &= ~(unsigned)(FILE_READING | FILE_WRITING);
  return result;
}

static int begin(FILE *file, unsigned allowed, unsigned direction) {
  if (file->flags & direction) {
    return 0;
  }
  if (!(file->flags & allowed)) {
    file->flags |= FILE_FAILED;
    errno = EBADF;
    return -1;
  }
  if (__settle(file) < 0) {
    return -1;
  }
  file->flags |= direction;
  __prepare_buffer(file);
  return 0;
}

int __fill(FILE *file) {
  ssize_t size;
  if (begin(file, FILE_READABLE, FILE_READING) < 0) {
    return -1;
  }
  /* A question must be on the terminal before the answer is awaited. */
  if ((stdout->flags & FILE_LINE_BUFFERED) && (stdout->flags & FILE_WRITING)) {
    flush_output(stdout);
  }
  file->position = 0;
  file->filled = 0;
  size = file->operations->read(file, file->buffer,
                                file->flags & FILE_UNBUFFERED ? 1 : file->size);
  if (size <= 0) {
    file->flags |= size < 0 ? FILE_FAILED : FILE_AT_END;
    return -1;
  }
  file->filled = (size_t)size;
  return 0;
}

static int write_buffered(FILE *file, const char *bytes, size_t count) {
  if (count > file->size - file->position && flush_output(file) < 0) {
    return -1;
  }
  if (count >= file->size) {
    return write_all(file, (const unsigned char *)bytes, count);
  }
  memcpy(file->buffer + file->position, bytes, count);
  file->position += count;
  return 0;
}

static int write_lines(FILE *file, const char *bytes, size_t count) {
  const char *newline = memrchr(bytes, '\n', count);
  size_t lines = newline ? (size_t)(newline - bytes) + 1 : 0;
  if (lines > 0 && (write_buffered(file, bytes, lines) < 0 || flush_output(file) < 0)) {
    return -1;
  }
  return write_buffered(file, bytes + lines, count - lines);
}

size_t __write_bytes(FILE *file, const char *bytes, size_t count) {
  int result;
  if (begin(file, FILE_WRITABLE, FILE_WRITING) < 0) {
    return 0;
  }
  if ((file->flags & FILE_UNBUFFERED) && file->size == 0) {
    result = write_all(file, (const unsigned char *)bytes, count);
  } else if (file->flags & FILE_LINE_BUFFERED) {
    result = write_lines(file, bytes, count);
  } else {
    result = write_buffered(file, bytes, count);
  }
  return result < 0 ? 0 : count;
}
