/* A FILE that is a descriptor. */
#include "../internal/file.h"
#include "../internal/syscall.h"

static ssize_t read_descriptor(FILE *file, void *block, size_t size) {
  return SYSCALL(SYS_read, file->descriptor, block, size);
}

static ssize_t write_descriptor(FILE *file, const void *block, size_t size) {
  return SYSCALL(SYS_write, file->descriptor, block, size);
}

static off_t seek_descriptor(FILE *file, off_t offset, int whence) {
  off_t result;
  long high = (long)(offset >> 32);
  if (SYSCALL(SYS__llseek, file->descriptor, high, (long)offset, &result, whence) < 0) {
    return -1;
  }
  return result;
}

static int close_descriptor(FILE *file) { return SYSCALL(SYS_close, file->descriptor); }

const struct file_operations __descriptor_operations = {
    read_descriptor,
    write_descriptor,
    seek_descriptor,
    close_descriptor,
};
