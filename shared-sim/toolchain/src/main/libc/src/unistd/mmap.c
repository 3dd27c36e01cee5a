#include <errno.h>
#include <stdarg.h>
#include <sys/mman.h>

#include "../internal/syscall.h"

#define PAGE 4096

/* mmap2 counts the offset in pages. */
void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
  if (offset % PAGE || offset < 0) {
    errno = EINVAL;
    return MAP_FAILED;
  }
  return (void *)SYSCALL(SYS_mmap2, address, length, protection, flags, descriptor,
                         (long)(offset / PAGE));
}

int munmap(void *address, size_t length) { return SYSCALL(SYS_munmap, address, length); }

int mprotect(void *address, size_t length, int protection) {
  return SYSCALL(SYS_mprotect, address, length, protection);
}

void *mremap(void *address, size_t length, size_t new_length, int flags, ...) {
  va_list list;
  void *target;
  va_start(list, flags);
  target = flags & MREMAP_FIXED ? va_arg(list, void *) : (void *)0;
  va_end(list);
  return (void *)SYSCALL(SYS_mremap, address, length, new_length, flags, target);
}

int msync(void *address, size_t length, int flags) {
  return SYSCALL(SYS_msync, address, length, flags);
}

int madvise(void *address, size_t length, int advice) {
  return SYSCALL(SYS_madvise, address, length, advice);
}

int mlock(const void *address, size_t length) { return SYSCALL(SYS_mlock, address, length); }

int munlock(const void *address, size_t length) { return SYSCALL(SYS_munlock, address, length); }

int memfd_create(const char *name, unsigned flags) {
  return SYSCALL(SYS_memfd_create, name, flags);
}
