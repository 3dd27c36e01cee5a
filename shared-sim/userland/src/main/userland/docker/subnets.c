/* Addresses and subnets as numbers. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "network.h"

uint32_t prefix_mask(int prefix) { return prefix ? ~0u << (32 - prefix) : 0; }

int read_address(const char *text, uint32_t *address) {
  struct in_addr found;
  if (inet_pton(AF_INET, text, &found) != 1) {
    return -1;
  }
  *address = ntohl(found.s_addr);
  return 0;
}

int read_subnet(const char *text, uint32_t *address, int *prefix) {
  size_t length = strcspn(text, "/");
  char *end;
  long bits = text[length] ? strtol(text + length + 1, &end, 10) : -1;
  if (bits < 0 || bits > 32 || end == text + length + 1 || *end) {
    return -1;
  }
  *prefix = (int)bits;
  return read_address(format("%.*s", (int)length, text), address);
}

char *address_text(uint32_t address) {
  return format("%u.%u.%u.%u", address >> 24, address >> 16 & 255, address >> 8 & 255,
                address & 255);
}

int is_in(uint32_t address, const char *subnet) {
  uint32_t first;
  int prefix;
  return read_subnet(subnet, &first, &prefix) == 0 &&
         ((address ^ first) & prefix_mask(prefix)) == 0;
}

int overlap(const char *one, const char *other) {
  uint32_t first, second;
  int prefix;
  return read_subnet(one, &first, &prefix) == 0 && read_subnet(other, &second, &prefix) == 0 &&
         (is_in(first, other) || is_in(second, one));
}
