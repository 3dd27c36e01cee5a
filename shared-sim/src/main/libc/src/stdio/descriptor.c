/* A FILE that is a descriptor. */
#include <unistd.h>

#include "../internal/file.h"
#include "../internal/syscall.h"

static ssize_t read_descriptor(FILE *file, void *block, size_t size) {
  return SYSCALL(SYS_read, file->descriptor, block, size);
}

static ssize_t write_descriptor(FILE *file, const void *block, size_t size) {
  return SYSCALL(SYS_write, file->descriptor, block, size);
}

static off_t seek_descriptor(FILE *file, off_t offset, int whence) {
  return lseek(file->descriptor, offset, whence);
}

static int close_descriptor(FILE *file) { return SYSCALL(SYS_close, file->descriptor); }

const struct file_operations __descriptor_operations = {
    read_descriptor,
    write_descriptor,
    seek_descriptor,
    close_descriptor,
};
