#include <stdarg.h>
#include <sys/ioctl.h>

#include "../internal/syscall.h"

int ioctl(int descriptor, unsigned long request, ...) {
  va_list list;
  void *argument;
  va_start(list, request);
  argument = va_arg(list, void *);
  va_end(list);
  return SYSCALL(SYS_ioctl, descriptor, request, argument);
}
