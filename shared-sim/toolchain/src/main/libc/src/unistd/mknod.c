#include <sys/stat.h>

#include "../internal/syscall.h"

/* The kernel takes device numbers of 32 bits here. */
int mknod(const char *path, mode_t mode, dev_t device) {
  return SYSCALL(SYS_mknod, path, mode, (unsigned)device);
}

int mknodat(int folder, const char *path, mode_t mode, dev_t device) {
  return SYSCALL(SYS_mknodat, folder, path, mode, (unsigned)device);
}

int mkfifo(const char *path, mode_t mode) { return mknod(path, mode | S_IFIFO, 0); }

int mkfifoat(int folder, const char *path, mode_t mode) {
  return mknodat(folder, path, mode | S_IFIFO, 0);
}
