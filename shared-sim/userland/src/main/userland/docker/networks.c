/* The networks that there are: three from the beginning, and those that somebody has made. */
#include <stdlib.h>
#include <string.h>

#include "network.h"

#define NETWORKS ENGINE_ROOT "/network"
#define KEPT NETWORKS "/networks.json"
#define FIRST_POOL 17 /* of 172.17.0.0/16 to 172.31.0.0/16 */
#define LAST_POOL 31
#define MORE_POOLS 16 /* of 192.168.0.0/20 and on */

int is_predefined(const char *name) {
  return !strcmp(name, "bridge") || !strcmp(name, "host") || !strcmp(name, "none");
}

static struct json *predefined(const char *name, const char *driver, const char *config,
                               const char *options) {
  return json_parse(format(
      "{\"Name\":\"%s\",\"Id\":\"%s\",\"Created\":\"%s\",\"Scope\":\"local\",\"Driver\":\"%s\","
      "\"EnableIPv6\":false,\"IPAM\":{\"Driver\":\"default\",\"Options\":null,\"Config\":%s},"
      "\"Internal\":false,\"Attachable\":false,\"Ingress\":false,\"ConfigFrom\":{\"Network\":\"\"},"
      "\"ConfigOnly\":false,\"Containers\":{},\"Options\":%s,\"Labels\":{}}",
      name, random_id(), time_now(), driver, config, options));
}

static struct json *first_networks(void) {
  struct json *kept = json_object(), *all = json_array();
  json_push(all, predefined("bridge", "bridge",
                            "[{\"Subnet\":\"172.17.0.0/16\",\"Gateway\":\"172.17.0.1\"}]",
                            "{\"com.docker.network.bridge.default_bridge\":\"true\","
                            "\"com.docker.network.bridge.name\":\"docker0\","
                            "\"com.docker.network.driver.mtu\":\"1500\"}"));
  json_push(all, predefined("host", "host", "null", "{}"));
  json_push(all, predefined("none", "null", "null", "{}"));
  json_set_number(kept, "Pool", 1);
  json_set(kept, "Networks", all);
  return kept;
}

static struct json *read_kept(void) {
  struct json *kept = json_read(KEPT);
  if (!kept) {
    lock_store();
    kept = json_read(KEPT);
    if (!kept) {
      kept = first_networks();
      make_folders(NETWORKS);
      json_write(KEPT, kept);
    }
    unlock_store();
  }
  return kept;
}

struct json *all_networks(void) { return json_get(read_kept(), "Networks"); }

void keep_networks(const struct json *all) {
  struct json *kept = read_kept();
  json_set(kept, "Networks", (struct json *)all);
  json_write(KEPT, kept);
}

struct json *find_network(const char *text, failure *failed) {
  struct json *all = all_networks(), *found = NULL;
  int i;
  *failed = NULL;
  for (i = 0; i < all->count; i++) {
    if (strcmp(json_text(all->values[i], "Name"), text) == 0 ||
        strcmp(json_text(all->values[i], "Id"), text) == 0) {
      return all->values[i];
    }
  }
  for (i = 0; *text && i < all->count; i++) {
    if (starts_with(json_text(all->values[i], "Id"), text)) {
      if (found) {
        *failed = format("network %s is ambiguous (2 matches found on ID prefix)", text);
        return NULL;
      }
      found = all->values[i];
    }
  }
  if (!found) {
    *failed = format("network %s not found", text);
  }
  return found;
}

static const char *subnet_of(const struct json *network) {
  const struct json *config = json_get(network, "IPAM.Config");
  return config && config->kind == ARRAY && config->count ? json_text(config->values[0], "Subnet")
                                                          : "";
}

/* From behind the one that was given last, so that none is given again at once. */
char *free_subnet(const struct json *all) {
  struct json *kept = read_kept();
  int count = LAST_POOL - FIRST_POOL + 1 + MORE_POOLS, tries, i;
  int pool = (int)json_integer(kept, "Pool");
  for (tries = 0; tries < count; tries++, pool++) {
    int at = pool % count, taken = 0;
    char *subnet = at <= LAST_POOL - FIRST_POOL
                       ? format("172.%d.0.0/16", FIRST_POOL + at)
                       : format("192.168.%d.0/20", 16 * (at - (LAST_POOL - FIRST_POOL + 1)));
    for (i = 0; i < all->count; i++) {
      taken |= overlap(subnet, subnet_of(all->values[i]));
    }
    if (!taken) {
      json_set_number(kept, "Pool", at + 1);
      json_write(KEPT, kept);
      return subnet;
    }
  }
  return NULL;
}

char *bridge_of(const struct json *network) {
  return strcmp(json_text(network, "Name"), "bridge") ? format("br-%.12s", json_text(network, "Id"))
                                                      : format("docker0");
}

failure raise_network(const struct json *network) {
  const struct json *config = json_get(network, "IPAM.Config")->values[0];
  uint32_t first;
  int prefix;
  read_subnet(json_text(config, "Subnet"), &first, &prefix);
  return raise_bridge(bridge_of(network), json_text(config, "Gateway"), prefix);
}

struct json *endpoints_of(const struct json *container) {
  struct json *settings = json_get(container, "NetworkSettings");
  return settings ? json_get(settings, "Networks") : NULL;
}
