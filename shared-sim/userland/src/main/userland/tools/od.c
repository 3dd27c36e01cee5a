/* od(1): bytes as numbers, or as the characters that they are. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "programs.h"

enum { ROW = 16, MOST_TYPES = 8 };

/* How the bytes of a row are shown, one line for each type. */
static struct type {
  char base; /* o x d u c a */
  int size, width;
  int shows_text; /* between signs at the end */
} types[MOST_TYPES];
static int type_count, widest; /* of what a row takes */
static char address_base = 'o';
static int shows_all, is_repeating, any_row;

static int width_of(char base, int size) {
  static const int octal[] = {0, 3, 6, 0, 11, 0, 0, 0, 22};
  static const int decimal[] = {0, 3, 5, 0, 10, 0, 0, 0, 20};
  static const int with_sign[] = {0, 4, 6, 0, 11, 0, 0, 0, 20};
  switch (base) {
    case 'c':
    case 'a':
      return 3;
    case 'o':
      return octal[size];
    case 'x':
      return size * 2;
    case 'd':
      return with_sign[size];
    default:
      return decimal[size];
  }
}

static const char *read_size(const char *at, int *size) {
  static const char letters[] = "CSIL";
  static const int sizes[] = {1, 2, 4, 4};
  const char *letter = *at ? strchr(letters, *at) : NULL;
  if (letter) {
    *size = sizes[letter - letters];
    return at + 1;
  }
  if (isdigit((unsigned char)*at)) {
    *size = (int)strtol(at, (char **)&at, 10);
  }
  return at;
}

static void add_types(const char *text) {
  const char *at = text;
  do {
    struct type *type = &types[type_count];
    if (!*at || !strchr("oxduca", *at) || type_count == MOST_TYPES) {
      die(1, "invalid character '%c' in type string '%s'", *at, text);
    }
    type->base = *at++;
    type->size = 1;
    if (type->base != 'c' && type->base != 'a') {
      type->size = 4;
      at = read_size(at, &type->size);
      if (type->size != 1 && type->size != 2 && type->size != 4 && type->size != 8) {
        die(1, "invalid type string '%s';\nthis system doesn't provide a %d-byte integral type",
            text, type->size);
      }
    }
    type->width = width_of(type->base, type->size);
    type->shows_text = *at == 'z';
    at += type->shows_text;
    if ((type->width + 1) * (ROW / type->size) > widest) {
      widest = (type->width + 1) * (ROW / type->size);
    }
    type_count++;
  } while (*at);
}

static void put_character(char *to, int byte) {
  static const char escapes[] = "\a\b\f\n\r\t\v";
  static const char letters[] = "abfnrtv";
  const char *found = byte ? strchr(escapes, byte) : NULL;
  if (!byte || found) {
    sprintf(to, "\\%c", byte ? letters[found - escapes] : '0');
  } else {
    sprintf(to, byte < 128 && isprint(byte) ? "%c" : "%03o", byte);
  }
}

static void put_name(char *to, int byte) {
  static const char names[][4] = {"nul", "soh", "stx", "etx", "eot", "enq", "ack", "bel", "bs",
                                  "ht",  "nl",  "vt",  "ff",  "cr",  "so",  "si",  "dle", "dc1",
                                  "dc2", "dc3", "dc4", "nak", "syn", "etb", "can", "em",  "sub",
                                  "esc", "fs",  "gs",  "rs",  "us",  "sp"};
  byte &= 127;
  if (byte <= ' ') {
    strcpy(to, names[byte]);
  } else {
    sprintf(to, byte == 127 ? "del" : "%c", byte);
  }
}

static void put_unit(char *to, const struct type *type, const unsigned char *at) {
  unsigned long long value = 0;
  int i, bits = type->size * 8;
  for (i = 0; i < type->size; i++) {
    value |= (unsigned long long)at[i] << 8 * i;
  }
  switch (type->base) {
    case 'c':
      put_character(to, *at);
      break;
    case 'a':
      put_name(to, *at);
      break;
    case 'o':
      sprintf(to, "%0*llo", type->width, value);
      break;
    case 'x':
      sprintf(to, "%0*llx", type->width, value);
      break;
    case 'u':
      sprintf(to, "%llu", value);
      break;
    default:
      sprintf(to, "%lld", (long long)(value << (64 - bits)) >> (64 - bits));
  }
}

/* Units of several types stand below each other. */
static void print_type(const struct type *type, const unsigned char *row, int filled) {
  int units = ROW / type->size, i, at = 0;
  int room = widest - type->width * units, left = room;
  for (i = units; i > 0 && at < filled; i--, at += type->size) {
    char text[32];
    int next = room * (i - 1) / units;
    put_unit(text, type, row + at);
    printf("%*s", left - next + type->width, text);
    left = next;
  }
  if (type->shows_text) {
    printf("%*s  >", (type->width * i) + left, "");
    for (i = 0; i < filled; i++) {
      putchar(row[i] < 128 && isprint(row[i]) ? row[i] : '.');
    }
    putchar('<');
  }
  putchar('\n');
}

static void print_address(unsigned long long at, int is_first) {
  static const char *const forms[] = {"%06llx", "%07llu", "%07llo"};
  if (address_base == 'n') {
    return;
  }
  if (is_first) {
    printf(forms[address_base == 'x' ? 0 : address_base == 'd' ? 1 : 2], at);
  } else {
    printf("%*s", address_base == 'x' ? 6 : 7, "");
  }
}

/* A row that is the one before is not shown again. */
static void print_row(unsigned long long at, unsigned char *row, int filled) {
  static unsigned char before[ROW];
  int i;
  if (!shows_all && any_row && filled == ROW && memcmp(row, before, ROW) == 0) {
    if (!is_repeating) {
      puts("*");
    }
    is_repeating = 1;
    return;
  }
  is_repeating = 0;
  any_row = 1;
  memset(row + filled, 0, (size_t)(ROW - filled));
  for (i = 0; i < type_count; i++) {
    print_address(at, i == 0);
    print_type(&types[i], row, filled);
  }
  memcpy(before, row, ROW);
}

/* Numbers may be octal or hexadecimal, and end with b, k or m. */
static long long read_count(const char *text, char option) {
  char *end;
  long long value = strtoll(text, &end, 0);
  long long unit = *end == 'b' ? 512 : *end == 'k' || *end == 'K' ? 1024 : 1024 * 1024;
  if (end != text && *end && strchr("bkKmM", *end) && !end[1]) {
    value *= unit;
    end++;
  }
  if (*end || end == text || value < 0) {
    die(1, "invalid -%c argument '%s'", option, text);
  }
  return value;
}

static struct {
  char **names;
  int count, at;
  FILE *file;
  int any;
} input;

/* The next byte of all files as one. */
static int next_byte(void) {
  int c;
  for (;;) {
    if (!input.file) {
      const char *name;
      if (input.at == input.count) {
        return EOF;
      }
      name = input.names[input.at++];
      input.file = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
      if (!input.file) {
        warn_errno("%s", name);
        continue;
      }
      input.any = 1;
    }
    c = getc(input.file);
    if (c != EOF) {
      return c;
    }
    if (ferror(input.file)) {
      warn_errno("%s", input.names[input.at - 1]);
    }
    if (input.file != stdin) {
      fclose(input.file);
    }
    input.file = NULL;
  }
}

static void dump(long long skipped, long long most) {
  unsigned char row[ROW];
  unsigned long long at = (unsigned long long)skipped;
  int filled = 0, c;
  while (skipped > 0 && next_byte() != EOF) {
    skipped--;
  }
  if (skipped) {
    die(1, "cannot skip past end of combined input");
  }
  while (most != 0 && (c = next_byte()) != EOF) {
    most -= most > 0;
    row[filled++] = (unsigned char)c;
    if (filled == ROW) {
      print_row(at, row, ROW);
      at += ROW;
      filled = 0;
    }
  }
  if (filled) {
    print_row(at, row, filled);
  }
  if (address_base != 'n' && (input.any || most == 0)) {
    print_address(at + (unsigned)filled, 1);
    putchar('\n');
  }
}

int od_main(int count, char **arguments) {
  static char *standard[] = {(char *)"-"};
  static const char brief[] = "bcdoxa";
  static const char *const meant[] = {"o1", "c", "u2", "o2", "x2", "a"};
  long long skipped = 0, most = -1;
  int option;
  while ((option = getopt(count, arguments, "A:t:N:j:bcdoxav")) != -1) {
    const char *found = strchr(brief, option);
    if (option == 'A') {
      address_base = *optarg;
      if (!*optarg || !strchr("doxn", *optarg)) {
        die(1, "invalid output address radix '%c'; it must be one character from [doxn]", *optarg);
      }
    } else if (option == 't') {
      add_types(optarg);
    } else if (option == 'N') {
      most = read_count(optarg, 'N');
    } else if (option == 'j') {
      skipped = read_count(optarg, 'j');
    } else if (option == 'v') {
      shows_all = 1;
    } else if (found) {
      add_types(meant[found - brief]);
    } else {
      try_help(1);
    }
  }
  if (!type_count) {
    add_types("o2");
  }
  input.names = optind < count ? arguments + optind : standard;
  input.count = optind < count ? count - optind : 1;
  dump(skipped, most);
  return tool_status;
}
