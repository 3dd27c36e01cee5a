/* Multibyte characters are UTF-8 (RFC 3629). */
#include <errno.h>
#include <stdlib.h>
#include <wchar.h>

#define SURROGATE(c) ((c) >= 0xd800 && (c) <= 0xdfff)

size_t wcrtomb(char *restrict bytes, wchar_t wide, mbstate_t *restrict state) {
  unsigned c = (unsigned)wide;
  size_t size;
  size_t i;
  (void)state;
  if (!bytes) {
    return 1;
  }
  if (c < 0x80) {
    *bytes = (char)c;
    return 1;
  }
  if (c > 0x10ffff || SURROGATE(c)) {
    errno = EILSEQ;
    return (size_t)-1;
  }
  size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (i = size - 1; i > 0; i--) {
    bytes[i] = (char)(0x80 | (c & 0x3f));
    c >>= 6;
  }
  bytes[0] = (char)((0xf00 >> size & 0xf0) | c);
  return size;
}

/* How many bytes follow the first; -1 where none may begin so. */
static int following(unsigned char first) {
  if (first < 0x80) {
    return 0;
  }
  if (first < 0xc2 || first > 0xf4) {
    return -1;
  }
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

static size_t refuse(mbstate_t *state) {
  state->__missing = 0;
  state->__value = 0;
  errno = EILSEQ;
  return (size_t)-1;
}

/* The second byte says whether a character is written longer than it need be, is a surrogate or is
   beyond Unicode. */
static int possible(unsigned value, int missing) {
  if (missing == 1) {
    return value >= 0x20 && !SURROGATE(value << 6);
  }
  return missing != 2 || (value >= 0x10 && value <= 0x10f);
}

size_t mbrtowc(wchar_t *restrict wide, const char *restrict bytes, size_t limit,
               mbstate_t *restrict state) {
  static mbstate_t own;
  size_t used;
  if (!state) {
    state = &own;
  }
  if (!bytes) {
    return mbrtowc(NULL, "", 1, state);
  }
  for (used = 0; used < limit; used++) {
    unsigned char byte = (unsigned char)bytes[used];
    if (state->__missing == 0) {
      state->__missing = following(byte);
      if (state->__missing < 0) {
        return refuse(state);
      }
      state->__value = state->__missing ? byte & (0x3fu >> state->__missing) : byte;
    } else {
      state->__value = state->__value << 6 | (byte & 0x3f);
      state->__missing--;
      if ((byte & 0xc0) != 0x80 || !possible(state->__value, state->__missing)) {
        return refuse(state);
      }
    }
    if (state->__missing == 0) {
      wchar_t value = (wchar_t)state->__value;
      state->__value = 0;
      if (wide) {
        *wide = value;
      }
      return value ? used + 1 : 0;
    }
  }
  return (size_t)-2;
}

size_t mbrlen(const char *restrict bytes, size_t limit, mbstate_t *restrict state) {
  static mbstate_t own;
  return mbrtowc(NULL, bytes, limit, state ? state : &own);
}

int mbsinit(const mbstate_t *state) { return !state || state->__missing == 0; }

int mbtowc(wchar_t *restrict wide, const char *restrict bytes, size_t limit) {
  mbstate_t state = {0, 0};
  size_t used;
  if (!bytes) {
    return 0;
  }
  used = mbrtowc(wide, bytes, limit, &state);
  return used == (size_t)-2 ? -1 : (int)used;
}

int mblen(const char *bytes, size_t limit) { return mbtowc(NULL, bytes, limit); }

int wctomb(char *bytes, wchar_t wide) { return bytes ? (int)wcrtomb(bytes, wide, NULL) : 0; }

wint_t btowc(int byte) { return byte >= 0 && byte < 0x80 ? (wint_t)byte : WEOF; }

int wctob(wint_t wide) { return wide < 0x80 ? (int)wide : -1; }
