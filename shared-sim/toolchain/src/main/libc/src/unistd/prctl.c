#include <stdarg.h>
#include <sys/capability.h>
#include <sys/prctl.h>

#include "../internal/syscall.h"

int prctl(int option, ...) {
  va_list list;
  unsigned long argument[4];
  int i;
  va_start(list, option);
  for (i = 0; i < 4; i++) {
    argument[i] = va_arg(list, unsigned long);
  }
  va_end(list);
  return SYSCALL(SYS_prctl, option, argument[0], argument[1], argument[2], argument[3]);
}

int capget(cap_user_header_t header, cap_user_data_t data) {
  return SYSCALL(SYS_capget, header, data);
}

int capset(cap_user_header_t header, const cap_user_data_t data) {
  return SYSCALL(SYS_capset, header, data);
}
