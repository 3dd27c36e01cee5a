/* ip route: where packets go. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "ip.h"
#include "netlink.h"
#include "programs.h"

enum {
  DESTINATION = 1,
  OUT_INTERFACE = 4,
  GATEWAY = 5,
  PRIORITY = 6,
  SOURCE = 7,
  BY_KERNEL = 2,
  BY_HAND = 3,
  LINK_SCOPE = 253,
  LINK_DOWN = 16
};

static uint32_t number(const struct nl_message *one, int type) {
  return nl_number(one, sizeof(struct nl_route), type, 0);
}

static void print_named(const char *what, uint32_t address) {
  struct in_addr shown = {address};
  if (address) {
    printf("%s %s ", what, inet_ntoa(shown));
  }
}

static void print_route(const struct nl_message *one) {
  const struct nl_route *header = (const struct nl_route *)one->body;
  if (one->type != NEW_ROUTE) {
    return;
  }
  if (header->prefix == 0) {
    printf("default");
  } else {
    print_prefix(number(one, DESTINATION), header->prefix);
  }
  putchar(' ');
  print_named("via", number(one, GATEWAY));
  printf("dev %s ", name_of((int)number(one, OUT_INTERFACE)));
  if (header->protocol == BY_KERNEL) {
    printf("proto kernel ");
  }
  if (header->scope == LINK_SCOPE) {
    printf("scope link ");
  }
  print_named("src", number(one, SOURCE));
  if (number(one, PRIORITY)) {
    printf("metric %u ", number(one, PRIORITY));
  }
  puts(header->flags & LINK_DOWN ? "linkdown " : "");
}

static void show(void) {
  struct nl_message ask;
  struct nl_route header = {AF_INET};
  name_of(1);
  nl_begin(&ask, GET_ROUTE, NL_DUMP, &header, sizeof header);
  done(nl_ask(&ask, print_route));
}

static void get(void) {
  struct nl_message ask;
  struct nl_route header = {AF_INET, 32};
  name_of(1);
  nl_begin(&ask, GET_ROUTE, 0, &header, sizeof header);
  nl_add_number(&ask, DESTINATION, parse_address(need_word("an address")));
  done(nl_ask(&ask, print_route));
}

static void change(int type) {
  struct nl_message message;
  struct nl_route header = {AF_INET, 0, 0, 0, 254, BY_HAND, 0, 1};
  uint32_t to = 0;
  int prefix = 0;
  const char *word = need_word("a destination");
  if (!is(word, "default") || *word != 'd') {
    parse_prefix(word, &to, &prefix);
  }
  header.prefix = prefix;
  nl_begin(&message, type, type == NEW_ROUTE ? NL_CREATE | NL_EXCLUSIVE : 0, &header,
           sizeof header);
  if (prefix) {
    nl_add_number(&message, DESTINATION, to);
  }
  while ((word = next_word())) {
    if (strcmp(word, "via") == 0) {
      nl_add_number(&message, GATEWAY, parse_address(need_word("an address")));
    } else if (strcmp(word, "dev") == 0) {
      nl_add_number(&message, OUT_INTERFACE, index_of(need_word("a device")));
    } else if (strcmp(word, "src") == 0) {
      nl_add_number(&message, SOURCE, parse_address(need_word("an address")));
    } else if (strcmp(word, "metric") == 0) {
      nl_add_number(&message, PRIORITY, (uint32_t)atoi(need_word("a number")));
    } else {
      fprintf(stderr, "Error: either \"to\" is duplicate, or \"%s\" is a garbage.\n", word);
      exit(1);
    }
  }
  done(nl_order(&message));
}

void ip_route(void) {
  const char *what = next_word();
  if (!what || is(what, "show") || is(what, "list")) {
    show();
  } else if (is(what, "add")) {
    change(NEW_ROUTE);
  } else if (is(what, "delete")) {
    change(DELETE_ROUTE);
  } else if (is(what, "get")) {
    get();
  } else {
    fprintf(stderr, "Command \"%s\" is unknown, try \"ip route help\".\n", what);
    exit(255);
  }
}
