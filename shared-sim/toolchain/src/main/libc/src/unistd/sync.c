#include <unistd.h>

#include "../internal/syscall.h"

void sync(void) { __syscall(SYS_sync); }

int fsync(int descriptor) { return SYSCALL(SYS_fsync, descriptor); }

int fdatasync(int descriptor) { return SYSCALL(SYS_fdatasync, descriptor); }

int syncfs(int descriptor) { return SYSCALL(SYS_syncfs, descriptor); }
