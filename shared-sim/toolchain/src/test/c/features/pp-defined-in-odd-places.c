#include <stdio.h>

#define X
#define FUNC(a) a
#define EMPTY_FUNC()

#if defined X + defined Y == 1
#define SUM 1
#endif
#if defined (X) ? defined(Y) || 1 : 0
#define TERNARY 2
#endif
#if !defined defined
#define NOT 3
#endif
#if defined FUNC && FUNC(1) && FUNC (1)
#define CALL 4
#endif
#if 0 EMPTY_FUNC() + 1
#define EMPTY 5
#endif
#if (defined(X)) && \
    defined X
#define SPLICE 6
#endif
#undef X
#ifdef X
#error still defined
#endif

int main(void) {
  printf("%d %d %d %d %d %d\n", SUM, TERNARY, NOT, CALL, EMPTY, SPLICE);
  return 0;
}
