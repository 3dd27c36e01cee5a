#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "../internal/syscall.h"

struct __directory {
  int descriptor;
  size_t position; /* of the next entry in the block */
  size_t filled;   /* bytes of the block that hold entries */
  off_t offset;    /* of the next entry in the folder, as the kernel counts */
  char block[4096];
};

ssize_t getdents64(int descriptor, void *block, size_t size) {
  return SYSCALL(SYS_getdents64, descriptor, block, size);
}

DIR *fdopendir(int descriptor) {
  DIR *folder = malloc(sizeof *folder);
  if (folder) {
    folder->descriptor = descriptor;
    folder->position = 0;
    folder->filled = 0;
    folder->offset = 0;
  }
  return folder;
}

DIR *opendir(const char *path) {
  int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *folder;
  if (descriptor < 0) {
    return NULL;
  }
  folder = fdopendir(descriptor);
  if (!folder) {
    close(descriptor);
  }
  return folder;
}

struct dirent *readdir(DIR *folder) {
  struct dirent *entry;
  if (folder->position == folder->filled) {
    ssize_t size = getdents64(folder->descriptor, folder->block, sizeof folder->block);
    if (size <= 0) {
      return NULL;
    }
    folder->position = 0;
    folder->filled = (size_t)size;
  }
  entry = (struct dirent *)(folder->block + folder->position);
  folder->position += entry->d_reclen;
  folder->offset = entry->d_off;
  return entry;
}

int closedir(DIR *folder) {
  int result = close(folder->descriptor);
  free(folder);
  return result;
}

int dirfd(DIR *folder) { return folder->descriptor; }

long telldir(DIR *folder) { return (long)folder->offset; }

void seekdir(DIR *folder, long position) {
  folder->offset = lseek(folder->descriptor, position, SEEK_SET);
  folder->position = 0;
  folder->filled = 0;
}

void rewinddir(DIR *folder) { seekdir(folder, 0); }
