#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  char *end;
  printf("%d %d %d\n", atoi("42"), atoi("  -17x"), atoi("nothing"));
  printf("%ld ", strtol("0x1fz", &end, 0));
  printf("%s\n", end);
  printf("%ld %ld\n", strtol("777", 0, 8), strtol("zz", 0, 36));
  printf("%lu\n", strtoul("4294967295", 0, 10));
  printf("%lld\n", strtoll("-9223372036854775808", 0, 10));
  errno = 0;
  long l = strtol("99999999999", &end, 10);
  printf("%ld %d %d\n", l, errno == ERANGE, *end);
  printf("%d %d\n", abs(-5), (int)labs(-6L));
  div_t d = div(-17, 5);
  printf("%d %d\n", d.quot, d.rem);
  return 0;
}
