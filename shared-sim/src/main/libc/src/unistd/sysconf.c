#include <errno.h>
#include <limits.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <unistd.h>

static long pages(int available) {
  struct sysinfo info;
  if (sysinfo(&info) < 0) {
    return -1;
  }
  return (long)((unsigned long long)(available ? info.freeram : info.totalram) * info.mem_unit /
                4096);
}

static long soft_limit(int resource) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) < 0 || limit.rlim_cur == RLIM_INFINITY) {
    return -1;
  }
  return (long)limit.rlim_cur;
}

long sysconf(int name) {
  switch (name) {
    case _SC_ARG_MAX:
      return ARG_MAX;
    case _SC_CHILD_MAX:
      return soft_limit(RLIMIT_NPROC);
    case _SC_CLK_TCK:
      return 100;
    case _SC_NGROUPS_MAX:
      return NGROUPS_MAX;
    case _SC_OPEN_MAX:
      return soft_limit(RLIMIT_NOFILE);
    case _SC_PAGESIZE:
      return 4096;
    case _SC_NPROCESSORS_CONF:
    case _SC_NPROCESSORS_ONLN:
      return get_nprocs();
    case _SC_PHYS_PAGES:
      return pages(0);
    case _SC_AVPHYS_PAGES:
      return pages(1);
    case _SC_HOST_NAME_MAX:
      return HOST_NAME_MAX;
    default:
      errno = EINVAL;
      return -1;
  }
}

long pathconf(const char *path, int name) {
  (void)path;
  switch (name) {
    case _PC_LINK_MAX:
      return LINK_MAX;
    case _PC_NAME_MAX:
      return NAME_MAX;
    case _PC_PATH_MAX:
      return PATH_MAX;
    case _PC_PIPE_BUF:
      return PIPE_BUF;
    default:
      errno = EINVAL;
      return -1;
  }
}

long fpathconf(int descriptor, int name) {
  (void)descriptor;
  return pathconf("", name);
}

int getpagesize(void) { return 4096; }
