#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/netdb.h"

int h_errno;

static struct hostent *answer(const struct __host *found) {
  static struct __host host;
  static char *addresses[MOST_ADDRESSES + 1];
  static char *no_aliases[1];
  static struct hostent entry = {host.name, no_aliases, AF_INET, 4, addresses};
  int i;
  host = *found;
  for (i = 0; i < host.count; i++) {
    addresses[i] = (char *)&host.address[i];
  }
  addresses[host.count] = NULL;
  return &entry;
}

static int error_of(int error) {
  switch (error) {
    case EAI_NONAME:
      return HOST_NOT_FOUND;
    case EAI_NODATA:
      return NO_DATA;
    case EAI_AGAIN:
      return TRY_AGAIN;
    default:
      return NO_RECOVERY;
  }
}

struct hostent *gethostbyname(const char *name) {
  struct __host host;
  int error = 0;
  host.count = 1;
  strlcpy(host.name, name, sizeof host.name);
  if (!inet_aton(name, &host.address[0])) {
    error = __find_host(name, &host);
  }
  if (error) {
    h_errno = error_of(error);
    return NULL;
  }
  return answer(&host);
}

struct hostent *gethostbyname2(const char *name, int family) {
  if (family == AF_INET) {
    return gethostbyname(name);
  }
  h_errno = NO_DATA;
  return NULL;
}

struct hostent *gethostbyaddr(const void *address, socklen_t length, int family) {
  struct __host host;
  int error;
  if (family != AF_INET || length != 4) {
    h_errno = HOST_NOT_FOUND;
    return NULL;
  }
  host.count = 1;
  memcpy(&host.address[0], address, 4);
  error = __find_name(host.address[0], host.name, sizeof host.name);
  if (error) {
    h_errno = error_of(error);
    return NULL;
  }
  return answer(&host);
}

const char *hstrerror(int error) {
  switch (error) {
    case NETDB_SUCCESS:
      return "Resolver Error 0 (no error)";
    case HOST_NOT_FOUND:
      return "Unknown host";
    case TRY_AGAIN:
      return "Host name lookup failure";
    case NO_RECOVERY:
      return "Unknown server error";
    case NO_DATA:
      return "No address associated with name";
    case NETDB_INTERNAL:
      return "Resolver internal error";
    default:
      return "Unknown resolver error";
  }
}

void herror(const char *prefix) {
  if (prefix && *prefix) {
    fprintf(stderr, "%s: ", prefix);
  }
  fprintf(stderr, "%s\n", hstrerror(h_errno));
}
