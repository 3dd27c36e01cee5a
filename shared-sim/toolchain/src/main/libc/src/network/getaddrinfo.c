/* Addresses of a name and a service (RFC 3493, 6.1); names have addresses of version 4 alone. */
#include <arpa/inet.h>
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

/* A way to reach the service: a kind of socket, its protocol and the port. */
struct way {
  int type, protocol, port;
};

static int fits(const struct kind *kind, const struct addrinfo *hints) {
  return (!hints->ai_socktype || hints->ai_socktype == kind->type) &&
         (!hints->ai_protocol || !kind->protocol || hints->ai_protocol == kind->protocol);
}

/* The port, in the network's order, or an error below 0; packets of no protocol have none. */
static int port_of(const char *service, const struct kind *kind, int asked) {
  struct servent *found;
  char *end;
  long number;
  if (!service) {
    return 0;
  }
  if (asked && !kind->name) {
    return EAI_SERVICE;
  }
  number = strtol(service, &end, 10);
  if (!*end && number >= 0) {
    return number > 0xffff ? EAI_SERVICE : htons((uint16_t)number);
  }
  found = kind->name ? getservbyname(service, kind->name) : NULL;
  return found ? found->s_port : EAI_SERVICE;
}

/* How many ways there are, or an error below 0. Who asks for a type or a protocol gets one. */
static int find_ways(const char *service, const struct addrinfo *hints, struct way *ways) {
  int asked = hints->ai_socktype || hints->ai_protocol;
  int i, count = 0, error = hints->ai_socktype ? EAI_SOCKTYPE : EAI_SERVICE;
  char *end;
  if (service && hints->ai_flags & AI_NUMERICSERV && (strtol(service, &end, 10), *end)) {
    return EAI_NONAME;
  }
  for (i = 0; i < KINDS && !(asked && count > 0); i++) {
    const struct kind *kind = &kinds[i];
    int port;
    if (!fits(kind, hints)) {
      continue;
    }
    port = port_of(service, kind, asked);
    if (port < 0) {
      error = port;
      continue;
    }
    ways[count].type = kind->type;
    ways[count].protocol = kind->protocol ? kind->protocol : hints->ai_protocol;
    ways[count++].port = port;
  }
  return count > 0 ? count : error;
}

union any {
  struct sockaddr_in four;
  struct sockaddr_in6 six;
};

/* An entry has its address in the same block. */
static struct addrinfo *entry(const union any *address, const struct way *way) {
  struct {
    struct addrinfo info;
    union any address;
  } *both = calloc(1, sizeof *both);
  if (!both) {
    return NULL;
  }
  both->address = *address;
  both->address.four.sin_port = (in_port_t)way->port;
  both->info.ai_family = address->four.sin_family;
  both->info.ai_socktype = way->type;
  both->info.ai_protocol = way->protocol;
  both->info.ai_addrlen = address->four.sin_family == AF_INET ? sizeof(struct sockaddr_in)
                                                             : sizeof(struct sockaddr_in6);
  both->info.ai_addr = (struct sockaddr *)&both->address;
  return &both->info;
}

/* What is asked for, and what has been found so far. */
struct search {
  const struct addrinfo *hints;
  struct way ways[KINDS];
  int count;
  struct addrinfo *list;
};

static int append(struct search *search, const union any *address) {
  struct addrinfo **end = &search->list;
  int i;
  while (*end) {
    end = &(*end)->ai_next;
  }
  for (i = 0; i < search->count; i++) {
    *end = entry(address, &search->ways[i]);
    if (!*end) {
      return EAI_MEMORY;
    }
    end = &(*end)->ai_next;
  }
  return 0;
}

static int append_six(struct search *search, const struct in6_addr *six) {
  union any address;
  memset(&address, 0, sizeof address);
  address.six.sin6_family = AF_INET6;
  address.six.sin6_addr = *six;
  return append(search, &address);
}

/* One of version 4; who asks for version 6 may take it in the form that has room for it. */
static int append_four(struct search *search, struct in_addr four) {
  union any address;
  struct in6_addr mapped = {0};
  if (search->hints->ai_family == AF_INET6) {
    if (!(search->hints->ai_flags & AI_V4MAPPED)) {
      return EAI_ADDRFAMILY;
    }
    memset(mapped.s6_addr + 10, 0xff, 2);
    memcpy(mapped.s6_addr + 12, &four, sizeof four);
    return append_six(search, &mapped);
  }
  memset(&address, 0, sizeof address);
  address.four.sin_family = AF_INET;
  address.four.sin_addr = four;
  return append(search, &address);
}

/* Of no name: this host, or all of its addresses for a server. */
static int add_own(struct search *search) {
  struct in_addr four;
  int passive = search->hints->ai_flags & AI_PASSIVE;
  if (search->hints->ai_family == AF_INET6) {
    return append_six(search, passive ? &in6addr_any : &in6addr_loopback);
  }
  four.s_addr = htonl(passive ? INADDR_ANY : INADDR_LOOPBACK);
  return append_four(search, four);
}

static int add_named(struct search *search, const char *node) {
  const struct addrinfo *hints = search->hints;
  struct __host host;
  struct in6_addr six;
  struct in_addr four;
  int i, error;
  if (inet_pton(AF_INET6, node, &six) == 1) {
    if (hints->ai_family != AF_INET) {
      return append_six(search, &six);
    }
    memcpy(&four, six.s6_addr + 12, sizeof four);
    return IN6_IS_ADDR_V4MAPPED(&six) ? append_four(search, four) : EAI_ADDRFAMILY;
  }
  if (inet_aton(node, &four)) {
    return append_four(search, four);
  }
  if (hints->ai_flags & AI_NUMERICHOST ||
      (hints->ai_family == AF_INET6 && !(hints->ai_flags & AI_V4MAPPED))) {
    return EAI_NONAME;
  }
  error = __find_host(node, &host);
  for (i = 0; i < host.count && !error; i++) {
    error = append_four(search, host.address[i]);
  }
  if (!error && hints->ai_flags & AI_CANONNAME) {
    search->list->ai_canonname = strdup(host.name);
  }
  return error;
}

/* What is wrong with the question itself. */
static int refuse(const char *node, const char *service, const struct addrinfo *hints) {
  static const int known = AI_PASSIVE | AI_CANONNAME | AI_NUMERICHOST | AI_V4MAPPED | AI_ALL |
                           AI_ADDRCONFIG | AI_NUMERICSERV;
  if (!node && !service) {
    return EAI_NONAME;
  }
  if (hints->ai_flags & ~known || (hints->ai_flags & AI_CANONNAME && !node)) {
    return EAI_BADFLAGS;
  }
  return hints->ai_family == AF_UNSPEC || hints->ai_family == AF_INET ||
                 hints->ai_family == AF_INET6
             ? 0
             : EAI_FAMILY;
}

int getaddrinfo(const char *restrict node, const char *restrict service,
                const struct addrinfo *restrict hints, struct addrinfo **restrict result) {
  static const struct addrinfo any;
  struct search search = {.hints = hints ? hints : &any};
  int error = refuse(node, service, search.hints);
  if (error) {
    return error;
  }
  search.count = find_ways(service && *service ? service : NULL, search.hints, search.ways);
  if (search.count < 0) {
    return search.count;
  }
  error = node ? add_named(&search, node) : add_own(&search);
  if (error) {
    freeaddrinfo(search.list);
    return error;
  }
  if (search.hints->ai_flags & AI_CANONNAME && !search.list->ai_canonname) {
    search.list->ai_canonname = strdup(node);
  }
  *result = search.list;
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
    case EAI_ADDRFAMILY:
      return "Address family for hostname not supported";
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
