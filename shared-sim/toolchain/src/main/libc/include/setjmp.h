/* EBX, ESI, EDI, EBP, ESP and the return address: what a called function keeps (System V i386
   ABI). */
#ifndef _SETJMP_H
#define _SETJMP_H

#include <bits/sigset.h>

typedef struct {
  unsigned long __registers[6];
  int __mask_saved;
  sigset_t __mask;
} jmp_buf[1];
typedef jmp_buf sigjmp_buf;

#ifdef __GNUC__
#define __returns_twice __attribute__((__returns_twice__))
#else
#define __returns_twice
#endif

/* setjmp leaves the signal mask alone; sigsetjmp with save_mask keeps it. */
int setjmp(jmp_buf buffer) __returns_twice;
int _setjmp(jmp_buf buffer) __returns_twice;
int __sigsetjmp_mask(sigjmp_buf buffer, int save_mask);
#define setjmp(buffer) setjmp(buffer)
#define sigsetjmp(buffer, save_mask) (__sigsetjmp_mask(buffer, save_mask), setjmp(buffer))
_Noreturn void longjmp(jmp_buf buffer, int value);
_Noreturn void _longjmp(jmp_buf buffer, int value);
_Noreturn void siglongjmp(sigjmp_buf buffer, int value);

#endif
