/* Messages of servers of names are read (RFC 1035, 4.1). */
#include <arpa/nameser.h>
#include <ctype.h>
#include <errno.h>
#include <resolv.h>
#include <string.h>

unsigned ns_get16(const unsigned char *bytes) { return (unsigned)bytes[0] << 8 | bytes[1]; }

unsigned long ns_get32(const unsigned char *bytes) {
  return (unsigned long)ns_get16(bytes) << 16 | ns_get16(bytes + 2);
}

void ns_put16(unsigned value, unsigned char *bytes) {
  bytes[0] = (unsigned char)(value >> 8);
  bytes[1] = (unsigned char)value;
}

void ns_put32(unsigned long value, unsigned char *bytes) {
  ns_put16((unsigned)(value >> 16), bytes);
  ns_put16((unsigned)value, bytes + 2);
}

static int refuse(void) {
  errno = EMSGSIZE;
  return -1;
}

/* One byte of a name as text; dots in a label are written with a backslash. */
static int put_byte(char **to, const char *end, unsigned char byte) {
  int escaped = strchr(".;\\()\"@$", byte) != NULL && byte;
  int needs = escaped ? 2 : byte > ' ' && byte < 127 ? 1 : 4;
  if (end - *to <= needs) {
    return -1;
  }
  if (needs == 4) {
    *(*to)++ = '\\';
    *(*to)++ = (char)('0' + byte / 100);
    *(*to)++ = (char)('0' + byte / 10 % 10);
    *(*to)++ = (char)('0' + byte % 10);
    return 0;
  }
  if (escaped) {
    *(*to)++ = '\\';
  }
  *(*to)++ = (char)byte;
  return 0;
}

/* How many bytes the name takes where it stands, which may be a pointer to the rest. */
int dn_expand(const unsigned char *message, const unsigned char *end, const unsigned char *from,
              char *to, int size) {
  const unsigned char *at = from;
  const char *limit = to + size;
  char *start = to;
  int taken = -1, jumps = 0;
  while (at < end && *at) {
    if (*at >= 0xc0) {
      if (at + 1 >= end || jumps++ > (end - message) / 2) {
        return refuse();
      }
      taken = taken < 0 ? (int)(at - from) + 2 : taken;
      at = message + (((at[0] & 0x3f) << 8) | at[1]);
    } else if (*at > NS_MAXLABEL || at + *at >= end) {
      return refuse();
    } else {
      int i;
      if (to > start && put_byte(&to, limit, 'x') == 0) {
        to[-1] = '.';
      }
      for (i = 1; i <= *at; i++) {
        if (put_byte(&to, limit, at[i]) < 0) {
          return refuse();
        }
      }
      at += *at + 1;
    }
  }
  if (at >= end || to >= limit) {
    return refuse();
  }
  *to = 0;
  return taken < 0 ? (int)(at - from) + 1 : taken;
}

int ns_name_uncompress(const unsigned char *message, const unsigned char *end,
                       const unsigned char *from, char *to, size_t size) {
  return dn_expand(message, end, from, to, (int)size);
}

int dn_skipname(const unsigned char *from, const unsigned char *end) {
  const unsigned char *at = from;
  while (at < end && *at && *at < 0xc0) {
    at += *at + 1;
  }
  at += at < end && *at >= 0xc0 ? 2 : 1;
  return at > end ? refuse() : (int)(at - from);
}

static int equal_labels(const unsigned char *message, const unsigned char *at,
                        const unsigned char *label) {
  int jumps = 0;
  while (*label) {
    while (*at >= 0xc0 && jumps++ < 64) {
      at = message + (((at[0] & 0x3f) << 8) | at[1]);
    }
    if (*at != *label || strncasecmp((const char *)at + 1, (const char *)label + 1, *label)) {
      return 0;
    }
    at += *at + 1;
    label += *label + 1;
  }
  while (*at >= 0xc0 && jumps++ < 64) {
    at = message + (((at[0] & 0x3f) << 8) | at[1]);
  }
  return *at == 0;
}

/* The names that a message has already are pointed at. */
static const unsigned char *find_name(const unsigned char *label, unsigned char **names,
                                      unsigned char **last) {
  unsigned char **name;
  for (name = names + 1; names && *names && name < last && *name; name++) {
    const unsigned char *at = *name;
    while (*at && *at < 0xc0) {
      if (equal_labels(*names, at, label)) {
        return at;
      }
      at += *at + 1;
    }
  }
  return NULL;
}

static int pack(const char *name, unsigned char *to) {
  unsigned char *start = to;
  while (*name && !(name[0] == '.' && !name[1])) {
    size_t length = strcspn(name, ".");
    if (length == 0 || length > NS_MAXLABEL || to - start + length + 2 > NS_MAXCDNAME) {
      return refuse();
    }
    *to++ = (unsigned char)length;
    memcpy(to, name, length);
    to += length;
    name += length + (name[length] == '.');
  }
  *to++ = 0;
  return (int)(to - start);
}

int dn_comp(const char *name, unsigned char *to, int size, unsigned char **names,
            unsigned char **last) {
  unsigned char packed[NS_MAXCDNAME + 2];
  const unsigned char *label, *found = NULL;
  int used;
  if (pack(name, packed) < 0) {
    return -1;
  }
  for (label = packed; *label && !found; label += found ? 0 : *label + 1) {
    found = find_name(label, names, last);
  }
  used = (int)(label - packed);
  if (used + (found ? 2 : 1) > size) {
    return refuse();
  }
  memcpy(to, packed, (size_t)used);
  if (found) {
    ns_put16(0xc000u | (unsigned)(found - *names), to + used);
  } else {
    to[used] = 0;
  }
  if (names && used) {
    unsigned char **end = names;
    while (*end) {
      end++;
    }
    if (end + 1 < last) {
      end[0] = to;
      end[1] = NULL;
    }
  }
  return used + (found ? 2 : 1);
}

static int skip_records(ns_msg *handle, const unsigned char *at, int section, int count) {
  const unsigned char *start = at;
  while (count-- > 0) {
    int name = dn_skipname(at, handle->_eom);
    int fixed = section == ns_s_qd ? NS_QFIXEDSZ : NS_RRFIXEDSZ;
    if (name < 0 || at + name + fixed > handle->_eom) {
      return refuse();
    }
    at += name + fixed;
    if (section != ns_s_qd) {
      at += ns_get16(at - 2);
    }
  }
  return at > handle->_eom ? refuse() : (int)(at - start);
}

int ns_initparse(const unsigned char *message, int length, ns_msg *handle) {
  const unsigned char *at = message + NS_HFIXEDSZ;
  int i;
  if (length < NS_HFIXEDSZ) {
    return refuse();
  }
  memset(handle, 0, sizeof *handle);
  handle->_msg = message;
  handle->_eom = message + length;
  handle->_id = (uint16_t)ns_get16(message);
  handle->_flags = (uint16_t)ns_get16(message + 2);
  for (i = 0; i < ns_s_max; i++) {
    int bytes;
    handle->_counts[i] = (uint16_t)ns_get16(message + 4 + 2 * i);
    handle->_sections[i] = at;
    bytes = skip_records(handle, at, i, handle->_counts[i]);
    if (bytes < 0) {
      return -1;
    }
    at += bytes;
  }
  return 0;
}

int ns_msg_getflag(ns_msg handle, int flag) {
  static const struct {
    int mask, shift;
  } flags[ns_f_max] = {{0x8000, 15}, {0x7800, 11}, {0x0400, 10}, {0x0200, 9}, {0x0100, 8},
                       {0x0080, 7},  {0x0040, 6},  {0x0020, 5},  {0x0010, 4}, {0x000f, 0}};
  return flag < 0 || flag >= ns_f_max ? 0 : (handle._flags & flags[flag].mask) >> flags[flag].shift;
}

int ns_parserr(ns_msg *handle, ns_sect section, int number, ns_rr *record) {
  const unsigned char *at;
  int bytes;
  if (section >= ns_s_max || number < 0 || number >= handle->_counts[section]) {
    errno = ENODEV;
    return -1;
  }
  at = handle->_sections[section];
  at += skip_records(handle, at, section, number);
  bytes = dn_expand(handle->_msg, handle->_eom, at, record->name, sizeof record->name);
  if (bytes < 0) {
    return -1;
  }
  at += bytes;
  record->type = (uint16_t)ns_get16(at);
  record->rr_class = (uint16_t)ns_get16(at + 2);
  record->ttl = section == ns_s_qd ? 0 : (uint32_t)ns_get32(at + 4);
  record->rdlength = section == ns_s_qd ? 0 : (uint16_t)ns_get16(at + 8);
  record->rdata = section == ns_s_qd ? NULL : at + NS_RRFIXEDSZ;
  return 0;
}
