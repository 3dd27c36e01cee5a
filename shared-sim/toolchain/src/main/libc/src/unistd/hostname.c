#include <errno.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "../internal/syscall.h"

int uname(struct utsname *name) { return SYSCALL(SYS_uname, name); }

static int copy(const char *from, char *to, size_t size) {
  if (strlcpy(to, from, size) >= size) {
    errno = ENAMETOOLONG;
    return -1;
  }
  return 0;
}

int gethostname(char *name, size_t size) {
  struct utsname names;
  return uname(&names) < 0 ? -1 : copy(names.nodename, name, size);
}

int getdomainname(char *name, size_t size) {
  struct utsname names;
  return uname(&names) < 0 ? -1 : copy(names.domainname, name, size);
}

int sethostname(const char *name, size_t length) {
  return SYSCALL(SYS_sethostname, name, length);
}

int setdomainname(const char *name, size_t length) {
  return SYSCALL(SYS_setdomainname, name, length);
}
