#include <stdio.h>

;

int main(void) {
  ;
  {}
  {
    ;
    {
      int x = 1;
      { int x = 2; printf("%d ", x); }
      printf("%d\n", x);
    }
  }
  int n = 3;
  for (; n; n--);
  if (n);
  else { n = 9; };
  5;
  n;
  label: {}
  printf("%d\n", n);
  return 0;
}
