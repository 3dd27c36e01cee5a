#include <unistd.h>

#include "../internal/syscall.h"

pid_t getpid(void) { return __syscall(SYS_getpid); }

pid_t getppid(void) { return __syscall(SYS_getppid); }

pid_t gettid(void) { return __syscall(SYS_gettid); }

pid_t getpgrp(void) { return __syscall(SYS_getpgrp); }

pid_t getpgid(pid_t pid) { return SYSCALL(SYS_getpgid, pid); }

int setpgid(pid_t pid, pid_t group) { return SYSCALL(SYS_setpgid, pid, group); }

pid_t getsid(pid_t pid) { return SYSCALL(SYS_getsid, pid); }

pid_t setsid(void) { return SYSCALL(SYS_setsid); }

int setpgrp(void) { return setpgid(0, 0); }
