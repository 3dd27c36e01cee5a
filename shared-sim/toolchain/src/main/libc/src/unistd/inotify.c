#include <sys/inotify.h>

#include "../internal/syscall.h"

int inotify_init(void) { return SYSCALL(SYS_inotify_init1, 0); }

int inotify_init1(int flags) { return SYSCALL(SYS_inotify_init1, flags); }

int inotify_add_watch(int descriptor, const char *path, uint32_t mask) {
  return SYSCALL(SYS_inotify_add_watch, descriptor, path, mask);
}

int inotify_rm_watch(int descriptor, int watch) {
  return SYSCALL(SYS_inotify_rm_watch, descriptor, watch);
}
