/* docker network: networks are made, shown, removed, and containers put to them. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "events.h"
#include "network.h"
#include "template.h"

static const char *const headings[][2] = {{"ID", "NETWORK ID"}, {"Name", "NAME"},
                                          {"Driver", "DRIVER"}, {"Scope", "SCOPE"},
                                          {"IPv6", "IPV6"},     {"Internal", "INTERNAL"},
                                          {"Labels", "LABELS"}, {"CreatedAt", "CREATED AT"},
                                          {NULL, NULL}};

/* What is wrong with a filter, or whether a network passes it. */
static int passes(const struct json *network, const char *text) {
  char *name = format("%s", text), *value = strchr(name, '=');
  const char *own = json_text(network, "Name");
  if (!value) {
    refuse_flag("-f, --filter", text, "bad format of filter (expected name=value)");
  }
  *value++ = 0;
  if (!strcmp(name, "name")) {
    return strstr(own, value) != NULL;
  }
  if (!strcmp(name, "id")) {
    return starts_with(json_text(network, "Id"), value);
  }
  if (!strcmp(name, "driver") || !strcmp(name, "scope")) {
    return !strcmp(json_text(network, *name == 'd' ? "Driver" : "Scope"), value);
  }
  if (!strcmp(name, "type")) {
    return (strcmp(value, "builtin") == 0) == is_predefined(own);
  }
  fflush(stdout);
  fprintf(stderr, "Error response from daemon: invalid filter '%s'\n", name);
  exit(1);
}

static int by_name(const void *one, const void *other) {
  return strcmp(json_text(*(struct json *const *)one, "Name"),
                json_text(*(struct json *const *)other, "Name"));
}

int network_ls_command(struct asked *asked) {
  struct json *all = all_networks(), *rows = json_array(), *filters = option_list(asked, "filter");
  const char *form = option_text(asked, "format");
  int i, j, whole = option_truth(asked, "no-trunc");
  for (i = 0; i < all->count; i++) {
    const struct json *one = all->values[i];
    struct json *row = json_object();
    int shown = 1;
    for (j = 0; j < filters->count; j++) {
      shown &= passes(one, filters->values[j]->text);
    }
    json_set_string(row, "CreatedAt", json_text(one, "Created"));
    json_set_string(row, "Driver", json_text(one, "Driver"));
    json_set_string(row, "ID", format(whole ? "%s" : "%.12s", json_text(one, "Id")));
    json_set_string(row, "IPv6", "false");
    json_set_string(row, "Internal", json_truth(one, "Internal") ? "true" : "false");
    json_set_string(row, "Labels", label_pairs(json_get(one, "Labels")));
    json_set_string(row, "Name", json_text(one, "Name"));
    json_set_string(row, "Scope", json_text(one, "Scope"));
    if (shown) {
      json_push(rows, row);
    }
  }
  if (rows->count) {
    qsort(rows->values, (size_t)rows->count, sizeof *rows->values, by_name);
  }
  if (option_truth(asked, "quiet")) {
    form = "{{.ID}}";
  } else if (!*form || !strcmp(form, "table")) {
    form = "table {{.ID}}\\t{{.Name}}\\t{{.Driver}}\\t{{.Scope}}";
  }
  return print_rows(form, rows, headings);
}

/* The subnet that is asked for, or one that is free, and its first address for the bridge. */
static failure choose_subnet(const struct asked *asked, const struct json *all, char **subnet,
                             char **gateway) {
  const char *wanted = option_text(asked, "subnet"), *way = option_text(asked, "gateway");
  uint32_t first, number;
  int prefix, i;
  if (!*wanted) {
    *subnet = free_subnet(all);
    if (!*subnet) {
      return format("all predefined address pools have been fully subnetted");
    }
  } else {
    if (read_subnet(wanted, &first, &prefix) < 0) {
      return format("invalid network config:\ninvalid subnet %s: invalid CIDR block notation",
                    wanted);
    }
    if (first & ~prefix_mask(prefix)) {
      return format("invalid network config:\ninvalid subnet %s: it should be %s/%d", wanted,
                    address_text(first & prefix_mask(prefix)), prefix);
    }
    *subnet = format("%s", wanted);
    for (i = 0; i < all->count; i++) {
      const struct json *config = json_get(all->values[i], "IPAM.Config");
      if (config->kind == ARRAY && overlap(wanted, json_text(config->values[0], "Subnet"))) {
        return format("Pool overlaps with other one on this address space");
      }
    }
  }
  read_subnet(*subnet, &first, &prefix);
  *gateway = *way ? format("%s", way) : address_text(first + 1);
  return *way && (read_address(way, &number) < 0 || !is_in(number, *subnet))
             ? format("no matching subnet for gateway %s", way)
             : NULL;
}

static struct json *new_network(const char *name, const char *subnet, const char *gateway,
                                const struct asked *asked) {
  struct json *one = json_object(), *config = json_array(), *pool = json_object();
  json_set_string(pool, "Subnet", subnet);
  json_set_string(pool, "Gateway", gateway);
  json_push(config, pool);
  json_set_string(one, "Name", name);
  json_set_string(one, "Id", random_id());
  json_set_string(one, "Created", time_now());
  json_set_string(one, "Scope", "local");
  json_set_string(one, "Driver", "bridge");
  json_set_boolean(one, "EnableIPv6", 0);
  json_set_string(one, "IPAM.Driver", "default");
  json_set(one, "IPAM.Options", json_object());
  json_set(one, "IPAM.Config", config);
  json_set_boolean(one, "Internal", option_truth(asked, "internal"));
  json_set_boolean(one, "Attachable", option_truth(asked, "attachable"));
  json_set_boolean(one, "Ingress", 0);
  json_set_string(one, "ConfigFrom.Network", "");
  json_set_boolean(one, "ConfigOnly", 0);
  json_set(one, "Containers", json_object());
  json_set(one, "Options", json_object());
  json_set(one, "Labels", json_object());
  take_labels(json_get(one, "Labels"), option_list(asked, "label"));
  json_set_boolean(one, "OwnSubnet", option_given(asked, "subnet"));
  return one;
}

failure create_network(const struct asked *asked, char **id) {
  const char *name = asked->arguments[0], *driver = option_text(asked, "driver");
  struct json *all = all_networks(), *one;
  char *subnet, *gateway;
  failure failed;
  int i;
  if (*driver && strcmp(driver, "bridge")) {
    return is_predefined(driver) || !strcmp(driver, "null")
               ? format("only one instance of \"%s\" network is allowed", driver)
               : format("could not find plugin %s in v1 plugin registry: plugin \"%s\" not found",
                        driver, driver);
  }
  if (is_predefined(name)) {
    return format("operation is not permitted on predefined %s network", name);
  }
  if (!is_name(name) && !(isalnum((unsigned char)*name) && !name[1])) {
    return format(
        "\"%s\" includes invalid characters, only "
        "\"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed",
        name);
  }
  for (i = 0; i < all->count; i++) {
    if (strcmp(json_text(all->values[i], "Name"), name) == 0) {
      return format("network with name %s already exists", name);
    }
  }
  failed = choose_subnet(asked, all, &subnet, &gateway);
  if (!failed) {
    one = new_network(name, subnet, gateway, asked);
    failed = raise_network(one);
  }
  if (!failed) {
    json_push(all, one);
    keep_networks(all);
    tell_of_network(one, "create", NULL);
    *id = format("%s", json_text(one, "Id"));
  }
  return failed;
}

int network_create_command(struct asked *asked) {
  failure failed;
  char *id;
  if (option_given(asked, "gateway") && !option_given(asked, "subnet")) {
    fputs("every ip-range or gateway must have a corresponding subnet\n", stderr);
    return 1;
  }
  lock_store();
  failed = create_network(asked, &id);
  unlock_store();
  if (failed) {
    say_failure("%s", failed);
  } else {
    puts(id);
  }
  return failed_before;
}

/* Running containers at a network, as it shows them. */
static struct json *containers_at(const char *name) {
  struct json *all = all_containers(), *shown = json_object();
  int i;
  for (i = 0; i < all->count; i++) {
    const struct json *own = json_member(endpoints_of(all->values[i]), name);
    struct json *one = json_object();
    if (!own || !*json_text(own, "IPAddress")) {
      continue;
    }
    json_set_string(one, "Name", container_name(all->values[i]));
    json_set_string(one, "EndpointID", json_text(own, "EndpointID"));
    json_set_string(one, "MacAddress", json_text(own, "MacAddress"));
    json_set_string(
        one, "IPv4Address",
        format("%s/%lld", json_text(own, "IPAddress"), json_integer(own, "IPPrefixLen")));
    json_set_string(one, "IPv6Address", "");
    json_put(shown, json_text(all->values[i], "Id"), one);
  }
  return shown;
}

struct json *network_value(const char *text, failure *failed) {
  struct json *one = find_network(text, failed);
  if (one) {
    json_remove(one, "OwnSubnet");
    json_set(one, "Containers", containers_at(json_text(one, "Name")));
  }
  return one;
}

int network_inspect_command(struct asked *asked) {
  struct json *all = json_array();
  const char *form = option_text(asked, "format");
  failure failed = NULL;
  char *filled;
  int i;
  for (i = 0; i < asked->count; i++) {
    struct json *one = network_value(asked->arguments[i], &failed);
    if (!one) {
      break;
    }
    json_push(all, one);
    if (*form) {
      failure wrong = strcmp(form, "json")
                          ? fill_template(form, one, "map has no entry for key", &filled)
                          : NULL;
      puts(wrong ? "" : strcmp(form, "json") ? filled : json_line(one));
      if (wrong) {
        fflush(stdout);
        fprintf(stderr, "template parsing error: %s\n", wrong);
        return 1;
      }
    }
  }
  if (!*form) {
    json_print(stdout, all, 0);
    putchar('\n');
  }
  if (failed) {
    say_failure("%s", failed);
  }
  return failed_before;
}

static void take_out(struct json *all, const char *id) {
  int i = 0;
  while (strcmp(json_text(all->values[i], "Id"), id) != 0) {
    i++;
  }
  for (all->count--; i < all->count; i++) {
    all->values[i] = all->values[i + 1];
  }
}

failure remove_network(const char *text) {
  failure failed;
  struct json *network = find_network(text, &failed), *all;
  const char *name, *id;
  if (!network) {
    return failed;
  }
  name = json_text(network, "Name");
  id = json_text(network, "Id");
  if (is_predefined(name)) {
    return format("%s is a pre-defined network and cannot be removed", name);
  }
  if (containers_at(name)->count) {
    return format("error while removing network: network %s id %s has active endpoints", name, id);
  }
  remove_link(bridge_of(network));
  all = all_networks();
  take_out(all, id);
  keep_networks(all);
  tell_of_network(network, "destroy", NULL);
  return NULL;
}

int network_rm_command(struct asked *asked) {
  int i;
  for (i = 0; i < asked->count; i++) {
    failure failed;
    lock_store();
    failed = remove_network(asked->arguments[i]);
    unlock_store();
    if (failed && option_truth(asked, "force") && strstr(failed, "not found")) {
      continue;
    }
    if (failed) {
      say_failure("%s", failed);
    } else {
      puts(asked->arguments[i]);
      fflush(stdout);
    }
  }
  return failed_before;
}

/* Those that no running container is at. */
int network_prune_command(struct asked *asked) {
  struct json *all;
  int i, any = 0;
  if (!option_truth(asked, "force")) {
    int answer;
    printf(
        "WARNING! This will remove all custom networks not used by at least one container.\n"
        "Are you sure you want to continue? [y/N] ");
    fflush(stdout);
    answer = getchar();
    if (answer != 'y' && answer != 'Y') {
      return 0;
    }
  }
  lock_store();
  all = all_networks();
  for (i = 0; i < all->count; i++) {
    const char *name = json_text(all->values[i], "Name");
    if (!is_predefined(name) && !remove_network(name)) {
      printf("%s%s\n", any ? "" : "Deleted Networks:\n", name);
      any = 1;
    }
  }
  tell_of_prune("network", 0);
  unlock_store();
  if (any) {
    putchar('\n');
  }
  return 0;
}

static failure check_modes(const struct json *container, const char *network) {
  const char *mode = json_text(container, "HostConfig.NetworkMode");
  if (!strcmp(mode, "host") || !strcmp(network, "host")) {
    return format(
        "container cannot be disconnected from host network or connected to host "
        "network");
  }
  if (starts_with(mode, "container:")) {
    return format(
        "container sharing network namespace with another container or host cannot be "
        "connected to any other network");
  }
  if (!strcmp(mode, "none") || !strcmp(network, "none")) {
    return format(
        "container cannot be connected to multiple networks with one of the networks in "
        "private (none) mode");
  }
  return NULL;
}

static failure connect(struct json *container, const struct json *network,
                       const struct asked *asked) {
  const char *name = json_text(network, "Name");
  struct json *endpoint = new_endpoint(option_list(asked, "alias"), option_text(asked, "ip"));
  failure failed = check_modes(container, name);
  if (!failed && json_member(endpoints_of(container), name)) {
    failed = format("endpoint with name %s already exists in network %s", container_name(container),
                    name);
  }
  if (!failed) {
    failed = check_endpoint(network, endpoint);
  }
  return failed ? failed : connect_endpoint(container, network, endpoint);
}

static failure disconnect(struct json *container, const struct json *network) {
  const char *name = json_text(network, "Name");
  if (!json_member(endpoints_of(container), name)) {
    return format("container %s is not connected to network %s", json_text(container, "Id"), name);
  }
  if (!strcmp(name, "host")) {
    return check_modes(container, name);
  }
  disconnect_endpoint(container, name);
  return NULL;
}

static int with_both(const struct asked *asked, int connects) {
  failure failed;
  struct json *network, *container;
  lock_store();
  network = find_network(asked->arguments[0], &failed);
  container = network ? find_container(asked->arguments[1], &failed) : NULL;
  if (container) {
    failed = connects ? connect(container, network, asked) : disconnect(container, network);
  }
  unlock_store();
  if (failed) {
    say_failure("%s", failed);
  }
  return failed_before;
}

int network_connect_command(struct asked *asked) { return with_both(asked, 1); }

int network_disconnect_command(struct asked *asked) { return with_both(asked, 0); }
