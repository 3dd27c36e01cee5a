#include <stdio.h>

static int t(const char *s) { return printf("%s", s), 1; }
static int f(const char *s) { return printf("%s", s), 0; }

int main(void) {
  if (t("a") && (f("b") || t("c")) && !f("d")) puts(" yes");
  if (f("a") && t("b") || f("c") && t("d") || t("e")) puts(" yes");
  if (!(t("a") && t("b")) || !t("c")) puts(" wrong"); else puts(" no");
  int n = 0;
  while (n < 3 && t(".")) n++;
  putchar('\n');
  for (n = 0; n < 5 && !(n == 3 && t("stop")); n++) t("-");
  putchar('\n');
  do n--; while (n > 0 || f("!"));
  putchar('\n');
  int r = (t("x") ? f("y") : t("z")) ? t("1") : f("2");
  printf(" %d\n", r);
  r = !t("p") == f("q");
  printf(" %d\n", r);
  return 0;
}
