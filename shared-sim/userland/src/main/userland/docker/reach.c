/* Flags of docker run about networks. */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "network.h"

struct wanted {
  const char *name, *address;
  struct json *aliases;
};

/* A name, or "name=net,alias=web,ip=172.20.0.5". */
static struct wanted read_wanted(const char *text) {
  struct wanted one = {"", "", json_array()};
  const char *at = text;
  if (!strchr(text, '=')) {
    one.name = text;
    return one;
  }
  while (*at) {
    size_t length = strcspn(at, ",");
    char *word = format("%.*s", (int)length, at), *value = strchr(word, '=');
    at += length + (at[length] == ',');
    if (!value) {
      refuse_flag("--network", text, format("invalid field %s: must be a key=value pair", word));
    }
    *value++ = 0;
    if (!strcmp(word, "name")) {
      one.name = value;
    } else if (!strcmp(word, "alias")) {
      json_push(one.aliases, json_string(value));
    } else if (!strcmp(word, "ip")) {
      one.address = value;
    } else {
      refuse_flag("--network", text, format("invalid field %s", word));
    }
  }
  if (!*one.name) {
    refuse_flag("--network", text, "network name/id is not specified");
  }
  return one;
}

static void add_endpoint(struct json *container, struct wanted *one) {
  struct json *endpoint = new_endpoint(one->aliases, one->address);
  failure failed;
  const struct json *network = find_network(one->name, &failed);
  const char *name = network ? json_text(network, "Name") : one->name;
  if (json_member(endpoints_of(container), name)) {
    refuse_run(format("network \"%s\" is specified multiple times", name), 1);
  }
  if (network) {
    refuse_engine(check_endpoint(network, endpoint), 1);
  }
  json_put(endpoints_of(container), name, endpoint);
}

/* The network of another container, with what that one is called. */
static void share(struct json *container, const struct asked *asked, const char *name) {
  failure failed;
  const struct json *other = find_container(name, &failed);
  refuse_engine(failed, 1);
  if (option_given(asked, "hostname")) {
    refuse_engine(format("conflicting options: hostname and the network mode"), 1);
  }
  if (option_given(asked, "publish") || option_truth(asked, "publish-all")) {
    refuse_engine(format("conflicting options: port publishing and the container type network "
                         "mode"),
                  1);
  }
  json_set_string(container, "HostConfig.NetworkMode",
                  format("container:%s", json_text(other, "Id")));
  json_set_string(container, "Config.Hostname", json_text(other, "Config.Hostname"));
}

/* What a request of the API says: the first network, and more about each of some. */
void take_requested_networks(struct json *container, const struct json *configs) {
  const char *mode = json_text(container, "HostConfig.NetworkMode");
  int i;
  if (starts_with(mode, "container:")) {
    failure failed;
    const struct json *other = find_container(mode + 10, &failed);
    refuse_engine(failed, 1);
    json_set_string(container, "HostConfig.NetworkMode",
                    format("container:%s", json_text(other, "Id")));
    json_set_string(container, "Config.Hostname", json_text(other, "Config.Hostname"));
    return;
  }
  mode = !*mode || !strcmp(mode, "default") ? "bridge" : mode;
  json_set_string(container, "HostConfig.NetworkMode", mode);
  for (i = -1; i < (configs && configs->kind == OBJECT ? configs->count : 0); i++) {
    const char *name = i < 0 ? mode : configs->names[i];
    const struct json *config = json_member(configs, name), *aliases = json_get(config, "Aliases");
    struct wanted one = {name, json_text(config, "IPAMConfig.IPv4Address"), json_array()};
    int k;
    for (k = 0; aliases && aliases->kind == ARRAY && k < aliases->count; k++) {
      json_push(one.aliases, aliases->values[k]);
    }
    if (i < 0 || strcmp(name, mode) != 0) {
      add_endpoint(container, &one);
    }
  }
}

void take_networks(struct json *container, const struct asked *asked) {
  const struct json *all = option_list(asked, "network");
  int i;
  for (i = 0; i < (all->count ? all->count : 1); i++) {
    struct wanted one = read_wanted(all->count ? all->values[i]->text : "bridge");
    if (starts_with(one.name, "container:")) {
      share(container, asked, one.name + 10);
      return;
    }
    one.name = strcmp(one.name, "default") ? one.name : "bridge";
    if (i == 0) {
      json_set_string(container, "HostConfig.NetworkMode", one.name);
      one.address = *one.address ? one.address : option_text(asked, "ip");
      one.aliases = one.aliases->count ? one.aliases : option_list(asked, "network-alias");
    } else if (!is_wired(container) || !strcmp(one.name, "host") || !strcmp(one.name, "none")) {
      refuse_run(
          "conflicting options: cannot attach both user-defined and non-user-defined "
          "network-modes",
          1);
    }
    add_endpoint(container, &one);
  }
}
