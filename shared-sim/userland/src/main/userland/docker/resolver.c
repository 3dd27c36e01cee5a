/* The name server of a container, at 127.0.0.11 of its network (RFC 1035). */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "network.h"

enum {
  HEADER = 12,
  MOST = 512,
  ANSWER = 16,
  DOMAIN_PORT = 53,
  TYPE_A = 1,
  CLASS_INTERNET = 1,
  SECONDS_VALID = 600,
  NO_SUCH_NAME = 3,
  IS_ANSWER = 0x80
};

int open_resolver(int pid) {
  struct sockaddr_in address = {AF_INET};
  int before = go_into_network(pid), made = -1;
  if (before < 0) {
    return -1;
  }
  address.sin_port = htons(DOMAIN_PORT);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 10);
  if (raise_loopback() == 0) {
    made = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  }
  if (made >= 0 && bind(made, (struct sockaddr *)&address, sizeof address) < 0) {
    close(made);
    made = -1;
  }
  come_back(before);
  return made;
}

static void add_number(unsigned char *bytes, int *at, unsigned number, int size) {
  while (size-- > 0) {
    bytes[(*at)++] = (unsigned char)(number >> 8 * size);
  }
}

/* Words with a length before each, as text with dots; where they end, or -1. */
static int read_name(const unsigned char *bytes, int length, char *name) {
  int at = HEADER;
  *name = 0;
  while (at < length && bytes[at]) {
    int size = bytes[at++];
    if (size > 63 || at + size > length) {
      return -1;
    }
    if (*name) {
      strcat(name, ".");
    }
    strncat(name, (const char *)bytes + at, (size_t)size);
    at += size;
  }
  return at + 5 <= length ? at + 1 : -1;
}

static int is_called(const struct json *endpoint, const char *name) {
  const struct json *names = json_get(endpoint, "DNSNames");
  int i;
  for (i = 0; names && names->kind == ARRAY && i < names->count; i++) {
    if (strcasecmp(names->values[i]->text, name) == 0) {
      return 1;
    }
  }
  return 0;
}

/* Whoever is at a network with this container and is called so; how many they are. */
static int find_called(const char *id, const char *name, uint32_t *found, int most) {
  struct json *all = all_containers();
  const struct json *own = NULL;
  int count = 0, i, j;
  for (i = 0; i < all->count; i++) {
    if (strcmp(json_text(all->values[i], "Id"), id) == 0) {
      own = endpoints_of(all->values[i]);
    }
  }
  for (i = 0; own && i < own->count; i++) {
    for (j = 0; j < all->count && count < most; j++) {
      const struct json *other = json_member(endpoints_of(all->values[j]), own->names[i]);
      if (is_called(other, name) &&
          read_address(json_text(other, "IPAddress"), &found[count]) == 0) {
        count++;
      }
    }
  }
  return count;
}

void answer_name(int resolver, const char *id) {
  unsigned char bytes[MOST];
  char name[MOST];
  uint32_t found[8];
  struct sockaddr_in from;
  socklen_t size = sizeof from;
  int length =
      (int)recvfrom(resolver, bytes, sizeof bytes, MSG_DONTWAIT, (struct sockaddr *)&from, &size);
  int at = length < HEADER ? -1 : read_name(bytes, length, name), flags = 2, i, count, type;
  if (at < 0 || bytes[2] & IS_ANSWER || bytes[4] || bytes[5] != 1) {
    return;
  }
  type = bytes[at] << 8 | bytes[at + 1];
  at += 4;
  count = find_called(id, name, found, 8);
  add_number(bytes, &flags, 0x8180 | (count ? 0 : NO_SUCH_NAME), 2);
  count = type == TYPE_A ? count : 0;
  add_number(bytes, &flags, 1, 2);
  add_number(bytes, &flags, (unsigned)count, 2);
  add_number(bytes, &flags, 0, 4);
  for (i = 0; i < count && at + ANSWER <= MOST; i++) {
    add_number(bytes, &at, 0xc000 | HEADER, 2); /* the name of the question */
    add_number(bytes, &at, TYPE_A, 2);
    add_number(bytes, &at, CLASS_INTERNET, 2);
    add_number(bytes, &at, SECONDS_VALID, 4);
    add_number(bytes, &at, 4, 2);
    add_number(bytes, &at, found[i], 4);
  }
  sendto(resolver, bytes, (size_t)at, 0, (struct sockaddr *)&from, size);
}
