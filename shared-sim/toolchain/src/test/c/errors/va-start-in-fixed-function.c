// expect: 5:3 error arguments
#include <stdarg.h>
int f(int a) {
  va_list ap;
  va_start(ap, a);
  va_end(ap);
  return a;
}
int main(void) { return f(1); }
