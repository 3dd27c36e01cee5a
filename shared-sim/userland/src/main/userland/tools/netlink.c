#include "netlink.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tool.h"

enum { FAMILY = 16, HEADER = 16, ATTRIBUTE = 4, ERROR = 2, DONE = 3, MULTI = 2 };

static int opened = -1;

static int kernel(void) {
  if (opened < 0) {
    opened = socket(FAMILY, SOCK_RAW | SOCK_CLOEXEC, 0);
    if (opened < 0) {
      die(1, "cannot ask the kernel: %m");
    }
  }
  return opened;
}

void nl_hang_up(void) {
  if (opened >= 0) {
    close(opened);
    opened = -1;
  }
}

void nl_begin(struct nl_message *message, int type, int flags, const void *header, int size) {
  static uint32_t sequence;
  memset(message, 0, sizeof *message);
  message->length = HEADER + size;
  message->type = type;
  message->flags = NL_REQUEST | flags;
  message->sequence = ++sequence;
  memcpy(message->body, header, size);
}

void nl_add(struct nl_message *message, int type, const void *value, int size) {
  unsigned char *at = (unsigned char *)message + message->length;
  uint16_t words[2];
  if (message->length + ATTRIBUTE + size + 4 > sizeof *message) {
    die(1, "too much is said at once");
  }
  words[0] = ATTRIBUTE + size;
  words[1] = type;
  memcpy(at, words, sizeof words);
  if (size) {
    memcpy(at + ATTRIBUTE, value, size);
  }
  message->length += (ATTRIBUTE + size + 3) & ~3;
}

void nl_add_number(struct nl_message *message, int type, uint32_t value) {
  nl_add(message, type, &value, sizeof value);
}

void nl_add_text(struct nl_message *message, int type, const char *text) {
  nl_add(message, type, text, (int)strlen(text) + 1);
}

unsigned char *nl_open(struct nl_message *message, int type) {
  unsigned char *at = (unsigned char *)message + message->length;
  nl_add(message, type, NULL, 0);
  return at;
}

void nl_close(struct nl_message *message, unsigned char *opened) {
  uint16_t length = (unsigned char *)message + message->length - opened;
  memcpy(opened, &length, sizeof length);
}

static int failed(const struct nl_message *answer) {
  int32_t error;
  memcpy(&error, answer->body, sizeof error);
  errno = -error;
  return error ? -1 : 0;
}

int nl_ask(struct nl_message *message, void (*each)(const struct nl_message *one)) {
  static unsigned char room[32768];
  if (send(kernel(), message, message->length, 0) < 0) {
    return -1;
  }
  for (;;) {
    ssize_t got = recv(kernel(), room, sizeof room, 0);
    ssize_t at = 0;
    if (got <= 0) {
      return -1;
    }
    while (at + HEADER <= got) {
      struct nl_message one;
      uint32_t length;
      memcpy(&length, room + at, sizeof length);
      memset(&one, 0, sizeof one);
      memcpy(&one, room + at, length < sizeof one ? length : sizeof one);
      if (one.type == ERROR) {
        return failed(&one);
      }
      if (one.type == DONE) {
        return 0;
      }
      each(&one);
      if (!(one.flags & MULTI)) {
        return 0;
      }
      at += (length + 3) & ~3u;
    }
  }
}

static void nothing(const struct nl_message *one) { (void)one; }

int nl_order(struct nl_message *message) {
  message->flags |= NL_ACKNOWLEDGE;
  return nl_ask(message, nothing);
}

const void *nl_find(const struct nl_message *message, int header, int type) {
  const unsigned char *at = message->body + header;
  const unsigned char *end = (const unsigned char *)message + message->length;
  while (at + ATTRIBUTE <= end) {
    uint16_t words[2];
    memcpy(words, at, sizeof words);
    if (words[0] < ATTRIBUTE) {
      break;
    }
    if ((words[1] & 0x3fff) == type) {
      return at + ATTRIBUTE;
    }
    at += (words[0] + 3) & ~3;
  }
  return NULL;
}

uint32_t nl_number(const struct nl_message *message, int header, int type, uint32_t otherwise) {
  const void *found = nl_find(message, header, type);
  uint32_t value = otherwise;
  if (found) {
    memcpy(&value, found, sizeof value);
  }
  return value;
}
