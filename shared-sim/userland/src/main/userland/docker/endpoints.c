/* Containers at networks: an address for each, and the wire that leads there. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "events.h"
#include "network.h"

/* What a container has of a network while it does not run. */
static const char no_endpoint[] =
    "{\"IPAMConfig\":null,\"Links\":null,\"Aliases\":null,\"MacAddress\":\"\",\"NetworkID\":\"\","
    "\"EndpointID\":\"\",\"Gateway\":\"\",\"IPAddress\":\"\",\"IPPrefixLen\":0,"
    "\"IPv6Gateway\":\"\",\"GlobalIPv6Address\":\"\",\"GlobalIPv6PrefixLen\":0,"
    "\"DriverOpts\":null,\"DNSNames\":null}";

/* What of it is shown once more for the network that is always there. */
static const char *const shown_again[] = {"EndpointID", "Gateway", "IPAddress", "IPPrefixLen",
                                          "MacAddress"};

struct json *new_endpoint(const struct json *aliases, const char *address) {
  struct json *endpoint = json_parse(no_endpoint);
  if (aliases && aliases->count) {
    json_set(endpoint, "Aliases", (struct json *)aliases);
  }
  if (*address) {
    json_set(endpoint, "IPAMConfig", json_object());
    json_set_string(endpoint, "IPAMConfig.IPv4Address", address);
  }
  return endpoint;
}

static const struct json *config_of(const struct json *network) {
  const struct json *config = json_get(network, "IPAM.Config");
  return config && config->kind == ARRAY && config->count ? config->values[0] : NULL;
}

/* Two of what may be wrong with an address are told at once. */
failure check_endpoint(const struct json *network, const struct json *endpoint) {
  const char *address = json_text(endpoint, "IPAMConfig.IPv4Address");
  const char *name = json_text(network, "Name"), *wrong = NULL;
  const struct json *aliases = json_get(endpoint, "Aliases");
  uint32_t number;
  if (*address && is_predefined(name)) {
    wrong =
        "* user specified IP address is supported on user defined networks only\n"
        "* user specified IP address is supported only when connecting to networks with user "
        "configured subnets";
  } else if (*address && !json_truth(network, "OwnSubnet")) {
    wrong =
        "user specified IP address is supported only when connecting to networks with user "
        "configured subnets";
  } else if (*address && (read_address(address, &number) < 0 ||
                          !is_in(number, json_text(config_of(network), "Subnet")))) {
    wrong = format("no configured subnet or ip-range contain the IP address %s", address);
  } else if (aliases && aliases->count && is_predefined(name)) {
    wrong = "network-scoped aliases are only supported for user-defined networks";
  }
  return wrong
             ? format("invalid config for network %s: invalid endpoint settings:\n%s", name, wrong)
             : NULL;
}

static int is_taken(const struct json *all, const char *network, const char *address) {
  int i, j;
  for (i = 0; i < all->count; i++) {
    const struct json *own = endpoints_of(all->values[i]);
    for (j = 0; own && j < own->count; j++) {
      if (strcmp(json_text(own->values[j], "NetworkID"), network) == 0 &&
          strcmp(json_text(own->values[j], "IPAddress"), address) == 0) {
        return 1;
      }
    }
  }
  return 0;
}

/* The one that was asked for, or the lowest that nobody has. */
static failure choose_address(const struct json *network, const struct json *endpoint,
                              char **chosen, int *prefix) {
  const char *asked = json_text(endpoint, "IPAMConfig.IPv4Address");
  const char *gateway = json_text(config_of(network), "Gateway");
  const char *id = json_text(network, "Id");
  struct json *all = all_containers();
  uint32_t first, at, last;
  read_subnet(json_text(config_of(network), "Subnet"), &first, prefix);
  first &= prefix_mask(*prefix);
  last = first | ~prefix_mask(*prefix);
  if (*asked) {
    *chosen = format("%s", asked);
    read_address(asked, &at);
    return at == first || at == last || !strcmp(asked, gateway) || is_taken(all, id, asked)
               ? format("Address already in use")
               : NULL;
  }
  for (at = first + 1; at < last; at++) {
    *chosen = address_text(at);
    if (strcmp(*chosen, gateway) && !is_taken(all, id, *chosen)) {
      return NULL;
    }
  }
  return format("no available IPv4 addresses on this network's address pools: %s (%s)",
                json_text(network, "Name"), id);
}

static char *outer_end(const struct json *endpoint) {
  return format("veth%.7s", json_text(endpoint, "EndpointID"));
}

static void show_again(struct json *container, const char *network, const struct json *endpoint) {
  unsigned i;
  if (strcmp(network, "bridge") == 0) {
    for (i = 0; i < sizeof shown_again / sizeof *shown_again; i++) {
      json_set(container, format("NetworkSettings.%s", shown_again[i]),
               json_get(endpoint, shown_again[i]));
    }
  }
}

static void fill(struct json *container, const struct json *network, struct json *endpoint,
                 const struct wire *wire) {
  struct json *names = json_array();
  const struct json *aliases = json_get(endpoint, "Aliases");
  uint32_t number;
  int i;
  read_address(wire->address, &number);
  json_set_string(endpoint, "MacAddress",
                  format("02:42:%02x:%02x:%02x:%02x", number >> 24, number >> 16 & 255,
                         number >> 8 & 255, number & 255));
  json_set_string(endpoint, "Gateway", wire->gateway ? wire->gateway : "");
  json_set_string(endpoint, "IPAddress", wire->address);
  json_set_number(endpoint, "IPPrefixLen", wire->prefix);
  if (!is_predefined(json_text(network, "Name"))) {
    json_push(names, json_string(container_name(container)));
    for (i = 0; aliases && i < aliases->count; i++) {
      json_push(names, aliases->values[i]);
    }
    json_push(names, json_string(format("%.12s", json_text(container, "Id"))));
    if (strncmp(json_text(container, "Config.Hostname"), json_text(container, "Id"), SHORT_ID)) {
      json_push(names, json_string(json_text(container, "Config.Hostname")));
    }
    json_set(endpoint, "DNSNames", names);
  }
  show_again(container, json_text(network, "Name"), endpoint);
}

static void empty(struct json *container, const char *network, struct json *endpoint) {
  struct json *fresh = json_parse(no_endpoint);
  int i;
  for (i = 0; i < fresh->count; i++) {
    if (strcmp(fresh->names[i], "IPAMConfig") && strcmp(fresh->names[i], "Aliases") &&
        strcmp(fresh->names[i], "NetworkID")) {
      json_set(endpoint, fresh->names[i], fresh->values[i]);
    }
  }
  show_again(container, network, endpoint);
}

static failure attach(struct json *container, const struct json *network, struct json *endpoint,
                      int pid) {
  struct wire wire = {bridge_of(network), NULL, NULL, NULL, 0};
  char *address;
  failure failed = raise_network(network);
  json_set_string(endpoint, "NetworkID", json_text(network, "Id"));
  if (!failed) {
    failed = choose_address(network, endpoint, &address, &wire.prefix);
  }
  if (failed) {
    return failed;
  }
  json_set_string(endpoint, "EndpointID", random_id());
  wire.outer = outer_end(endpoint);
  wire.address = address;
  wire.gateway = json_truth(network, "Internal") ? NULL : json_text(config_of(network), "Gateway");
  failed = lay_wire(&wire, pid);
  if (failed) {
    remove_link(wire.outer);
  } else {
    fill(container, network, endpoint, &wire);
    tell_of_network(network, "connect", container);
  }
  return failed;
}

int has_own_network(const struct json *container) {
  const char *mode = json_text(container, "HostConfig.NetworkMode");
  return strcmp(mode, "host") && !starts_with(mode, "container:");
}

int is_wired(const struct json *container) {
  return has_own_network(container) &&
         strcmp(json_text(container, "HostConfig.NetworkMode"), "none");
}

static struct json *sharer_of(const struct json *container) {
  const char *mode = json_text(container, "HostConfig.NetworkMode");
  failure failed;
  return starts_with(mode, "container:") ? find_container(mode + 10, &failed) : NULL;
}

int open_shared_network(const struct json *container) {
  const struct json *other = sharer_of(container);
  return other ? open(format("/proc/%lld/ns/net", json_integer(other, "State.Pid")),
                      O_RDONLY | O_CLOEXEC)
               : -1;
}

static failure check_sharer(const struct json *container) {
  const char *mode = json_text(container, "HostConfig.NetworkMode");
  const struct json *other = sharer_of(container);
  if (!starts_with(mode, "container:")) {
    return NULL;
  }
  return !other ? format("No such container: %s", mode + 10)
         : !is_running(other)
             ? format("cannot join network of a non running container: %s", mode + 10)
             : NULL;
}

int knows_names(const struct json *container) {
  const struct json *all = endpoints_of(container);
  int i;
  for (i = 0; all && i < all->count; i++) {
    if (!is_predefined(all->names[i])) {
      return 1;
    }
  }
  return 0;
}

/* It looks whether it has to answer for names now. */
static void wake_shim(const struct json *container) {
  char *about = read_file(format("/proc/%lld/status", json_integer(container, "State.Pid")));
  const char *parent = about ? strstr(about, "\nPPid:") : NULL;
  int pid = parent ? atoi(parent + 6) : 0;
  if (pid > 1) {
    kill(pid, SIGUSR1);
  }
}

static failure attach_to_all(struct json *container, int pid) {
  struct json *all = endpoints_of(container);
  failure failed = NULL;
  int i;
  for (i = 0; i < all->count && !failed; i++) {
    const struct json *network = find_network(all->names[i], &failed);
    if (network) {
      all->names[i] = format("%s", json_text(network, "Name"));
      failed = attach(container, network, all->values[i], pid);
    }
  }
  return failed;
}

failure attach_container(const char *id, int pid) {
  failure failed;
  struct json *container;
  lock_store();
  container = find_container(id, &failed);
  if (container && is_wired(container)) {
    failed = attach_to_all(container, pid);
    failed = failed ? failed : publish_ports(container);
    if (failed) {
      forget_addresses(container);
    }
    write_hosts(container);
    keep_container(container);
  } else if (container) {
    failed = check_sharer(container);
  }
  unlock_store();
  return failed;
}

void rename_endpoints(struct json *container) {
  struct json *all = endpoints_of(container);
  int i;
  for (i = 0; all && i < all->count; i++) {
    struct json *names = json_get(all->values[i], "DNSNames");
    if (names && names->kind == ARRAY && names->count) {
      names->values[0] = json_string(container_name(container));
    }
  }
}

static void tell_left(const struct json *container, const char *name) {
  failure failed;
  const struct json *network = find_network(name, &failed);
  if (network) {
    tell_of_network(network, "disconnect", container);
  }
}

void forget_addresses(struct json *container) {
  struct json *all = endpoints_of(container);
  int i;
  for (i = 0; all && i < all->count; i++) {
    if (*json_text(all->values[i], "EndpointID")) {
      remove_link(outer_end(all->values[i]));
      tell_left(container, all->names[i]);
      empty(container, all->names[i], all->values[i]);
    }
  }
  json_set(container, "NetworkSettings.Ports", json_object());
}

failure connect_endpoint(struct json *container, const struct json *network,
                         struct json *endpoint) {
  failure failed = NULL;
  if (is_running(container)) {
    failed = attach(container, network, endpoint, (int)json_integer(container, "State.Pid"));
  }
  if (!failed) {
    json_put(endpoints_of(container), json_text(network, "Name"), endpoint);
    write_hosts(container);
    write_name_servers(container);
    keep_container(container);
    if (is_running(container)) {
      wake_shim(container);
    }
  }
  return failed;
}

/* The way out leads by another network then, if there is one. */
static void lead_out(const struct json *container) {
  const struct json *all = endpoints_of(container);
  int i, before = go_into_network((int)json_integer(container, "State.Pid"));
  for (i = 0; before >= 0 && i < all->count; i++) {
    if (*json_text(all->values[i], "Gateway")) {
      set_way_out(json_text(all->values[i], "Gateway"));
      break;
    }
  }
  if (before >= 0) {
    come_back(before);
  }
}

void disconnect_endpoint(struct json *container, const char *network) {
  struct json *all = endpoints_of(container), *own = json_member(all, network);
  int i = 0;
  if (*json_text(own, "EndpointID")) {
    remove_link(outer_end(own));
    tell_left(container, network);
    empty(container, network, own);
  }
  while (all->values[i] != own) {
    i++;
  }
  for (all->count--; i < all->count; i++) {
    all->names[i] = all->names[i + 1];
    all->values[i] = all->values[i + 1];
  }
  if (is_running(container)) {
    lead_out(container);
  }
  write_hosts(container);
  write_name_servers(container);
  keep_container(container);
}
