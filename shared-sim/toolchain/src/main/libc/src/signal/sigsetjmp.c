#include <setjmp.h>
#include <signal.h>
#include <stddef.h>

int __sigsetjmp_mask(sigjmp_buf buffer, int save_mask) {
  buffer->__mask_saved = save_mask;
  return save_mask ? sigprocmask(SIG_SETMASK, NULL, &buffer->__mask) : 0;
}

_Noreturn void siglongjmp(sigjmp_buf buffer, int value) {
  if (buffer->__mask_saved) {
    sigprocmask(SIG_SETMASK, &buffer->__mask, NULL);
  }
  longjmp(buffer, value);
}
