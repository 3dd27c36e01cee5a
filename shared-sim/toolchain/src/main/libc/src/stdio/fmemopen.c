/* A file that is a block of the program's. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/file.h"

struct memory {
  char *block;
  size_t capacity;
  size_t length;
  size_t position;
  int appends;
  int own;
};

static ssize_t read_memory(FILE *file, void *to, size_t size) {
  struct memory *memory = file->cookie;
  size_t rest = memory->position < memory->length ? memory->length - memory->position : 0;
  size_t count = rest < size ? rest : size;
  memcpy(to, memory->block + memory->position, count);
  memory->position += count;
  return (ssize_t)count;
}

static ssize_t write_memory(FILE *file, const void *bytes, size_t size) {
  struct memory *memory = file->cookie;
  size_t room;
  if (memory->appends) {
    memory->position = memory->length;
  }
  room = memory->capacity - memory->position;
  if (size > room) {
    size = room;
  }
  if (size == 0) {
    errno = ENOSPC;
    return -1;
  }
  memcpy(memory->block + memory->position, bytes, size);
  memory->position += size;
  if (memory->position > memory->length) {
    memory->length = memory->position;
    if (memory->length < memory->capacity) {
      memory->block[memory->length] = 0;
    }
  }
  return (ssize_t)size;
}

static off_t seek_memory(FILE *file, off_t offset, int whence) {
  struct memory *memory = file->cookie;
  off_t base = whence == SEEK_SET   ? 0
               : whence == SEEK_CUR ? (off_t)memory->position
                                    : (off_t)memory->length;
  if (base + offset < 0 || base + offset > (off_t)memory->capacity) {
    errno = EINVAL;
    return -1;
  }
  memory->position = (size_t)(base + offset);
  return base + offset;
}

static int close_memory(FILE *file) {
  struct memory *memory = file->cookie;
  if (memory->own) {
    free(memory->block);
  }
  free(memory);
  return 0;
}

static const struct file_operations memory_operations = {
    read_memory,
    write_memory,
    seek_memory,
    close_memory,
};

FILE *fmemopen(void *restrict block, size_t size, const char *restrict mode) {
  int open_flags;
  unsigned flags = __parse_mode(mode, &open_flags);
  struct memory *memory = calloc(1, sizeof *memory);
  FILE *file;
  if (!flags || !memory) {
    free(memory);
    return NULL;
  }
  file = __new_file(flags | FILE_MODE_KNOWN, -1, &memory_operations);
  memory->own = !block;
  memory->block = block ? block : calloc(1, size);
  if (!file || !memory->block) {
    free(memory);
    return NULL;
  }
  memory->capacity = size;
  memory->appends = (open_flags & O_APPEND) != 0;
  if (open_flags & O_TRUNC) {
    memory->block[0] = 0;
  } else {
    memory->length = *mode == 'r' && block ? size : strnlen(memory->block, size);
  }
  memory->position = memory->appends ? memory->length : 0;
  file->cookie = memory;
  return file;
}
