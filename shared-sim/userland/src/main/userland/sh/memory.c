#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sh.h"

struct block {
  struct block *next;
  size_t used;
  size_t room;
  char bytes[];
};

enum { BLOCK_BYTES = 2000 };

static void *allocated(void *memory) {
  if (!memory) {
    static const char message[] = "sh: out of memory\n";
    write(2, message, sizeof message - 1);
    _exit(2);
  }
  return memory;
}

void *arena_take(struct arena *arena, size_t bytes) {
  struct block *block = arena->blocks;
  size_t rounded = (bytes + 7) & ~(size_t)7;
  if (!block || block->room - block->used < rounded) {
    size_t room = rounded > BLOCK_BYTES ? rounded : BLOCK_BYTES;
    block = allocated(malloc(sizeof *block + room));
    block->next = arena->blocks;
    block->used = 0;
    block->room = room;
    arena->blocks = block;
  }
  block->used += rounded;
  return memset(block->bytes + block->used - rounded, 0, rounded);
}

char *arena_copy(struct arena *arena, const char *text, size_t length) {
  char *copy = arena_take(arena, length + 1);
  memcpy(copy, text, length);
  return copy;
}

void arena_release(struct arena *arena) {
  while (arena->blocks) {
    struct block *next = arena->blocks->next;
    free(arena->blocks);
    arena->blocks = next;
  }
}

void text_add(struct text *text, char c) {
  if (text->length == text->room) {
    text->room = text->room ? 2 * text->room : 32;
    text->bytes = allocated(realloc(text->bytes, text->room));
  }
  text->bytes[text->length++] = c;
}

void text_append(struct text *text, const char *string) {
  while (*string) {
    text_add(text, *string++);
  }
}

char *text_string(struct text *text) {
  text_add(text, 0);
  text->length--;
  return text->bytes;
}

void text_free(struct text *text) {
  free(text->bytes);
  memset(text, 0, sizeof *text);
}

char **copy_vector(char **values, int count) {
  char **copy = allocated(malloc(((size_t)count + 1) * sizeof *copy));
  int i;
  for (i = 0; i < count; i++) {
    copy[i] = allocated(strdup(values[i]));
  }
  copy[count] = NULL;
  return copy;
}

void free_vector(char **values) {
  char **value;
  if (values) {
    for (value = values; *value; value++) {
      free(*value);
    }
    free(values);
  }
}
