#include <stdio.h>

static void outer(void) {
  printf("%s %s %d\n", __func__, __FUNCTION__, (int)sizeof __func__);
  {
    const char *name = __func__;
    printf("%c%s\n", *name, name + 1);
  }
}

int main(void) {
  outer();
  static const char *const *p;
  static const char *q = 0;
  p = &q;
  printf("%s %d\n", __func__, *p == 0);
  return 0;
}
