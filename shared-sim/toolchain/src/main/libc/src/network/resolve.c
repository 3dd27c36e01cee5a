/* Names of hosts: /etc/hosts, and then the servers in /etc/resolv.conf (RFC 1035). */
#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/time.h>
#include <unistd.h>

#include "../internal/netdb.h"

enum {
  HEADER = 12,
  MOST = 512,
  MOST_PART = 63,
  MOST_SERVERS = 3,
  DOMAIN_PORT = 53,
  TYPE_A = 1,
  TYPE_CNAME = 5,
  TYPE_PTR = 12,
  CLASS_INTERNET = 1,
  SECONDS = 5
};

/* What a server says of itself (RFC 1035, 4.1.1). */
enum { SERVER_FAILED = 2, NOT_IMPLEMENTED = 4, REFUSED = 5 };

/* A line of /etc/hosts is an address and names for it, of which the first is the real one. */
static FILE *open_hosts(void) { return fopen("/etc/hosts", "re"); }

static int next_host(FILE *file, char *line, size_t size, struct in_addr *address, char **names) {
  while (fgets(line, (int)size, file)) {
    char *text;
    line[strcspn(line, "#\n")] = 0;
    text = strtok_r(line, " \t", names);
    if (text && inet_pton(AF_INET, text, address) == 1) {
      return 1;
    }
  }
  return 0;
}

static int look_up(const char *name, struct __host *host) {
  FILE *file = open_hosts();
  char line[512], *names;
  struct in_addr address;
  while (file && next_host(file, line, sizeof line, &address, &names)) {
    char *word, *first = NULL;
    while ((word = strtok_r(NULL, " \t", &names))) {
      first = first ? first : word;
      if (strcasecmp(word, name) == 0 && host->count < MOST_ADDRESSES) {
        host->address[host->count++] = address;
        strlcpy(host->name, first, sizeof host->name);
        break;
      }
    }
  }
  if (file) {
    fclose(file);
  }
  return host->count > 0;
}

/* Each part of the name behind its length; how long all of the question is, or -1. */
static int write_question(unsigned char *bytes, const char *name, int type) {
  int at = HEADER;
  memset(bytes, 0, HEADER);
  bytes[0] = (unsigned char)(getpid() >> 8);
  bytes[1] = (unsigned char)getpid();
  bytes[2] = 1; /* to be looked up elsewhere, too */
  bytes[5] = 1;
  while (*name) {
    size_t length = strcspn(name, ".");
    if (length == 0 || length > MOST_PART || at + (int)length + 6 > MOST) {
      return -1;
    }
    bytes[at++] = (unsigned char)length;
    memcpy(bytes + at, name, length);
    at += (int)length;
    name += length + (name[length] == '.');
  }
  bytes[at++] = 0;
  bytes[at++] = 0;
  bytes[at++] = (unsigned char)type;
  bytes[at++] = 0;
  bytes[at++] = CLASS_INTERNET;
  return at;
}

/* Behind a name, which may end by saying where it goes on. */
static int behind_name(const unsigned char *bytes, int at, int length) {
  while (at < length && bytes[at] && bytes[at] < 0xc0) {
    at += 1 + bytes[at];
  }
  return at < length && bytes[at] >= 0xc0 ? at + 2 : at + 1;
}

static void read_name(const unsigned char *bytes, int at, int length, char *name, size_t size) {
  size_t to = 0;
  int jumps = 0;
  while (at >= 0 && at < length && bytes[at] && jumps < 32) {
    if (bytes[at] >= 0xc0 && at + 1 < length) {
      at = (bytes[at] & 0x3f) << 8 | bytes[at + 1];
      jumps++;
    } else {
      int count = bytes[at++];
      if (at + count > length || to + (size_t)count + 2 > size) {
        break;
      }
      if (to > 0) {
        name[to++] = '.';
      }
      memcpy(name + to, bytes + at, (size_t)count);
      to += (size_t)count;
      at += count;
    }
  }
  name[to] = 0;
}

/* A server that fails or refuses says nothing of the name: another one may know it. */
static int verdict(int code) {
  if (code == SERVER_FAILED || code == NOT_IMPLEMENTED || code == REFUSED) {
    return EAI_AGAIN;
  }
  return code ? EAI_NONAME : 0;
}

static int read_answer(const unsigned char *bytes, int length, int wanted, struct __host *host) {
  int error = verdict(bytes[3] & 15);
  int count = bytes[6] << 8 | bytes[7];
  int at = behind_name(bytes, HEADER, length) + 4;
  if (error) {
    return error;
  }
  while (count-- > 0) {
    int type, size;
    at = behind_name(bytes, at, length);
    if (at + 10 > length) {
      break;
    }
    type = bytes[at] << 8 | bytes[at + 1];
    size = bytes[at + 8] << 8 | bytes[at + 9];
    at += 10;
    if (at + size > length) {
      break;
    }
    if (type == wanted && type == TYPE_A && size == 4 && host->count < MOST_ADDRESSES) {
      memcpy(&host->address[host->count++], bytes + at, 4);
    } else if (type == TYPE_CNAME || (type == wanted && type == TYPE_PTR)) {
      read_name(bytes, at, length, host->name, sizeof host->name);
      host->count += type == TYPE_PTR;
    }
    at += size;
  }
  return host->count > 0 ? 0 : EAI_NODATA;
}

static int ask(const char *server, const char *name, int type, struct __host *host) {
  unsigned char question[MOST], answer[MOST];
  struct sockaddr_in address = {.sin_family = AF_INET};
  struct timeval patience = {SECONDS, 0};
  int length = write_question(question, name, type), got, result = EAI_AGAIN;
  int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (length < 0 || descriptor < 0) {
    close(descriptor);
    return length < 0 ? EAI_NONAME : EAI_SYSTEM;
  }
  address.sin_port = htons(DOMAIN_PORT);
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (inet_pton(AF_INET, server, &address.sin_addr) == 1 &&
      connect(descriptor, (struct sockaddr *)&address, sizeof address) == 0 &&
      send(descriptor, question, (size_t)length, MSG_NOSIGNAL) == length) {
    got = (int)recv(descriptor, answer, sizeof answer, 0);
    if (got >= HEADER && memcmp(answer, question, 2) == 0) {
      result = read_answer(answer, got, type, host);
    }
  }
  close(descriptor);
  return result;
}

/* Without a server in the file, this host is asked. */
static int ask_servers(const char *name, int type, struct __host *host) {
  FILE *file = fopen("/etc/resolv.conf", "re");
  char line[512], *state;
  int servers = 0, result = EAI_AGAIN;
  while (file && result == EAI_AGAIN && servers < MOST_SERVERS &&
         fgets(line, sizeof line, file)) {
    const char *word = strtok_r(line, " \t\n", &state);
    if (word && strcmp(word, "nameserver") == 0 && (word = strtok_r(NULL, " \t\n", &state))) {
      servers++;
      result = ask(word, name, type, host);
    }
  }
  if (file) {
    fclose(file);
  }
  return servers > 0 ? result : ask("127.0.0.1", name, type, host);
}

int __find_host(const char *name, struct __host *host) {
  host->count = 0;
  strlcpy(host->name, name, sizeof host->name);
  if (!*name || strlen(name) >= sizeof host->name) {
    return EAI_NONAME;
  }
  if (look_up(name, host)) {
    return 0;
  }
  if (strcasecmp(name, "localhost") == 0) {
    host->address[host->count++].s_addr = htonl(INADDR_LOOPBACK);
    return 0;
  }
  return ask_servers(name, TYPE_A, host);
}

int __find_name(struct in_addr address, char *name, size_t size) {
  const unsigned char *byte = (const unsigned char *)&address;
  FILE *file = open_hosts();
  char line[512], question[40], *names;
  struct in_addr one;
  struct __host host;
  int result = EAI_NONAME;
  while (file && result && next_host(file, line, sizeof line, &one, &names)) {
    const char *word = strtok_r(NULL, " \t", &names);
    if (word && one.s_addr == address.s_addr) {
      strlcpy(name, word, size);
      result = 0;
    }
  }
  if (file) {
    fclose(file);
  }
  if (result) {
    host.count = 0;
    host.name[0] = 0;
    snprintf(question, sizeof question, "%d.%d.%d.%d.in-addr.arpa", byte[3], byte[2], byte[1],
             byte[0]);
    result = ask_servers(question, TYPE_PTR, &host);
    if (result == 0) {
      strlcpy(name, host.name, size);
    }
  }
  return result;
}
