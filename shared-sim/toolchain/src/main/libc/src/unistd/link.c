#include <unistd.h>

#include "../internal/syscall.h"

int link(const char *from, const char *to) { return SYSCALL(SYS_link, from, to); }

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
  return SYSCALL(SYS_linkat, from_folder, from, to_folder, to, flags);
}

int unlink(const char *path) { return SYSCALL(SYS_unlink, path); }

int unlinkat(int folder, const char *path, int flags) {
  return SYSCALL(SYS_unlinkat, folder, path, flags);
}
