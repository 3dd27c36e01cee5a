/* Bridges, pairs of interfaces and addresses: what the engine orders of the kernel's network. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../tools/netlink.h"
#include "network.h"

enum {
  ADDRESS = 1,
  NAME = 3,
  MASTER = 10,
  INFORMATION = 18,
  OF_PROCESS = 19,
  KIND = 1,
  DATA = 2,
  PEER = 1,
  LOCAL = 2,
  BROADCAST = 4,
  GATEWAY = 5,
  MAIN_TABLE = 254,
  BOOT = 3,
  MOST_INNER = 32
};

static int found_index;

static void keep_index(const struct nl_message *one) {
  struct nl_link link;
  memcpy(&link, one->body, sizeof link);
  found_index = link.index;
}

/* 0 where there is none of that name. */
static int index_of(const char *name) {
  struct nl_message ask;
  struct nl_link link = {0};
  found_index = 0;
  nl_begin(&ask, GET_LINK, 0, &link, sizeof link);
  nl_add_text(&ask, NAME, name);
  return nl_ask(&ask, keep_index) < 0 ? 0 : found_index;
}

static int raise(int index) {
  struct nl_message order;
  struct nl_link link = {0};
  link.index = index;
  link.flags = link.change = IFF_UP;
  nl_begin(&order, NEW_LINK, 0, &link, sizeof link);
  return nl_order(&order);
}

int raise_loopback(void) {
  int failed = raise(1);
  nl_hang_up();
  return failed;
}

static int add_address(int index, struct in_addr address, int prefix) {
  struct nl_message order;
  struct nl_address header = {AF_INET, 0, 0, 0, 0};
  header.prefix = (unsigned char)prefix;
  header.index = (uint32_t)index;
  nl_begin(&order, NEW_ADDRESS, NL_CREATE | NL_EXCLUSIVE, &header, sizeof header);
  nl_add_number(&order, LOCAL, address.s_addr);
  nl_add_number(&order, ADDRESS, address.s_addr);
  nl_add_number(&order, BROADCAST, address.s_addr | htonl(prefix_mask(prefix) ^ ~0u));
  return nl_order(&order) < 0 && errno != EEXIST ? -1 : 0;
}

static int make_bridge(const char *name) {
  struct nl_message order;
  struct nl_link link = {0};
  unsigned char *opened;
  nl_begin(&order, NEW_LINK, NL_CREATE | NL_EXCLUSIVE, &link, sizeof link);
  nl_add_text(&order, NAME, name);
  opened = nl_open(&order, INFORMATION);
  nl_add(&order, KIND, "bridge", 6);
  nl_close(&order, opened);
  return nl_order(&order);
}

failure raise_bridge(const char *name, const char *gateway, int prefix) {
  struct in_addr address;
  int index = index_of(name);
  if (!index && make_bridge(name) < 0) {
    return format("cannot create network bridge %s: %s", name, reason(errno));
  }
  index = index ? index : index_of(name);
  inet_pton(AF_INET, gateway, &address);
  if (add_address(index, address, prefix) < 0 || raise(index) < 0) {
    return format("cannot set up network bridge %s: %s", name, reason(errno));
  }
  return NULL;
}

void remove_link(const char *name) {
  struct nl_message order;
  struct nl_link link = {0};
  nl_begin(&order, DELETE_LINK, 0, &link, sizeof link);
  nl_add_text(&order, NAME, name);
  nl_order(&order);
}

/* One end in the bridge, and the other with the process. */
static int make_pair(const char *bridge, const char *outer, const char *inner, int pid) {
  struct nl_message order;
  struct nl_link link = {0}, none = {0};
  unsigned char *information, *data, *peer;
  link.flags = link.change = IFF_UP;
  nl_begin(&order, NEW_LINK, NL_CREATE | NL_EXCLUSIVE, &link, sizeof link);
  nl_add_text(&order, NAME, outer);
  nl_add_number(&order, MASTER, (uint32_t)index_of(bridge));
  information = nl_open(&order, INFORMATION);
  nl_add(&order, KIND, "veth", 4);
  data = nl_open(&order, DATA);
  peer = nl_open(&order, PEER);
  memcpy((unsigned char *)&order + order.length, &none, sizeof none);
  order.length += sizeof none;
  nl_add_text(&order, NAME, inner);
  nl_add_number(&order, OF_PROCESS, (uint32_t)pid);
  nl_close(&order, peer);
  nl_close(&order, data);
  nl_close(&order, information);
  return nl_order(&order);
}

static int set_hardware(int index, struct in_addr address) {
  struct nl_message order;
  struct nl_link link = {0};
  unsigned char bytes[6] = {0x02, 0x42};
  link.index = index;
  memcpy(bytes + 2, &address.s_addr, 4);
  nl_begin(&order, NEW_LINK, 0, &link, sizeof link);
  nl_add(&order, ADDRESS, bytes, sizeof bytes);
  return nl_order(&order);
}

int set_way_out(const char *gateway) {
  struct nl_message order;
  struct nl_route route = {AF_INET, 0, 0, 0, MAIN_TABLE, BOOT, 0, 1, 0};
  struct in_addr by;
  inet_pton(AF_INET, gateway, &by);
  nl_begin(&order, NEW_ROUTE, NL_CREATE | NL_EXCLUSIVE, &route, sizeof route);
  nl_add_number(&order, GATEWAY, by.s_addr);
  return nl_order(&order) < 0 && errno != EEXIST ? -1 : 0;
}

static int set_up_inner(const char *name, const struct wire *wire) {
  struct in_addr address;
  int index = index_of(name);
  inet_pton(AF_INET, wire->address, &address);
  return set_hardware(index, address) < 0 || add_address(index, address, wire->prefix) < 0 ||
                 raise(index) < 0 || (wire->gateway && set_way_out(wire->gateway) < 0)
             ? -1
             : 0;
}

int go_into_network(int pid) {
  int before = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
  int there = open(format("/proc/%d/ns/net", pid), O_RDONLY | O_CLOEXEC);
  if (there < 0 || setns(there, CLONE_NEWNET) < 0) {
    close(before);
    before = -1;
  }
  close(there);
  nl_hang_up();
  return before;
}

void come_back(int before) {
  int error = errno;
  setns(before, CLONE_NEWNET);
  close(before);
  nl_hang_up();
  errno = error;
}

failure lay_wire(const struct wire *wire, int pid) {
  char *inner = NULL;
  int number, before, failed = -1;
  for (number = 0; number < MOST_INNER && failed < 0; number++) {
    inner = format("eth%d", number);
    failed = make_pair(wire->bridge, wire->outer, inner, pid);
    if (failed < 0 && errno != EEXIST) {
      break;
    }
  }
  if (failed < 0) {
    return format("failed to add the host (%s) <=> sandbox (%s) pair interfaces: %s", wire->outer,
                  inner, reason(errno));
  }
  before = go_into_network(pid);
  if (before < 0) {
    return format("failed to enter the network of process %d: %s", pid, reason(errno));
  }
  failed = set_up_inner(inner, wire);
  come_back(before);
  return failed < 0 ? format("failed to set up %s: %s", inner, reason(errno)) : NULL;
}
