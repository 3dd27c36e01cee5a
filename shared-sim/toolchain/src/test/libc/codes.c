/* Text in other codes, messages of servers of names, locales, and what sysconf says. */
#include <arpa/nameser.h>
#include <errno.h>
#include <iconv.h>
#include <limits.h>
#include <locale.h>
#include <resolv.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void print_bytes(const char *what, const unsigned char *bytes, size_t count) {
  size_t i;
  printf("%s:", what);
  for (i = 0; i < count; i++) {
    printf(" %02x", bytes[i]);
  }
  putchar('\n');
}

static void convert(const char *to, const char *from, const char *text, size_t length,
                    size_t room) {
  char in[100], out[100], *at = in, *end = out;
  size_t left = length, free_bytes = room, result;
  iconv_t converter = iconv_open(to, from);
  if (converter == (iconv_t)-1) {
    printf("%s from %s: %s\n", to, from, strerror(errno));
    return;
  }
  memcpy(in, text, length);
  result = iconv(converter, &at, &left, &end, &free_bytes);
  printf("%s from %s: %d %s, %d left, ", to, from, (int)result,
         result == (size_t)-1 ? strerror(errno) : "", (int)left);
  print_bytes("out", (unsigned char *)out, (size_t)(end - out));
  iconv_close(converter);
}

static void codes(void) {
  static const char text[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z";
  convert("UTF-16LE", "UTF-8", text, sizeof text - 1, 100);
  convert("UTF-16BE", "UTF-8", text, sizeof text - 1, 100);
  convert("UTF-32LE", "UTF8", text, sizeof text - 1, 100);
  convert("UTF-16", "UTF-8", text, sizeof text - 1, 100);
  convert("LATIN1", "UTF-8", text, sizeof text - 1, 100);
  convert("ASCII", "UTF-8", text, sizeof text - 1, 100);
  convert("UTF-8", "ISO-8859-1", "\xe9\xff" "a", 3, 100);
  convert("UTF-8", "UTF-16", "\xfe\xff\x00" "a\xd8\x3d\xde\x00", 8, 100);
  convert("UTF-8", "UTF-16LE", "a\x00\x3d\xd8\x00\xde" "b", 7, 100);
  convert("UTF-8", "UTF-8", "a\xc3", 2, 100);
  convert("UTF-8", "UTF-8", "a\xff" "b", 3, 100);
  convert("UTF-8", "UTF-8", "a\xc0\x80", 3, 100);
  convert("UTF-8", "UTF-8", "a\xed\xa0\x80", 4, 100);
  convert("UTF-16LE", "UTF-8", text, sizeof text - 1, 5);
  convert("NOWHERE", "UTF-8", "", 0, 100);
}

static void names(void) {
  static const unsigned char answer[] = {
      0x12, 0x34, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0, 3, 'w', 'w', 'w', 7, 'e', 'x', 'a', 'm', 'p',
      'l', 'e', 3, 'o', 'r', 'g', 0, 0, 1, 0, 1, 0xc0, 12, 0, 5, 0, 1, 0, 0, 1, 0, 0, 7, 4, 'h',
      'o', 's', 't', 0xc0, 16, 0xc0, 45, 0, 1, 0, 1, 0, 0, 2, 0, 0, 4, 10, 1, 2, 3};
  unsigned char question[512];
  char name[256];
  ns_msg message;
  ns_rr record;
  int i, length;
  printf("%d\n", ns_initparse(answer, sizeof answer, &message));
  printf("%d %d %d\n", ns_msg_id(message), ns_msg_count(message, ns_s_an),
         ns_msg_getflag(message, ns_f_rcode));
  for (i = 0; i < 2; i++) {
    printf("%d ", ns_parserr(&message, ns_s_an, i, &record));
    printf("%s %d %d %u %d\n", ns_rr_name(record), ns_rr_type(record), ns_rr_class(record),
           (unsigned)ns_rr_ttl(record), ns_rr_rdlen(record));
  }
  printf("%d ", ns_parserr(&message, ns_s_an, 2, &record));
  printf("%d\n", errno == ENODEV);
  length = dn_expand(answer, answer + sizeof answer, answer + 45, name, sizeof name);
  printf("%d %s\n", length, name);
  printf("%d\n", dn_expand(answer, answer + sizeof answer, answer + 45, name, 8));
  printf("%d\n", dn_skipname(answer + 12, answer + sizeof answer));
  printf("%d\n", ns_initparse(answer, 40, &message));
  length = res_mkquery(ns_o_query, "a.example.org", ns_c_in, ns_t_mx, NULL, 0, NULL, question,
                       sizeof question);
  print_bytes("question", question + 4, (size_t)length - 4);
  printf("%d\n", res_mkquery(ns_o_query, "a..b", ns_c_in, ns_t_a, NULL, 0, NULL, question,
                             sizeof question));
}

static void settings(void) {
  char path[100];
  locale_t locale = newlocale(LC_ALL_MASK, "C", NULL);
  printf("%d %d\n", locale != NULL, uselocale(locale) == LC_GLOBAL_LOCALE);
  printf("%d\n", uselocale(LC_GLOBAL_LOCALE) == locale);
  printf("%d\n", newlocale(LC_ALL_MASK, "xx_YY", NULL) == NULL && errno == ENOENT);
  freelocale(locale);
  printf("%ld %ld %ld\n", sysconf(_SC_VERSION), sysconf(_SC_BC_STRING_MAX), sysconf(_SC_IOV_MAX));
  errno = 0;
  printf("%ld ", sysconf(12345));
  printf("%d\n", errno == EINVAL);
  printf("%d\n", (int)confstr(_CS_PATH, path, sizeof path));
  puts(path);
  printf("%ld %ld\n", pathconf("/", _PC_NO_TRUNC), pathconf("/", _PC_MAX_CANON));
  printf("%d %d\n", _POSIX_RE_DUP_MAX, _POSIX2_LINE_MAX);
}

int main(void) {
  codes();
  names();
  settings();
  return 0;
}
