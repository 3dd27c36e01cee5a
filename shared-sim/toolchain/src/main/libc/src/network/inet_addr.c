#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

/* One to four numbers in C's notation; the last fills all bytes that are left. */
int inet_aton(const char *text, struct in_addr *address) {
  unsigned long part[4];
  int count = 0;
  uint32_t value = 0;
  int i;
  for (;;) {
    char *end;
    if (!isdigit((unsigned char)*text) || count == 4) {
      return 0;
    }
    part[count++] = strtoul(text, &end, 0);
    text = end + 1;
    if (*end != '.') {
      if (*end && !isspace((unsigned char)*end)) {
        return 0;
      }
      break;
    }
  }
  for (i = 0; i < count - 1; i++) {
    if (part[i] > 255) {
      return 0;
    }
    value |= (uint32_t)part[i] << (24 - 8 * i);
  }
  if (count > 1 && part[count - 1] >> (40 - 8 * count)) {
    return 0;
  }
  address->s_addr = htonl(value | (uint32_t)part[count - 1]);
  return 1;
}

in_addr_t inet_addr(const char *text) {
  struct in_addr address;
  return inet_aton(text, &address) ? address.s_addr : INADDR_NONE;
}

char *inet_ntoa(struct in_addr address) {
  static char text[INET_ADDRSTRLEN];
  const unsigned char *byte = (const unsigned char *)&address;
  sprintf(text, "%d.%d.%d.%d", byte[0], byte[1], byte[2], byte[3]);
  return text;
}
