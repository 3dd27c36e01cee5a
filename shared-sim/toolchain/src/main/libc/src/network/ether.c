/* Addresses of Ethernet as six hexadecimal numbers, and the names of /etc/ethers. */
#include <ctype.h>
#include <netinet/ether.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ether_addr *ether_aton_r(const char *text, struct ether_addr *address) {
  int i;
  for (i = 0; i < ETH_ALEN; i++) {
    char *end;
    unsigned long value = strtoul(text, &end, 16);
    if (!isxdigit((unsigned char)*text) || end - text > 2) {
      return NULL;
    }
    if (i < ETH_ALEN - 1 ? *end != ':' : *end && !isspace((unsigned char)*end)) {
      return NULL;
    }
    address->ether_addr_octet[i] = (uint8_t)value;
    text = end + 1;
  }
  return address;
}

struct ether_addr *ether_aton(const char *text) {
  static struct ether_addr address;
  return ether_aton_r(text, &address);
}

char *ether_ntoa_r(const struct ether_addr *address, char *text) {
  const uint8_t *byte = address->ether_addr_octet;
  sprintf(text, "%x:%x:%x:%x:%x:%x", byte[0], byte[1], byte[2], byte[3], byte[4], byte[5]);
  return text;
}

char *ether_ntoa(const struct ether_addr *address) {
  static char text[18];
  return ether_ntoa_r(address, text);
}

int ether_line(const char *line, struct ether_addr *address, char *name) {
  size_t length;
  if (!ether_aton_r(line, address)) {
    return -1;
  }
  line += strcspn(line, " \t");
  line += strspn(line, " \t");
  length = strcspn(line, " \t#\n");
  if (length == 0) {
    return -1;
  }
  memcpy(name, line, length);
  name[length] = 0;
  return 0;
}

/* The first line with the name, or with the address where there is no name yet. */
static int find(const char *wanted, char *name, struct ether_addr *address) {
  FILE *file = fopen("/etc/ethers", "re");
  char line[512], found_name[512];
  struct ether_addr found;
  int result = -1;
  while (file && result < 0 && fgets(line, sizeof line, file)) {
    if (ether_line(line, &found, found_name) == 0 &&
        (wanted ? strcmp(wanted, found_name) == 0
                : memcmp(&found, address, sizeof found) == 0)) {
      result = 0;
      if (wanted) {
        *address = found;
      } else {
        strcpy(name, found_name);
      }
    }
  }
  if (file) {
    fclose(file);
  }
  return result;
}

int ether_hostton(const char *name, struct ether_addr *address) {
  return find(name, NULL, address);
}

int ether_ntohost(char *name, const struct ether_addr *address) {
  struct ether_addr wanted = *address;
  return find(NULL, name, &wanted);
}
