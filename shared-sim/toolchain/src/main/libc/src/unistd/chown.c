#include <unistd.h>

#include "../internal/syscall.h"

int chown(const char *path, uid_t owner, gid_t group) {
  return SYSCALL(SYS_chown32, path, owner, group);
}

int lchown(const char *path, uid_t owner, gid_t group) {
  return SYSCALL(SYS_lchown32, path, owner, group);
}

int fchown(int descriptor, uid_t owner, gid_t group) {
  return SYSCALL(SYS_fchown32, descriptor, owner, group);
}

int fchownat(int folder, const char *path, uid_t owner, gid_t group, int flags) {
  return SYSCALL(SYS_fchownat, folder, path, owner, group, flags);
}
