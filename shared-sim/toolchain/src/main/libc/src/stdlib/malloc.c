/* Memory from the kernel, handed out in chunks.

   A chunk begins with its own size and that of the chunk before it, so that a freed chunk finds
   its neighbours and becomes one with those that are free. Free chunks hang in lists, one for
   each range of sizes; the first that is large enough is taken, and what is too much of it
   becomes free again. Large chunks are mappings of their own. Blocks are aligned to 16 bytes. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ALIGNMENT 16
#define HEADER 8 /* of a chunk, before the block */
#define SMALLEST 32
#define MAPPED_FROM (128 * 1024)
#define PAGE 4096
#define GROWTH (64 * 1024)
#define LISTS 32

#define IN_USE 1u
#define MAPPED 2u
#define FLAGS 15u

struct chunk {
  size_t previous_size; /* for a mapped chunk: how far into its mapping it begins */
  size_t size;          /* with flags in the bits that the alignment leaves free */
  struct chunk *next;   /* these two only while it is free */
  struct chunk *previous;
};

static struct chunk *lists[LISTS];

static size_t size_of(const struct chunk *chunk) { return chunk->size & ~FLAGS; }

static struct chunk *at(struct chunk *chunk, size_t distance) {
  return (struct chunk *)((char *)chunk + distance);
}

static struct chunk *behind(struct chunk *chunk) { return at(chunk, size_of(chunk)); }

static void *block_of(struct chunk *chunk) { return (char *)chunk + HEADER; }

static struct chunk *chunk_of(void *block) { return (struct chunk *)((char *)block - HEADER); }

/* Two lists for each power of two: 32 to 47, 48 to 63, 64 to 95, 96 to 127 and so on. */
static int list_of(size_t size) {
  int list = 0;
  size_t bound = 64;
  while (size >= bound && list < LISTS - 2) {
    bound *= 2;
    list += 2;
  }
  return list + (size >= bound / 4 * 3);
}

static void set_size(struct chunk *chunk, size_t size, unsigned flags) {
  chunk->size = size | flags;
  at(chunk, size)->previous_size = size;
}

static void hang_in(struct chunk *chunk) {
  struct chunk **list = &lists[list_of(size_of(chunk))];
  chunk->previous = NULL;
  chunk->next = *list;
  if (*list) {
    (*list)->previous = chunk;
  }
  *list = chunk;
}

static void take_out(struct chunk *chunk) {
  if (chunk->previous) {
    chunk->previous->next = chunk->next;
  } else {
    lists[list_of(size_of(chunk))] = chunk->next;
  }
  if (chunk->next) {
    chunk->next->previous = chunk->previous;
  }
}

static void make_free(struct chunk *chunk) {
  size_t size = size_of(chunk);
  struct chunk *next = at(chunk, size);
  if (!(next->size & IN_USE)) {
    take_out(next);
    size += size_of(next);
  }
  if (chunk->previous_size > 0) {
    struct chunk *previous = (struct chunk *)((char *)chunk - chunk->previous_size);
    if (!(previous->size & IN_USE)) {
      take_out(previous);
      size += size_of(previous);
      chunk = previous;
    }
  }
  set_size(chunk, size, 0);
  hang_in(chunk);
}

/* Marks the first bytes as in use and gives the rest back if it can be a chunk. */
static void use_part(struct chunk *chunk, size_t size) {
  size_t all = size_of(chunk);
  if (all - size < SMALLEST) {
    set_size(chunk, all, IN_USE);
    return;
  }
  set_size(chunk, size, IN_USE);
  set_size(at(chunk, size), all - size, IN_USE);
  make_free(at(chunk, size));
}

static char *heap_end;

/* The heap ends with a chunk of no size that is always in use. If someone else moved the break in
   between, a new piece begins, whose first chunk has none before it. */
static int grow_heap(size_t size) {
  size_t length = (size + SMALLEST + GROWTH - 1) / GROWTH * GROWTH;
  char *begin;
  struct chunk *chunk;
  if (!heap_end) {
    char *now = sbrk(0);
    sbrk((int)(-(uintptr_t)now % ALIGNMENT));
  }
  begin = sbrk((int)length);
  if (begin == (void *)-1) {
    return -1;
  }
  if (begin == heap_end) {
    chunk = (struct chunk *)(begin - HEADER);
  } else {
    chunk = (struct chunk *)((((uintptr_t)begin + ALIGNMENT - 1) & ~(ALIGNMENT - 1u)) + HEADER);
    chunk->previous_size = 0;
  }
  heap_end = begin + length;
  set_size(chunk, (size_t)((heap_end - (char *)chunk - HEADER) & ~(ALIGNMENT - 1)), IN_USE);
  at(chunk, size_of(chunk))->size = IN_USE;
  make_free(chunk);
  return 0;
}

static struct chunk *find(size_t size) {
  int list;
  for (list = list_of(size); list < LISTS; list++) {
    struct chunk *chunk;
    for (chunk = lists[list]; chunk; chunk = chunk->next) {
      if (size_of(chunk) >= size) {
        return chunk;
      }
    }
  }
  return NULL;
}

static void *map_block(size_t size, size_t offset) {
  size_t length = (size + offset + PAGE - 1) & ~(size_t)(PAGE - 1);
  char *mapping = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  struct chunk *chunk;
  if (mapping == MAP_FAILED) {
    return NULL;
  }
  chunk = (struct chunk *)(mapping + offset);
  chunk->previous_size = offset;
  chunk->size = (length - offset) | MAPPED | IN_USE;
  return block_of(chunk);
}

static size_t chunk_size(size_t size) {
  size += HEADER;
  return size < SMALLEST ? SMALLEST : (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

void *malloc(size_t size) {
  struct chunk *chunk;
  if (size > PTRDIFF_MAX) {
    errno = ENOMEM;
    return NULL;
  }
  size = chunk_size(size);
  if (size >= MAPPED_FROM) {
    return map_block(size, HEADER);
  }
  chunk = find(size);
  if (!chunk) {
    if (grow_heap(size) < 0) {
      return map_block(size, HEADER);
    }
    chunk = find(size);
  }
  take_out(chunk);
  use_part(chunk, size);
  return block_of(chunk);
}

void free(void *block) {
  struct chunk *chunk;
  int error = errno;
  if (!block) {
    return;
  }
  chunk = chunk_of(block);
  if (!(chunk->size & MAPPED)) {
    make_free(chunk);
    return;
  }
  munmap((char *)chunk - chunk->previous_size, size_of(chunk) + chunk->previous_size);
  errno = error;
}

size_t malloc_usable_size(void *block) {
  return block ? size_of(chunk_of(block)) - HEADER : 0;
}

/* Uses the free chunk behind, if that is enough. */
static int extend(struct chunk *chunk, size_t size) {
  struct chunk *next = behind(chunk);
  if ((next->size & IN_USE) || size_of(chunk) + size_of(next) < size) {
    return -1;
  }
  take_out(next);
  set_size(chunk, size_of(chunk) + size_of(next), IN_USE);
  return 0;
}

void *realloc(void *block, size_t size) {
  struct chunk *chunk = chunk_of(block);
  size_t usable = malloc_usable_size(block);
  void *moved;
  if (!block) {
    return malloc(size);
  }
  if (size == 0) {
    free(block);
    return NULL;
  }
  if (!(chunk->size & MAPPED) && size < MAPPED_FROM) {
    if (size <= usable || extend(chunk, chunk_size(size)) == 0) {
      use_part(chunk, chunk_size(size));
      return block;
    }
  } else if (size <= usable && size > usable / 2) {
    return block;
  }
  moved = malloc(size);
  if (moved) {
    memcpy(moved, block, size < usable ? size : usable);
    free(block);
  }
  return moved;
}

/* Cuts off what is before the first block at the alignment, which leaves room for a chunk there. */
void *memalign(size_t alignment, size_t size) {
  char *block;
  char *aligned;
  struct chunk *chunk;
  size_t before;
  if (alignment <= ALIGNMENT) {
    return malloc(size);
  }
  if (size > PTRDIFF_MAX - alignment - SMALLEST) {
    errno = ENOMEM;
    return NULL;
  }
  block = malloc(size + alignment + SMALLEST);
  if (!block || (uintptr_t)block % alignment == 0) {
    return block;
  }
  chunk = chunk_of(block);
  aligned = (char *)(((uintptr_t)block + SMALLEST + alignment - 1) / alignment * alignment);
  before = (size_t)(aligned - block);
  if (chunk->size & MAPPED) {
    size_t offset = chunk->previous_size;
    size_t rest = size_of(chunk) - before;
    chunk = chunk_of(aligned);
    chunk->previous_size = offset + before;
    chunk->size = rest | MAPPED | IN_USE;
  } else {
    set_size(chunk_of(aligned), size_of(chunk) - before, IN_USE);
    set_size(chunk, before, IN_USE);
    make_free(chunk);
    use_part(chunk_of(aligned), chunk_size(size));
  }
  return aligned;
}
