#include <sys/reboot.h>
#include <sys/sysinfo.h>
#include <sys/random.h>
#include <unistd.h>

#include "../internal/syscall.h"

int sysinfo(struct sysinfo *info) { return SYSCALL(SYS_sysinfo, info); }

/* One bit a processor in the affinity of the calling process. */
int get_nprocs(void) {
  unsigned char mask[128];
  long size = __syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
  int count = 0;
  long i;
  for (i = 0; i < size * 8; i++) {
    count += mask[i / 8] >> (i % 8) & 1;
  }
  return count > 0 ? count : 1;
}

int get_nprocs_conf(void) { return get_nprocs(); }

ssize_t getrandom(void *block, size_t size, unsigned flags) {
  return SYSCALL(SYS_getrandom, block, size, flags);
}

int getentropy(void *block, size_t size) {
  return getrandom(block, size, 0) == (ssize_t)size ? 0 : -1;
}

int reboot(int command) { return SYSCALL(SYS_reboot, 0xfee1dead, 0x28121969, command); }
