/* A file that is written into a block which grows (open_memstream(3)). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/file.h"

struct memory {
  char **block;
  size_t *size;
  size_t capacity;
  size_t length;
  size_t position;
};

static int reserve(struct memory *memory, size_t length) {
  size_t capacity = memory->capacity * 2;
  char *larger;
  if (length < memory->capacity) {
    return 0;
  }
  if (capacity <= length) {
    capacity = length + 1;
  }
  larger = realloc(*memory->block, capacity);
  if (!larger) {
    return -1;
  }
  memset(larger + memory->capacity, 0, capacity - memory->capacity);
  *memory->block = larger;
  memory->capacity = capacity;
  return 0;
}

static ssize_t write_memory(FILE *file, const void *bytes, size_t count) {
  struct memory *memory = file->cookie;
  if (reserve(memory, memory->position + count) < 0) {
    return -1;
  }
  memcpy(*memory->block + memory->position, bytes, count);
  memory->position += count;
  if (memory->position > memory->length) {
    memory->length = memory->position;
  }
  *memory->size = memory->position;
  return (ssize_t)count;
}

static off_t seek_memory(FILE *file, off_t offset, int whence) {
  struct memory *memory = file->cookie;
  off_t base = whence == SEEK_SET   ? 0
               : whence == SEEK_CUR ? (off_t)memory->position
                                    : (off_t)memory->length;
  if (base + offset < 0) {
    errno = EINVAL;
    return -1;
  }
  memory->position = (size_t)(base + offset);
  *memory->size = memory->position < memory->length ? memory->position : memory->length;
  return base + offset;
}

static int close_memory(FILE *file) {
  free(file->cookie);
  return 0;
}

static const struct file_operations memory_operations = {
    NULL,
    write_memory,
    seek_memory,
    close_memory,
};

FILE *open_memstream(char **block, size_t *size) {
  struct memory *memory = calloc(1, sizeof *memory);
  FILE *file = __new_file(FILE_WRITABLE | FILE_MODE_KNOWN, -1, &memory_operations);
  *block = calloc(1, 1);
  *size = 0;
  if (!memory || !file || !*block) {
    free(memory);
    return NULL;
  }
  memory->block = block;
  memory->size = size;
  memory->capacity = 1;
  file->cookie = memory;
  return file;
}
