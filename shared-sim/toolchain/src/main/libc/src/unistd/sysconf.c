#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <unistd.h>

/* What never changes; options that are not in the list are not there. */
static const struct {
  short name;
  int value;
} constants[] = {
    {_SC_2_C_BIND, 200809},      {_SC_2_VERSION, 200809},    {_SC_ATEXIT_MAX, INT_MAX},
    {_SC_BC_BASE_MAX, 99},       {_SC_BC_DIM_MAX, 2048},     {_SC_BC_SCALE_MAX, 99},
    {_SC_BC_STRING_MAX, 1000},   {_SC_COLL_WEIGHTS_MAX, 255}, {_SC_EXPR_NEST_MAX, 32},
    {_SC_FSYNC, 200809},         {_SC_IOV_MAX, IOV_MAX},     {_SC_JOB_CONTROL, 1},
    {_SC_LINE_MAX, LINE_MAX},    {_SC_LOGIN_NAME_MAX, 256},  {_SC_MAPPED_FILES, 200809},
    {_SC_MEMORY_PROTECTION, 200809}, {_SC_MONOTONIC_CLOCK, 200809}, {_SC_REGEXP, 1},
    {_SC_RE_DUP_MAX, 255},       {_SC_SAVED_IDS, 1},         {_SC_SHELL, 1},
    {_SC_SPAWN, 200809},         {_SC_STREAM_MAX, 16},       {_SC_TTY_NAME_MAX, 32},
    {_SC_V7_ILP32_OFFBIG, 1},    {_SC_VERSION, 200809}};

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

static long constant(int name) {
  size_t i;
  for (i = 0; i < sizeof constants / sizeof *constants; i++) {
    if (constants[i].name == name) {
      return constants[i].value;
    }
  }
  if (name < 0 || name > 248) {
    errno = EINVAL;
  }
  return -1;
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
      return constant(name);
  }
}

long pathconf(const char *path, int name) {
  (void)path;
  switch (name) {
    case _PC_CHOWN_RESTRICTED:
    case _PC_NO_TRUNC:
      return 1;
    case _PC_FILESIZEBITS:
      return 64;
    case _PC_MAX_CANON:
    case _PC_MAX_INPUT:
      return 255;
    case _PC_VDISABLE:
      return 0;
    case _PC_ASYNC_IO:
    case _PC_PRIO_IO:
    case _PC_SYMLINK_MAX:
    case _PC_SYNC_IO:
      return -1;
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

/* How many bytes the answer has with its NUL; 0 where there is none. */
size_t confstr(int name, char *text, size_t size) {
  const char *answer = name == _CS_PATH ? "/bin:/usr/bin" : name == _CS_V7_ENV ? "" : NULL;
  if (!answer) {
    errno = EINVAL;
    return 0;
  }
  if (size) {
    strncpy(text, answer, size);
    text[size - 1] = 0;
  }
  return strlen(answer) + 1;
}
