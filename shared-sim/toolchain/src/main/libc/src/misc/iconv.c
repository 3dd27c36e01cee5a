#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum code { ASCII, LATIN, UTF8, UTF16, UTF16LE, UTF16BE, UTF32, UTF32LE, UTF32BE };

static const struct {
  const char *name;
  enum code code;
} names[] = {{"ASCII", ASCII},     {"US-ASCII", ASCII},   {"ANSI_X3.4-1968", ASCII},
             {"C", ASCII},         {"POSIX", ASCII},      {"ISO-8859-1", LATIN},
             {"ISO8859-1", LATIN}, {"ISO_8859-1", LATIN}, {"LATIN1", LATIN},
             {"UTF-8", UTF8},      {"UTF8", UTF8},        {"UTF-16", UTF16},
             {"UTF16", UTF16},     {"UTF-16LE", UTF16LE}, {"UTF16LE", UTF16LE},
             {"UTF-16BE", UTF16BE}, {"UTF16BE", UTF16BE}, {"UTF-32", UTF32},
             {"UTF32", UTF32},     {"UTF-32LE", UTF32LE}, {"UTF32LE", UTF32LE},
             {"UTF-32BE", UTF32BE}, {"UTF32BE", UTF32BE}, {"UCS-4LE", UTF32LE},
             {"UCS-4", UTF32BE},   {"UCS-4BE", UTF32BE},  {"WCHAR_T", UTF32LE}};

struct converter {
  enum code from, to;
  int ignores;              /* what cannot be written is left out */
  int has_begun, has_ended; /* a byte-order mark has been looked for, or written */
};

static int find(const char *name, enum code *code, int *ignores) {
  size_t length = strcspn(name, "/"), i;
  *ignores = strstr(name, "//IGNORE") != NULL;
  for (i = 0; i < sizeof names / sizeof *names; i++) {
    if ((strlen(names[i].name) == length && !strncasecmp(name, names[i].name, length)) ||
        (length == 0 && names[i].code == UTF8)) {
      *code = names[i].code;
      return 1;
    }
  }
  return 0;
}

iconv_t iconv_open(const char *to, const char *from) {
  struct converter *converter = calloc(1, sizeof *converter);
  int unused;
  if (!converter) {
    return (iconv_t)-1;
  }
  if (!find(to, &converter->to, &converter->ignores) ||
      !find(from, &converter->from, &unused)) {
    free(converter);
    errno = EINVAL;
    return (iconv_t)-1;
  }
  return converter;
}

int iconv_close(iconv_t converter) {
  free(converter);
  return 0;
}

/* How many bytes a character takes, or 0 with what is wrong in errno. */
static size_t wrong(int error) {
  errno = error;
  return 0;
}

static size_t read_utf8(const unsigned char *in, size_t left, uint32_t *c) {
  size_t size = *in < 0x80 ? 1 : *in < 0xc2 ? 0 : *in < 0xe0 ? 2 : *in < 0xf0 ? 3 : *in < 0xf5 ? 4
                                                                                               : 0;
  size_t i;
  if (!size) {
    return wrong(EILSEQ);
  }
  *c = size == 1 ? *in : *in & (0x7fu >> size);
  for (i = 1; i < size; i++) {
    if (i == left) {
      return wrong(EINVAL);
    }
    if ((in[i] & 0xc0) != 0x80) {
      return wrong(EILSEQ);
    }
    *c = *c << 6 | (in[i] & 0x3f);
  }
  if ((size == 3 && (*c < 0x800 || (*c >= 0xd800 && *c < 0xe000))) ||
      (size == 4 && (*c < 0x10000 || *c > 0x10ffff))) {
    return wrong(EILSEQ);
  }
  return size;
}

static uint32_t word(const unsigned char *in, int size, int is_little) {
  uint32_t value = 0;
  int i;
  for (i = 0; i < size; i++) {
    value |= (uint32_t)in[is_little ? i : size - 1 - i] << (8 * i);
  }
  return value;
}

static size_t read_utf16(const unsigned char *in, size_t left, int is_little, uint32_t *c) {
  if (left < 2) {
    return wrong(EINVAL);
  }
  *c = word(in, 2, is_little);
  if (*c < 0xd800 || *c >= 0xe000) {
    return 2;
  }
  if (*c >= 0xdc00) {
    return wrong(EILSEQ);
  }
  if (left < 4) {
    return wrong(EINVAL);
  }
  uint32_t low = word(in + 2, 2, is_little);
  if (low < 0xdc00 || low >= 0xe000) {
    return wrong(EILSEQ);
  }
  *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
  return 4;
}

static size_t read_character(struct converter *converter, const unsigned char *in, size_t left,
                             uint32_t *c) {
  int is_little = converter->from == UTF16LE || converter->from == UTF32LE;
  switch (converter->from) {
    case ASCII:
      *c = *in;
      return *in < 0x80 ? 1 : wrong(EILSEQ);
    case LATIN:
      *c = *in;
      return 1;
    case UTF8: return read_utf8(in, left, c);
    case UTF16LE:
    case UTF16BE: return read_utf16(in, left, is_little, c);
    default:
      if (left < 4) {
        return wrong(EINVAL);
      }
      *c = word(in, 4, is_little);
      return *c > 0x10ffff || (*c >= 0xd800 && *c < 0xe000) ? wrong(EILSEQ) : 4;
  }
}

/* A mark at the beginning says in which order bytes come; without one the lowest comes first. */
static void look_for_mark(struct converter *converter, char **in, size_t *left) {
  const unsigned char *at = (const unsigned char *)*in;
  int size = converter->from == UTF16 ? 2 : 4;
  int is_big;
  if ((converter->from != UTF16 && converter->from != UTF32) || *left < (size_t)size) {
    return;
  }
  is_big = word(at, size, 0) == 0xfeff;
  if (is_big || word(at, size, 1) == 0xfeff) {
    *in += size;
    *left -= (size_t)size;
  }
  converter->from = size == 2 ? (is_big ? UTF16BE : UTF16LE) : is_big ? UTF32BE : UTF32LE;
}

static size_t put_words(unsigned char *out, uint32_t value, int size, int is_little) {
  int i;
  for (i = 0; i < size; i++) {
    out[is_little ? i : size - 1 - i] = (unsigned char)(value >> (8 * i));
  }
  return (size_t)size;
}

static size_t put_utf8(unsigned char *out, uint32_t c) {
  size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, i;
  for (i = size; i > 1; i--) {
    out[i - 1] = (unsigned char)(0x80 | (c & 0x3f));
    c >>= 6;
  }
  out[0] = (unsigned char)(size == 1 ? c : (0xf00u >> size) | c);
  return size;
}

/* Into four bytes; 0 where the code has no such character. */
static size_t put_character(const struct converter *converter, unsigned char *out, uint32_t c) {
  int is_little = converter->to != UTF16BE && converter->to != UTF32BE;
  switch (converter->to) {
    case ASCII:
    case LATIN:
      out[0] = (unsigned char)c;
      return c < (converter->to == ASCII ? 0x80u : 0x100u) ? 1 : 0;
    case UTF8: return put_utf8(out, c);
    case UTF16:
    case UTF16LE:
    case UTF16BE:
      if (c < 0x10000) {
        return put_words(out, c, 2, is_little);
      }
      put_words(out, 0xd800 + ((c - 0x10000) >> 10), 2, is_little);
      return 2 + put_words(out + 2, 0xdc00 + ((c - 0x10000) & 0x3ff), 2, is_little);
    default: return put_words(out, c, 4, is_little);
  }
}

static int put(const struct converter *converter, uint32_t c, char **out, size_t *left) {
  unsigned char bytes[4];
  size_t size = put_character(converter, bytes, c);
  if (!size) {
    return converter->ignores ? 0 : (errno = EILSEQ, -1);
  }
  if (size > *left) {
    errno = E2BIG;
    return -1;
  }
  memcpy(*out, bytes, size);
  *out += size;
  *left -= size;
  return 0;
}

size_t iconv(iconv_t handle, char **restrict in, size_t *restrict in_left, char **restrict out,
             size_t *restrict out_left) {
  struct converter *converter = handle;
  if (!in || !*in) {
    return 0;
  }
  if (!converter->has_begun && *in_left) {
    converter->has_begun = 1;
    look_for_mark(converter, in, in_left);
  }
  while (*in_left) {
    uint32_t c;
    size_t size = read_character(converter, (const unsigned char *)*in, *in_left, &c);
    if (!size) {
      return (size_t)-1;
    }
    if (!converter->has_ended && (converter->to == UTF16 || converter->to == UTF32)) {
      if (put(converter, 0xfeff, out, out_left) < 0) {
        return (size_t)-1;
      }
    }
    converter->has_ended = 1;
    if (put(converter, c, out, out_left) < 0) {
      return (size_t)-1;
    }
    *in += size;
    *in_left -= size;
  }
  return 0;
}
