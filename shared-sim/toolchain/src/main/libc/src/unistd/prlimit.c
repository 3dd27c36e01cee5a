#include <stddef.h>
#include <sys/resource.h>

#include "../internal/syscall.h"

int prlimit64(pid_t pid, int resource, const struct rlimit64 *limit, struct rlimit64 *old) {
  return SYSCALL(SYS_prlimit64, pid, resource, limit, old);
}

static unsigned long long wide(rlim_t value) {
  return value == RLIM_INFINITY ? ~0ULL : value;
}

/* What does not fit is without limit. */
static rlim_t narrow(unsigned long long value) {
  return value >= RLIM_INFINITY ? RLIM_INFINITY : (rlim_t)value;
}

int prlimit(pid_t pid, int resource, const struct rlimit *limit, struct rlimit *old) {
  struct rlimit64 set, was;
  int result;
  if (limit) {
    set.rlim_cur = wide(limit->rlim_cur);
    set.rlim_max = wide(limit->rlim_max);
  }
  result = prlimit64(pid, resource, limit ? &set : NULL, old ? &was : NULL);
  if (result == 0 && old) {
    old->rlim_cur = narrow(was.rlim_cur);
    old->rlim_max = narrow(was.rlim_max);
  }
  return result;
}
