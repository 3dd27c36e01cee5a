/* Networks of the engine, and what leads from them to containers. */
#ifndef NETWORK_H
#define NETWORK_H

#include <stdint.h>

#include "docker.h"

/* links.c: what is ordered of the kernel */
struct wire {
  const char *bridge, *outer;    /* the bridge, and the name of the end that is in it */
  const char *address, *gateway; /* the container's, and its way out: NULL for none */
  int prefix;
};
failure raise_bridge(const char *name, const char *gateway, int prefix); /* there, and up */
int raise_loopback(void); /* which is a new network's first interface, and down */
void remove_link(const char *name);
failure lay_wire(const struct wire *wire, int pid);
int set_way_out(const char *gateway); /* of the network that the caller is in */
int go_into_network(int pid);         /* what leads back, or -1 */
void come_back(int before);

/* subnets.c: addresses as numbers */
uint32_t prefix_mask(int prefix);
int read_subnet(const char *text, uint32_t *address, int *prefix); /* -1 for what is none */
int read_address(const char *text, uint32_t *address);
char *address_text(uint32_t address);
int overlap(const char *one, const char *other);
int is_in(uint32_t address, const char *subnet);

/* networks.c: those that there are */
struct json *all_networks(void); /* an array; the three that are always there come first */
struct json *find_network(const char *text, failure *failed);
void keep_networks(const struct json *all);
char *free_subnet(const struct json *all);
char *bridge_of(const struct json *network);
int is_predefined(const char *name);
failure raise_network(const struct json *network);
struct json *endpoints_of(const struct json *container);

/* endpoints.c: containers at networks */
struct json *new_endpoint(const struct json *aliases, const char *address);
failure check_endpoint(const struct json *network, const struct json *endpoint);
failure attach_container(const char *id, int pid); /* to all its networks, as it starts */
failure connect_endpoint(struct json *container, const struct json *network, struct json *endpoint);
void disconnect_endpoint(struct json *container, const char *network);
void forget_addresses(struct json *container); /* of one that has ended */
int has_own_network(const struct json *container);
int knows_names(const struct json *container);         /* whether a server of names belongs to it */
int open_shared_network(const struct json *container); /* another container's, or -1 */
void rename_endpoints(struct json *container);
int is_wired(const struct json *container); /* whether it is at a bridge, and not at another's */

/* containers.c */
void write_hosts(const struct json *container);
void write_name_servers(const struct json *container);

/* ports.c */
failure publish_ports(struct json *container); /* as it starts; the shim has the proxies then */
void end_proxies(void);
char *ports_text(const struct json *container);
struct json *open_ports(const struct json *container); /* as the API lists them */

/* resolver.c: the name server of a container */
int open_resolver(int pid);
void answer_name(int resolver, const char *id);

#endif
