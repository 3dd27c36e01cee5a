#include <errno.h>
#include <net/if.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Interfaces are asked about at any socket. */
static int ask(unsigned long request, struct ifreq *interface) {
  int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  int result = ioctl(descriptor, request, interface);
  int error = errno;
  close(descriptor);
  errno = error;
  return result;
}

unsigned if_nametoindex(const char *name) {
  struct ifreq interface;
  strlcpy(interface.ifr_name, name, IFNAMSIZ);
  return ask(SIOCGIFINDEX, &interface) < 0 ? 0 : (unsigned)interface.ifr_ifindex;
}

char *if_indextoname(unsigned index, char *name) {
  struct ifreq interface;
  interface.ifr_ifindex = (int)index;
  if (ask(SIOCGIFNAME, &interface) < 0) {
    return NULL;
  }
  return strncpy(name, interface.ifr_name, IFNAMSIZ);
}
