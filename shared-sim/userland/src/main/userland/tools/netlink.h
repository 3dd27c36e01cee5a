/* Messages to the kernel about its network, as rtnetlink(7) has them. */
#ifndef NETLINK_H
#define NETLINK_H

#include <stdint.h>

enum {
  NEW_LINK = 16,
  DELETE_LINK = 17,
  GET_LINK = 18,
  NEW_ADDRESS = 20,
  DELETE_ADDRESS = 21,
  GET_ADDRESS = 22,
  NEW_ROUTE = 24,
  DELETE_ROUTE = 25,
  GET_ROUTE = 26,
  NL_REQUEST = 1,
  NL_ACKNOWLEDGE = 4,
  NL_EXCLUSIVE = 0x200,
  NL_DUMP = 0x300,
  NL_CREATE = 0x400
};

struct nl_message {
  uint32_t length;
  uint16_t type;
  uint16_t flags;
  uint32_t sequence;
  uint32_t port;
  unsigned char body[2048];
};

struct nl_link {
  unsigned char family, pad;
  uint16_t type;
  int32_t index;
  uint32_t flags, change;
};

struct nl_address {
  unsigned char family, prefix, flags, scope;
  uint32_t index;
};

struct nl_route {
  unsigned char family, prefix, source_prefix, tos, table, protocol, scope, type;
  uint32_t flags;
};

/* What is asked for begins with a header of its kind. */
void nl_begin(struct nl_message *message, int type, int flags, const void *header, int size);
void nl_add(struct nl_message *message, int type, const void *value, int size);
void nl_add_number(struct nl_message *message, int type, uint32_t value);
void nl_add_text(struct nl_message *message, int type, const char *text);

/* Attributes between both calls lie in one of that type. */
unsigned char *nl_open(struct nl_message *message, int type);
void nl_close(struct nl_message *message, unsigned char *opened);

/* What comes next is for the network namespace that the caller is in by then. */
void nl_hang_up(void);

/* The answer to an order: 0, or -1 with errno. */
int nl_order(struct nl_message *message);

/* Every message of an answer to a question. */
int nl_ask(struct nl_message *message, void (*each)(const struct nl_message *one));

/* An attribute of a message whose own header has so many bytes; NULL without it. */
const void *nl_find(const struct nl_message *message, int header, int type);
uint32_t nl_number(const struct nl_message *message, int header, int type, uint32_t otherwise);

#endif
