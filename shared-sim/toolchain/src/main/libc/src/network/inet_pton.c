/* Addresses as text (RFC 4291 and 5952 for version 6). */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int parse_four(const char *text, unsigned char *bytes) {
  int i;
  for (i = 0; i < 4; i++) {
    int value = 0;
    int digits = 0;
    for (; isdigit((unsigned char)*text) && digits < 3; digits++) {
      value = value * 10 + (*text++ - '0');
    }
    if (digits == 0 || value > 255 || *text != (i < 3 ? '.' : 0)) {
      return 0;
    }
    bytes[i] = (unsigned char)value;
    text++;
  }
  return 1;
}

/* Up to four hexadecimal digits. */
static int parse_group(const char **text, unsigned char *bytes) {
  unsigned value = 0;
  int digits = 0;
  for (; isxdigit((unsigned char)**text); digits++) {
    int c = tolower((unsigned char)*(*text)++);
    value = value << 4 | (unsigned)(isdigit(c) ? c - '0' : c - 'a' + 10);
  }
  bytes[0] = (unsigned char)(value >> 8);
  bytes[1] = (unsigned char)value;
  return digits > 0 && digits <= 4;
}

/* Groups up to the end of the text; gap is where "::" stood, or -1. Returns how many bytes there
   are, or -1. */
static int parse_groups(const char *text, unsigned char *bytes, int *gap) {
  int length = 0;
  if (text[0] == ':' && text[1] == ':') {
    *gap = 0;
    text += 2;
  }
  while (*text) {
    const char *begin = text;
    if (length > 14) {
      return -1;
    }
    if (!parse_group(&text, bytes + length)) {
      return -1;
    }
    if (*text == '.') {
      return length <= 12 && parse_four(begin, bytes + length) ? length + 4 : -1;
    }
    length += 2;
    if (text[0] == ':' && text[1] == ':' && *gap < 0) {
      *gap = length;
      text += 2;
    } else if (text[0] == ':' && text[1]) {
      text++;
    } else if (*text) {
      return -1;
    }
  }
  return length;
}

static int parse_six(const char *text, unsigned char *bytes) {
  int gap = -1;
  int length = parse_groups(text, bytes, &gap);
  if (length < 0 || (gap < 0 ? length != 16 : length > 14)) {
    return 0;
  }
  if (gap >= 0) {
    memmove(bytes + 16 - (length - gap), bytes + gap, (size_t)(length - gap));
    memset(bytes + gap, 0, (size_t)(16 - length));
  }
  return 1;
}

int inet_pton(int family, const char *restrict text, void *restrict address) {
  unsigned char bytes[16];
  size_t size = family == AF_INET ? 4 : 16;
  if (family != AF_INET && family != AF_INET6) {
    errno = EAFNOSUPPORT;
    return -1;
  }
  if (family == AF_INET ? !parse_four(text, bytes) : !parse_six(text, bytes)) {
    return 0;
  }
  memcpy(address, bytes, size);
  return 1;
}

static unsigned group(const unsigned char *bytes, int i) {
  return (unsigned)bytes[2 * i] << 8 | bytes[2 * i + 1];
}

/* The longest run of at least two groups of zeros, the first of equal ones; -1 for none. */
static int longest_zeros(const unsigned char *bytes, int *length) {
  int best = -1;
  int i;
  *length = 1;
  for (i = 0; i < 8; i++) {
    int run = 0;
    while (i + run < 8 && group(bytes, i + run) == 0) {
      run++;
    }
    if (run > *length) {
      best = i;
      *length = run;
    }
    i += run;
  }
  return best;
}

static void print_four(const unsigned char *bytes, char *text) {
  sprintf(text, "%d.%d.%d.%d", bytes[0], bytes[1], bytes[2], bytes[3]);
}

static void print_six(const unsigned char *bytes, char *text) {
  int zeros;
  int gap = longest_zeros(bytes, &zeros);
  int mapped = gap == 0 && (zeros == 6 || (zeros == 5 && group(bytes, 5) == 0xffff));
  int i;
  for (i = 0; i < 8; i++) {
    if (i == gap) {
      text = stpcpy(text, "::");
      i += zeros - 1;
      continue;
    }
    if (i > 0 && i != gap + zeros) {
      *text++ = ':';
    }
    if (i == 6 && mapped) {
      print_four(bytes + 12, text);
      return;
    }
    text += sprintf(text, "%x", group(bytes, i));
  }
  *text = 0;
}

const char *inet_ntop(int family, const void *restrict address, char *restrict text,
                      socklen_t size) {
  char whole[INET6_ADDRSTRLEN];
  if (family == AF_INET) {
    print_four(address, whole);
  } else if (family == AF_INET6) {
    print_six(address, whole);
  } else {
    errno = EAFNOSUPPORT;
    return NULL;
  }
  if (strlcpy(text, whole, size) >= size) {
    errno = ENOSPC;
    return NULL;
  }
  return text;
}
