#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random.h"

static void one_by_one(const char *text) {
  int a = -1;
  int n = -1;
  unsigned u = 9;
  short h = -1;
  signed char hh = -1;
  long long q = -1;
  float f = -1;
  double d = -1;
  long double l = -1;
  char s[60] = "-";
  char t[60] = "-";
  char *m = NULL;
  int result = sscanf(text, "%d %s %f%c", &a, s, &f, t);
  printf("%d %d %s %g %.1s\n", result, a, s, f, t);
  result = sscanf(text, "%i,%lli%n", &a, &q, &n);
  printf("%d %d %lld %d\n", result, a, q, n);
  result = sscanf(text, "%3hd%2x%n%2hhu", &h, &u, &n, (unsigned char *)&hh);
  printf("%d %d %u %d %d\n", result, h, u, n, hh);
  result = sscanf(text, "%lf %Lf %*d %3lf", &d, &l, &d);
  printf("%d %g %Lg\n", result, d, l);
  result = sscanf(text, "%[]a-c]%*[-]%[^0-9]", s, t);
  printf("%d %s %s\n", result, s, t);
  result = sscanf(text, "%%%d", &a);
  printf("%d %d\n", result, a);
  result = sscanf(text, "%5c|%u x", s, &u);
  printf("%d %.5s %u\n", result, s, u);
  result = sscanf(text, " %ms%o", &m, &u);
  printf("%d %s %u\n", result, result > 0 ? m : "none", u);
}

static void round_trips(void) {
  int i;
  for (i = 0; i < 5000; i++) {
    char text[200];
    int a;
    unsigned long long b;
    double c;
    char d[20];
    sprintf(text, "%d %llx, %.17g<%c%c>", (int)random_word(), random_word(),
            random_below(1000) / 7.0, 'a' + random_below(26), 'a' + random_below(26));
    if (sscanf(text, "%d%llx ,%lf <%19[a-z]>", &a, &b, &c, d) == 4) {
      printf("%d %llx %a %s\n", a, b, c, d);
    }
  }
}

int main(void) {
  static const char *const texts[] = {
      "12 abc 3.5e2x", "  -0x1f,77", "", "   ", "abc", "12345678", "nan inf -infinity", "a]b-c",
      "%5", "99999999999 -99999999999", "0777 0x10", "1.5.5", "-", "+7-7", "abcde|42 x",
  };
  unsigned i;
  int word;
  char name[20];
  FILE *file = tmpfile();
  for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    one_by_one(texts[i]);
  }
  round_trips();
  fputs("10 ten\n20 twenty\nthirty", file);
  rewind(file);
  while (fscanf(file, "%d %19s", &word, name) == 2) {
    printf("%d %s\n", word, name);
  }
  printf("%d %s", fscanf(file, "%19s", name), name);
  printf(" %d\n", fscanf(file, "%19s", name));
  return 0;
}
