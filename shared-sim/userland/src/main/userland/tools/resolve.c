/* Names of machines: /etc/hosts, and then the servers of names in /etc/resolv.conf (RFC 1035). */
#include "resolve.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum {
  HEADER = 12,
  MOST = 512,
  MOST_NAME = 253,
  MOST_SERVERS = 3,
  DOMAIN_PORT = 53,
  TYPE_A = 1,
  CLASS_INTERNET = 1,
  SECONDS = 5
};

/* A line of /etc/hosts is an address and names for it. */
static int look_up(const char *name, struct in_addr *found) {
  FILE *file = fopen("/etc/hosts", "r");
  char line[512];
  int known = 0;
  while (file && !known && fgets(line, sizeof line, file)) {
    char *word, *address;
    line[strcspn(line, "#")] = 0;
    address = strtok(line, " \t\n");
    while (address && !known && (word = strtok(NULL, " \t\n"))) {
      known = strcasecmp(word, name) == 0 && inet_pton(AF_INET, address, found) == 1;
    }
  }
  if (file) {
    fclose(file);
  }
  return known;
}

/* Each part of the name behind its length; how long all of the question is. */
static int write_question(unsigned char *bytes, const char *name) {
  static const unsigned char asked[] = {0, 0, TYPE_A, 0, CLASS_INTERNET};
  int at = HEADER;
  memset(bytes, 0, HEADER);
  bytes[0] = (unsigned char)(getpid() >> 8);
  bytes[1] = (unsigned char)getpid();
  bytes[2] = 1; /* to be looked up elsewhere, too */
  bytes[5] = 1;
  while (*name) {
    size_t length = strcspn(name, ".");
    bytes[at++] = (unsigned char)(length > 63 ? 63 : length);
    memcpy(bytes + at, name, length > 63 ? 63 : length);
    at += length > 63 ? 63 : (int)length;
    name += length + (name[length] == '.');
  }
  memcpy(bytes + at, asked, sizeof asked);
  return at + (int)sizeof asked;
}

/* Behind a name, which may end by saying where it goes on. */
static int behind_name(const unsigned char *bytes, int at, int length) {
  while (at < length && bytes[at] && bytes[at] < 0xc0) {
    at += 1 + bytes[at];
  }
  return at < length && bytes[at] >= 0xc0 ? at + 2 : at + 1;
}

static int read_answer(const unsigned char *bytes, int length, struct in_addr *found) {
  int count = bytes[6] << 8 | bytes[7];
  int at = behind_name(bytes, HEADER, length) + 4;
  while (count-- > 0) {
    int type, size;
    at = behind_name(bytes, at, length);
    if (at + 10 > length) {
      return 0;
    }
    type = bytes[at] << 8 | bytes[at + 1];
    size = bytes[at + 8] << 8 | bytes[at + 9];
    at += 10;
    if (type == TYPE_A && size == 4 && at + 4 <= length) {
      memcpy(&found->s_addr, bytes + at, 4);
      return 1;
    }
    at += size;
  }
  return 0;
}

/* 1 with an address, 0 where the server knows none, -1 where nobody answers. */
static int ask(const char *server, const char *name, struct in_addr *found) {
  unsigned char question[MOST], answer[MOST];
  struct sockaddr_in address = {AF_INET};
  struct timeval patience = {SECONDS, 0};
  int file = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), result = -1;
  int length = write_question(question, name), got;
  address.sin_port = htons(DOMAIN_PORT);
  setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (inet_pton(AF_INET, server, &address.sin_addr) == 1 &&
      connect(file, (struct sockaddr *)&address, sizeof address) == 0 &&
      send(file, question, (size_t)length, 0) == length) {
    got = (int)recv(file, answer, sizeof answer, 0);
    if (got >= HEADER && memcmp(answer, question, 2) == 0) {
      result = read_answer(answer, got, found);
    }
  }
  close(file);
  return result;
}

int find_host(const char *name, struct in_addr *found) {
  FILE *file;
  char line[512];
  int servers = 0, answered = -1;
  if (inet_pton(AF_INET, name, found) == 1 || look_up(name, found)) {
    return 1;
  }
  if (strcmp(name, "localhost") == 0) {
    found->s_addr = htonl(INADDR_LOOPBACK);
    return 1;
  }
  if (!*name || strlen(name) > MOST_NAME) {
    return 0;
  }
  file = fopen("/etc/resolv.conf", "r");
  while (file && answered < 0 && servers < MOST_SERVERS && fgets(line, sizeof line, file)) {
    const char *word = strtok(line, " \t\n");
    if (word && strcmp(word, "nameserver") == 0 && (word = strtok(NULL, " \t\n"))) {
      servers++;
      answered = ask(word, name, found);
    }
  }
  if (file) {
    fclose(file);
  }
  return answered > 0;
}
