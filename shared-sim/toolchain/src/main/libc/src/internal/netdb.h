/* Names of hosts, as the functions of <netdb.h> share them. */
#ifndef INTERNAL_NETDB_H
#define INTERNAL_NETDB_H

#include <netinet/in.h>

#define MOST_ADDRESSES 16
#define MOST_NAME 256

struct __host {
  char name[MOST_NAME]; /* the one that the others stand for */
  int count;
  struct in_addr address[MOST_ADDRESSES];
};

/* 0, or one of EAI_. */
int __find_host(const char *name, struct __host *host);

/* The name of an address from /etc/hosts or a server of names. */
int __find_name(struct in_addr address, char *name, size_t size);

#endif
