#include <unistd.h>

#include "../internal/syscall.h"

int pipe(int descriptors[2]) { return SYSCALL(SYS_pipe, descriptors); }

int pipe2(int descriptors[2], int flags) { return SYSCALL(SYS_pipe2, descriptors, flags); }
