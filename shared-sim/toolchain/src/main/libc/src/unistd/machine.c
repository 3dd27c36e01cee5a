/* What only an administrator asks for. */
#include <sys/klog.h>
#include <sys/personality.h>
#include <sys/swap.h>
#include <sys/timex.h>
#include <unistd.h>

#include "../internal/syscall.h"

int klogctl(int action, char *text, int size) { return SYSCALL(SYS_syslog, action, text, size); }

int personality(unsigned long persona) { return SYSCALL(SYS_personality, persona); }

int swapon(const char *path, int flags) { return SYSCALL(SYS_swapon, path, flags); }

int swapoff(const char *path) { return SYSCALL(SYS_swapoff, path); }

int acct(const char *path) { return SYSCALL(SYS_acct, path); }

int adjtimex(struct timex *data) { return SYSCALL(SYS_adjtimex, data); }

int vhangup(void) { return SYSCALL(SYS_vhangup); }
