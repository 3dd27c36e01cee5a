// expect: 5:10 warning address of text
#include <string.h>
char *f(int n) {
  char text[8] = {n};
  return text;
}
