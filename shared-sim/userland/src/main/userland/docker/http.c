/* Requests and answers of the engine's API. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "http.h"

#define MOST_HEAD 16384
#define MOST_BODY (1 << 20)

void send_all(int to, const char *bytes, size_t count) {
  while (count) {
    ssize_t done = write(to, bytes, count);
    if (done < 0 && errno == EINTR) {
      continue;
    }
    if (done <= 0) {
      return;
    }
    bytes += done;
    count -= (size_t)done;
  }
}

static int read_exactly(int from, char *bytes, size_t count) {
  while (count) {
    ssize_t got = read(from, bytes, count);
    if (got <= 0) {
      return -1;
    }
    bytes += got;
    count -= (size_t)got;
  }
  return 0;
}

/* Up to the empty line, byte by byte: what is behind it may be for somebody else. */
static char *read_head(int from) {
  char *head = allocate(MOST_HEAD);
  size_t size = 0;
  while (size < MOST_HEAD - 1 && read(from, head + size, 1) == 1) {
    if (head[size] != '\r') {
      size++;
    }
    head[size] = 0;
    if (size > 1 && strcmp(head + size - 2, "\n\n") == 0) {
      return head;
    }
  }
  return NULL;
}

static const char *field(const char *head, const char *name) {
  size_t length = strlen(name);
  for (head = strchr(head, '\n'); head; head = strchr(head + 1, '\n')) {
    if (strncasecmp(head + 1, name, length) == 0 && head[1 + length] == ':') {
      return head + length + 2 + strspn(head + length + 2, " ");
    }
  }
  return NULL;
}

int read_message(int from, struct message *message, int with_body) {
  char *head = read_head(from);
  const char *length, *type;
  if (!head) {
    return -1;
  }
  length = field(head, "Content-Length");
  type = field(head, "Content-Type");
  message->first = format("%.*s", (int)strcspn(head, "\n"), head);
  message->is_multiplexed = type && strstr(type, "-stream") != NULL;
  message->body = format("%s", "");
  if (length) {
    long count = atol(length);
    if (count < 0 || count > MOST_BODY) {
      return -1;
    }
    message->body = allocate((size_t)count + 1);
    message->body[count] = 0;
    return read_exactly(from, message->body, (size_t)count);
  }
  if (with_body && !message->is_multiplexed) {
    all_read(from, &message->body);
  }
  return 0;
}

void send_piece(int to, int stream, const char *bytes, size_t count) {
  char head[8] = {(char)stream,       0,          0, 0, (char)(count >> 24), (char)(count >> 16),
                  (char)(count >> 8), (char)count};
  send_all(to, head, sizeof head);
  send_all(to, bytes, count);
}

int read_pieces(int from) {
  unsigned char head[8];
  while (read_exactly(from, (char *)head, sizeof head) == 0) {
    size_t count = (size_t)head[4] << 24 | (size_t)head[5] << 16 | (size_t)head[6] << 8 | head[7];
    char *bytes = count <= MOST_BODY ? allocate(count) : NULL;
    if (!bytes || read_exactly(from, bytes, count) < 0) {
      return -1;
    }
    send_all(head[0] == 2 ? 2 : 1, bytes, count);
    free(bytes);
  }
  return 0;
}

static int digit(char c) {
  return c >= '0' && c <= '9'                 ? c - '0'
         : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                              : -1;
}

static char *decoded(const char *text, size_t length) {
  char *all = format("%.*s", (int)length, text), *to = all, *at = all;
  for (; *at; at++) {
    if (*at == '%' && digit(at[1]) >= 0 && digit(at[2]) >= 0) {
      *to++ = (char)(16 * digit(at[1]) + digit(at[2]));
      at += 2;
    } else {
      *to++ = (char)(*at == '+' ? ' ' : *at);
    }
  }
  *to = 0;
  return all;
}

char *word_of(const char *query, const char *name) {
  size_t length = strlen(name);
  while (*query) {
    size_t size = strcspn(query, "&");
    if (strncmp(query, name, length) == 0 && query[length] == '=') {
      return decoded(query + length + 1, size - length - 1);
    }
    query += size + (query[size] == '&');
  }
  return NULL;
}

char *encoded(const char *text) {
  char *all = format("%s", "");
  for (; *text; text++) {
    int plain = strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~:/",
                       *text) != NULL;
    all = format(plain ? "%s%c" : "%s%%%02X", all, (unsigned char)*text);
  }
  return all;
}
