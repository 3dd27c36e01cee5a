#include <stdio.h>

#define HERE __LINE__, __FILE__
#define LINE_NUMBER 500
#define NEW_NAME "macro.c"

int main(void) {
  printf("%d\n", __LINE__);
#line 100
  printf("%d\n", __LINE__);
#line 200 "renamed.c"
  printf("%d %s\n", HERE);
#line LINE_NUMBER NEW_NAME
  printf("%d %s\n", HERE);
# 7 "gnu.c"
  printf("%d %s\n", HERE);
  printf("%d %d\n", __LINE__,
         __LINE__);
#line 2147483646
  printf("%d\n", __LINE__);
  return 0;
}
