/* From the name of a machine, or its address as text, to the address. */
#ifndef RESOLVE_H
#define RESOLVE_H

#include <netinet/in.h>

int find_host(const char *name, struct in_addr *found); /* whether there is one */

#endif
