#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>

#include "../internal/netdb.h"

static int copy(const char *text, char *to, socklen_t size) {
  return strlcpy(to, text, size) >= size ? EAI_OVERFLOW : 0;
}

static int name_host(const struct sockaddr *address, char *host, socklen_t size, int flags) {
  char text[NI_MAXHOST];
  const struct sockaddr_in *four = (const struct sockaddr_in *)address;
  const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)address;
  const void *bytes =
      address->sa_family == AF_INET ? (const void *)&four->sin_addr : &six->sin6_addr;
  if (!(flags & NI_NUMERICHOST) && address->sa_family == AF_INET &&
      __find_name(four->sin_addr, text, sizeof text) == 0) {
    return copy(text, host, size);
  }
  if (flags & NI_NAMEREQD) {
    return EAI_NONAME;
  }
  inet_ntop(address->sa_family, bytes, text, sizeof text);
  return copy(text, host, size);
}

int getnameinfo(const struct sockaddr *restrict address, socklen_t length, char *restrict host,
                socklen_t host_size, char *restrict service, socklen_t service_size, int flags) {
  int error = 0;
  socklen_t needed = address->sa_family == AF_INET ? sizeof(struct sockaddr_in)
                                                   : sizeof(struct sockaddr_in6);
  if ((address->sa_family != AF_INET && address->sa_family != AF_INET6) || length < needed) {
    return EAI_FAMILY;
  }
  if (host && host_size > 0) {
    error = name_host(address, host, host_size, flags);
  }
  if (!error && service && service_size > 0) {
    /* Both kinds of address have the port at the same place. */
    in_port_t port = ((const struct sockaddr_in *)address)->sin_port;
    const struct servent *found =
        flags & NI_NUMERICSERV ? NULL : getservbyport(port, flags & NI_DGRAM ? "udp" : "tcp");
    char digits[6];
    sprintf(digits, "%d", ntohs(port));
    error = copy(found ? found->s_name : digits, service, service_size);
  }
  return error;
}
