#include <stdio.h>

#include "../internal/syscall.h"

int rename(const char *from, const char *to) { return SYSCALL(SYS_rename, from, to); }

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  return SYSCALL(SYS_renameat, from_folder, from, to_folder, to);
}
