/* Addresses of a name and a service (RFC 3493, 6.1); names have addresses of version 4 alone. */
#include <arpa/inet.h>
#include <ctype.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/netdb.h"

enum { KINDS = 3 };

static const struct kind {
  int type, protocol;
  const char *name;
} kinds[KINDS] = {
    {SOCK_STREAM, IPPROTO_TCP, "tcp"}, {SOCK_DGRAM, IPPROTO_UDP, "udp"}, {SOCK_RAW, 0, NULL}};

/* The port, in the network's order, or an error below 0. */
static int port_of(const char *service, const struct kind *kind, int flags) {
  struct servent *found;
  char *end;
  unsigned long number;
  if (!service) {
    return 0;
  }
  number = strtoul(service, &end, 10);
  if (isdigit((unsigned char)*service) && !*end) {
    return number > 0xffff ? EAI_SERVICE : htons((uint16_t)number);
  }
  if (flags & AI_NUMERICSERV) {
    return EAI_NONAME;
  }
  found = kind->name ? getservbyname(service, kind->name) : NULL;
  return found ? found->s_port : EAI_SERVICE;
}

union any {
  struct sockaddr_in four;
  struct sockaddr_in6 six;
};

/* An entry has its address in the same block. */
static struct addrinfo *entry(const union any *address, const struct kind *kind, int port) {
  struct {
    struct addrinfo info;
    union any address;
  } *both = calloc(1, sizeof *both);
  if (!both) {
    return NULL;
  }
  both->address = *address;
  both->address.four.sin_port = (in_port_t)port;
  both->info.ai_family = address->four.sin_family;
  both->info.ai_socktype = kind->type;
  both->info.ai_protocol = kind->protocol;
  both->info.ai_addrlen = address->four.sin_family == AF_INET ? sizeof(struct sockaddr_in)
                                                             : sizeof(struct sockaddr_in6);
  both->info.ai_addr = (struct sockaddr *)&both->address;
  return &both->info;
}

static int append(struct addrinfo **list, const union any *address, const char *service,
                  const struct addrinfo *hints) {
  int i, error = EAI_SERVICE;
  for (i = 0; i < KINDS; i++) {
    const struct kind *kind = &kinds[i];
    struct kind asked = *kind;
    int port;
    if (hints->ai_socktype && hints->ai_socktype != kind->type) {
      continue;
    }
    if (hints->ai_protocol && kind->protocol && hints->ai_protocol != kind->protocol) {
      continue;
    }
    port = port_of(service, kind, hints->ai_flags);
    if (port < 0) {
      error = port;
      continue;
    }
    asked.protocol = kind->protocol ? kind->protocol : hints->ai_protocol;
    while (*list) {
      list = &(*list)->ai_next;
    }
    *list = entry(address, &asked, port);
    if (!*list) {
      return EAI_MEMORY;
    }
    error = 0;
  }
  return error;
}

/* Of no name: this host, or all of its addresses for a server. */
static int add_own(struct addrinfo **list, const char *service, const struct addrinfo *hints) {
  union any address;
  int error = 0, passive = hints->ai_flags & AI_PASSIVE;
  memset(&address, 0, sizeof address);
  if (hints->ai_family != AF_INET6) {
    address.four.sin_family = AF_INET;
    address.four.sin_addr.s_addr = htonl(passive ? INADDR_ANY : INADDR_LOOPBACK);
    error = append(list, &address, service, hints);
  }
  if (!error && hints->ai_family == AF_INET6) {
    address.six.sin6_family = AF_INET6;
    address.six.sin6_addr = passive ? in6addr_any : in6addr_loopback;
    error = append(list, &address, service, hints);
  }
  return error;
}

static int add_named(struct addrinfo **list, const char *node, const char *service,
                     const struct addrinfo *hints) {
  struct __host host;
  union any address;
  int i, error;
  memset(&address, 0, sizeof address);
  if (inet_pton(AF_INET6, node, &address.six.sin6_addr) == 1) {
    address.six.sin6_family = AF_INET6;
    return hints->ai_family == AF_INET ? EAI_NONAME : append(list, &address, service, hints);
  }
  memset(&address, 0, sizeof address);
  address.four.sin_family = AF_INET;
  if (inet_aton(node, &address.four.sin_addr)) {
    return hints->ai_family == AF_INET6 ? EAI_NONAME : append(list, &address, service, hints);
  }
  if (hints->ai_flags & AI_NUMERICHOST) {
    return EAI_NONAME;
  }
  if (hints->ai_family == AF_INET6) {
    return EAI_NONAME;
  }
  error = __find_host(node, &host);
  for (i = 0; i < host.count && !error; i++) {
    address.four.sin_addr = host.address[i];
    error = append(list, &address, service, hints);
  }
  if (!error && hints->ai_flags & AI_CANONNAME) {
    (*list)->ai_canonname = strdup(host.name);
  }
  return error;
}

int getaddrinfo(const char *restrict node, const char *restrict service,
                const struct addrinfo *restrict hints, struct addrinfo **restrict result) {
  static const struct addrinfo any;
  struct addrinfo *list = NULL;
  int error;
  hints = hints ? hints : &any;
  if (!node && !service) {
    return EAI_NONAME;
  }
  if (hints->ai_family != AF_UNSPEC && hints->ai_family != AF_INET &&
      hints->ai_family != AF_INET6) {
    return EAI_FAMILY;
  }
  if (hints->ai_flags & AI_CANONNAME && !node) {
    return EAI_BADFLAGS;
  }
  error = node ? add_named(&list, node, service, hints) : add_own(&list, service, hints);
  if (error) {
    freeaddrinfo(list);
    return error;
  }
  if (hints->ai_flags & AI_CANONNAME && !list->ai_canonname) {
    list->ai_canonname = strdup(node);
  }
  *result = list;
  return 0;
}

void freeaddrinfo(struct addrinfo *list) {
  while (list) {
    struct addrinfo *next = list->ai_next;
    free(list->ai_canonname);
    free(list);
    list = next;
  }
}

const char *gai_strerror(int error) {
  switch (error) {
    case 0:
      return "Success";
    case EAI_BADFLAGS:
      return "Bad value for ai_flags";
    case EAI_NONAME:
      return "Name or service not known";
    case EAI_AGAIN:
      return "Temporary failure in name resolution";
    case EAI_FAIL:
      return "Non-recoverable failure in name resolution";
    case EAI_NODATA:
      return "No address associated with hostname";
    case EAI_FAMILY:
      return "ai_family not supported";
    case EAI_SOCKTYPE:
      return "ai_socktype not supported";
    case EAI_SERVICE:
      return "Servname not supported for ai_socktype";
    case EAI_MEMORY:
      return "Memory allocation failure";
    case EAI_SYSTEM:
      return "System error";
    case EAI_OVERFLOW:
      return "Argument buffer overflow";
    default:
      return "Unknown error";
  }
}
