/* ip link and ip address: interfaces and what they are called by. */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ip.h"
#include "netlink.h"
#include "programs.h"

enum {
  ADDRESS = 1,
  BROADCAST = 2,
  NAME = 3,
  MTU = 4,
  LINK = 5,
  QUEUE = 6,
  MASTER = 10,
  QUEUE_LENGTH = 13,
  STATE = 16,
  INFORMATION = 18,
  OF_PROCESS = 19,
  OF_FILE = 28,
  PEER_NAMESPACE = 37,
  KIND = 1,
  DATA = 2,
  PEER = 1,
  LOCAL = 2,
  LABEL = 3,
  ADDRESS_BROADCAST = 4,
  IS_LOOPBACK = 772,
  LOWER_UP = 0x10000
};

static struct nl_message *links, *addresses;
static int link_count, address_count;

static void keep_link(const struct nl_message *one) {
  if (one->type == NEW_LINK) {
    links = reallocate(links, (link_count + 1) * sizeof *links);
    links[link_count++] = *one;
  }
}

static void keep_address(const struct nl_message *one) {
  if (one->type == NEW_ADDRESS) {
    addresses = reallocate(addresses, (address_count + 1) * sizeof *addresses);
    addresses[address_count++] = *one;
  }
}

static void learn(void) {
  struct nl_message ask;
  struct nl_link link = {0};
  struct nl_address address = {AF_INET};
  link_count = address_count = 0;
  nl_begin(&ask, GET_LINK, NL_DUMP, &link, sizeof link);
  done(nl_ask(&ask, keep_link));
  nl_begin(&ask, GET_ADDRESS, NL_DUMP, &address, sizeof address);
  done(nl_ask(&ask, keep_address));
}

static const struct nl_link *of(const struct nl_message *one) {
  return (const struct nl_link *)one->body;
}

static const char *name(const struct nl_message *one) {
  const char *found = nl_find(one, sizeof(struct nl_link), NAME);
  return found ? found : "?";
}

static uint32_t number(const struct nl_message *one, int type, uint32_t otherwise) {
  return nl_number(one, sizeof(struct nl_link), type, otherwise);
}

const char *name_of(int index) {
  int i;
  if (!link_count) {
    learn();
  }
  for (i = 0; i < link_count; i++) {
    if (of(&links[i])->index == index) {
      return name(&links[i]);
    }
  }
  return "if?";
}

static int find(const char *device) {
  int i;
  if (!link_count) {
    learn();
  }
  for (i = 0; i < link_count; i++) {
    if (strcmp(name(&links[i]), device) == 0) {
      return of(&links[i])->index;
    }
  }
  return 0;
}

int index_of(const char *device) {
  int found = find(device);
  if (!found) {
    fprintf(stderr, "Cannot find device \"%s\"\n", device);
    exit(1);
  }
  return found;
}

static void print_name(const struct nl_message *one, char *text) {
  uint32_t peer = number(one, LINK, 0);
  sprintf(text, "%s", name(one));
  if (peer && nl_find(one, sizeof(struct nl_link), PEER_NAMESPACE)) {
    sprintf(text + strlen(text), "@if%d", (int)peer);
  } else if (peer) {
    sprintf(text + strlen(text), "@%s", name_of((int)peer));
  }
}

static const char *state(const struct nl_message *one) {
  static const char *const states[] = {"UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN",
                                       "TESTING", "DORMANT",    "UP"};
  const unsigned char *found = nl_find(one, sizeof(struct nl_link), STATE);
  return found && *found < 7 ? states[*found] : "UNKNOWN";
}

static void print_flags(const struct nl_message *one) {
  static const struct {
    unsigned flag;
    const char *name;
  } all[] = {{IFF_LOOPBACK, "LOOPBACK"},
             {IFF_BROADCAST, "BROADCAST"},
             {IFF_MULTICAST, "MULTICAST"},
             {IFF_NOARP, "NOARP"},
             {IFF_UP, "UP"},
             {LOWER_UP, "LOWER_UP"}};
  unsigned flags = of(one)->flags;
  const char *comma = "";
  unsigned i;
  putchar('<');
  if ((flags & IFF_UP) && !(flags & IFF_RUNNING)) {
    printf("NO-CARRIER");
    comma = ",";
  }
  for (i = 0; i < sizeof all / sizeof *all; i++) {
    if (flags & all[i].flag) {
      printf("%s%s", comma, all[i].name);
      comma = ",";
    }
  }
  putchar('>');
}

static void print_hardware(const struct nl_message *one, int type) {
  const unsigned char *bytes = nl_find(one, sizeof(struct nl_link), type);
  int i;
  for (i = 0; bytes && i < 6; i++) {
    printf("%s%02x", i ? ":" : "", bytes[i]);
  }
}

static void print_link(const struct nl_message *one, int mode) {
  char text[64];
  uint32_t master = number(one, MASTER, 0);
  print_name(one, text);
  printf("%d: %s: ", of(one)->index, text);
  print_flags(one);
  printf(" mtu %u qdisc %s", number(one, MTU, 0),
         (const char *)nl_find(one, sizeof(struct nl_link), QUEUE));
  if (master) {
    printf(" master %s", name_of((int)master));
  }
  printf(" state %s%s group default qlen %u%c", state(one), mode ? " mode DEFAULT" : "",
         number(one, QUEUE_LENGTH, 0), one_line ? '\\' : '\n');
  printf("    link/%s ", of(one)->type == IS_LOOPBACK ? "loopback" : "ether");
  print_hardware(one, ADDRESS);
  printf(" brd ");
  print_hardware(one, BROADCAST);
  if (nl_find(one, sizeof(struct nl_link), PEER_NAMESPACE)) {
    printf(" link-netnsid 0");
  }
  putchar('\n');
}

static void print_address(const struct nl_message *one) {
  const struct nl_address *header = (const struct nl_address *)one->body;
  uint32_t local = nl_number(one, sizeof *header, LOCAL, 0);
  uint32_t broadcast = nl_number(one, sizeof *header, ADDRESS_BROADCAST, 0);
  struct in_addr shown = {local};
  if (brief) {
    printf("%s/%d ", inet_ntoa(shown), header->prefix);
    return;
  }
  if (one_line) {
    printf("%d: %s", (int)header->index, name_of((int)header->index));
  }
  printf("    inet %s/%d", inet_ntoa(shown), header->prefix);
  if (broadcast) {
    shown.s_addr = broadcast;
    printf(" brd %s", inet_ntoa(shown));
  }
  printf(" scope %s %s%c       valid_lft forever preferred_lft forever\n",
         header->scope == 254   ? "host"
         : header->scope == 253 ? "link"
                                : "global",
         (const char *)nl_find(one, sizeof *header, LABEL), one_line ? '\\' : '\n');
}

static void show(const char *device, int with_addresses) {
  int i, k;
  learn();
  if (device && !find(device)) {
    fprintf(stderr, "Device \"%s\" does not exist.\n", device);
    exit(1);
  }
  for (i = 0; i < link_count; i++) {
    const struct nl_message *one = &links[i];
    if (device && strcmp(device, name(one)) != 0) {
      continue;
    }
    if (brief) {
      char text[64];
      print_name(one, text);
      printf("%-16s %-14s ", text, state(one));
      if (!with_addresses) {
        print_hardware(one, ADDRESS);
        putchar(' ');
        print_flags(one);
        putchar(' ');
      }
    } else if (!with_addresses || !one_line || !version_4) {
      print_link(one, !with_addresses);
    }
    for (k = 0; with_addresses && k < address_count; k++) {
      if ((int)((const struct nl_address *)addresses[k].body)->index == of(one)->index) {
        print_address(&addresses[k]);
      }
    }
    if (brief) {
      putchar('\n');
    }
  }
}

static void say_network(struct nl_message *message) {
  int process;
  int file = network_named(need_word("a namespace"), &process);
  nl_add_number(message, file < 0 ? OF_PROCESS : OF_FILE, file < 0 ? process : file);
}

/* What stands behind peer describes the other end. */
static void say_peer(struct nl_message *message) {
  struct nl_link header = {0};
  unsigned char *opened = nl_open(message, PEER);
  const char *word;
  memcpy((unsigned char *)message + message->length, &header, sizeof header);
  message->length += sizeof header;
  while ((word = next_word())) {
    if (strcmp(word, "netns") == 0) {
      say_network(message);
    } else {
      nl_add_text(message, NAME, strcmp(word, "name") == 0 ? need_word("a name") : word);
    }
  }
  nl_close(message, opened);
}

static void add_link(void) {
  struct nl_message message;
  struct nl_link header = {0};
  const char *word;
  nl_begin(&message, NEW_LINK, NL_CREATE | NL_EXCLUSIVE, &header, sizeof header);
  while ((word = next_word()) && strcmp(word, "type") != 0) {
    if (strcmp(word, "netns") == 0) {
      say_network(&message);
    } else {
      nl_add_text(&message, NAME, strcmp(word, "name") == 0 ? need_word("a name") : word);
    }
  }
  if (!word) {
    fputs("Not enough information: \"type\" argument is required\n", stderr);
    exit(255);
  }
  unsigned char *opened = nl_open(&message, INFORMATION);
  word = need_word("a type");
  nl_add(&message, KIND, word, (int)strlen(word));
  if (strcmp(word, "veth") == 0 && is(peek_word(), "peer")) {
    unsigned char *data = nl_open(&message, DATA);
    next_word();
    say_peer(&message);
    nl_close(&message, data);
  }
  nl_close(&message, opened);
  if (nl_order(&message) < 0) {
    if (errno == EOPNOTSUPP) {
      fputs("Error: Unknown device type.\n", stderr);
      exit(2);
    }
    done(-1);
  }
}

static void add_hardware(struct nl_message *message, const char *text) {
  unsigned char bytes[6];
  unsigned parts[6];
  char more;
  int i;
  if (sscanf(text, "%2x:%2x:%2x:%2x:%2x:%2x%c", &parts[0], &parts[1], &parts[2], &parts[3],
             &parts[4], &parts[5], &more) != 6) {
    fprintf(stderr, "\"%s\" is invalid lladdr.\n", text);
    exit(1);
  }
  for (i = 0; i < 6; i++) {
    bytes[i] = (unsigned char)parts[i];
  }
  nl_add(message, ADDRESS, bytes, sizeof bytes);
}

static void set_link(void) {
  struct nl_message message;
  struct nl_link header = {0};
  const char *word = need_word("a device");
  header.index = index_of(strcmp(word, "dev") == 0 ? need_word("a device") : word);
  nl_begin(&message, NEW_LINK, 0, &header, sizeof header);
  struct nl_link *said = (struct nl_link *)message.body;
  while ((word = next_word())) {
    if (strcmp(word, "up") == 0 || strcmp(word, "down") == 0) {
      said->change |= IFF_UP;
      said->flags = *word == 'u' ? said->flags | IFF_UP : said->flags & ~IFF_UP;
    } else if (strcmp(word, "master") == 0) {
      nl_add_number(&message, MASTER, index_of(need_word("a bridge")));
    } else if (strcmp(word, "nomaster") == 0) {
      nl_add_number(&message, MASTER, 0);
    } else if (strcmp(word, "netns") == 0) {
      say_network(&message);
    } else if (strcmp(word, "name") == 0) {
      nl_add_text(&message, NAME, need_word("a name"));
    } else if (strcmp(word, "address") == 0) {
      add_hardware(&message, need_word("a hardware address"));
    } else if (strcmp(word, "mtu") == 0) {
      nl_add_number(&message, MTU, (uint32_t)atoi(need_word("a size")));
    } else {
      fprintf(stderr, "Error: either \"dev\" is duplicate, or \"%s\" is a garbage.\n", word);
      exit(255);
    }
  }
  done(nl_order(&message));
}

static void delete_link(void) {
  struct nl_message message;
  struct nl_link header = {0};
  const char *word = need_word("a device");
  header.index = index_of(strcmp(word, "dev") == 0 ? need_word("a device") : word);
  nl_begin(&message, DELETE_LINK, 0, &header, sizeof header);
  done(nl_order(&message));
}

static const char *shown_device(void) {
  const char *word = next_word();
  return word && strcmp(word, "dev") == 0 ? need_word("a device") : word;
}

void ip_link(void) {
  const char *what = next_word();
  if (!what) {
    show(NULL, 0);
  } else if (is(what, "add")) {
    add_link();
  } else if (is(what, "set")) {
    set_link();
  } else if (is(what, "delete")) {
    delete_link();
  } else if (is(what, "show") || is(what, "list")) {
    show(shown_device(), 0);
  } else {
    fprintf(stderr, "Command \"%s\" is unknown, try \"ip link help\".\n", what);
    exit(255);
  }
}

static void change_address(int type) {
  struct nl_message message;
  struct nl_address header = {AF_INET};
  uint32_t address, broadcast = 0;
  int prefix;
  const char *word;
  parse_prefix(need_word("an address"), &address, &prefix);
  while ((word = next_word())) {
    if (strcmp(word, "dev") == 0) {
      header.index = index_of(need_word("a device"));
    } else if (is(word, "broadcast") || strcmp(word, "brd") == 0) {
      word = need_word("an address");
      broadcast = strcmp(word, "+") == 0 ? address | htonl(prefix ? ~(~0u << (32 - prefix)) : ~0u)
                                         : parse_address(word);
    } else {
      fprintf(stderr, "Error: either \"local\" is duplicate, or \"%s\" is a garbage.\n", word);
      exit(1);
    }
  }
  if (!header.index) {
    fputs("Not enough information: \"dev\" argument is required.\n", stderr);
    exit(255);
  }
  header.prefix = prefix;
  nl_begin(&message, type, NL_CREATE | NL_EXCLUSIVE, &header, sizeof header);
  nl_add_number(&message, LOCAL, address);
  nl_add_number(&message, ADDRESS, address);
  if (broadcast) {
    nl_add_number(&message, ADDRESS_BROADCAST, broadcast);
  }
  done(nl_order(&message));
}

void ip_address(void) {
  const char *what = next_word();
  if (!what) {
    show(NULL, 1);
  } else if (is(what, "add")) {
    change_address(NEW_ADDRESS);
  } else if (is(what, "delete")) {
    change_address(DELETE_ADDRESS);
  } else if (is(what, "show") || is(what, "list")) {
    show(shown_device(), 1);
  } else {
    fprintf(stderr, "Command \"%s\" is unknown, try \"ip address help\".\n", what);
    exit(255);
  }
}
