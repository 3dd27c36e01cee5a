/*
 * Runs single x87 instructions natively on the host processor, for X87ConformanceTest.
 *
 * Each case is a whole FPU image, a memory operand at [esi], flags and one instruction; the answer
 * is the same with what the instruction left, and the vector of its exception or -1.
 * Free-standing, like native-runner.c. All words are little-endian.
 */
#include <asm/unistd.h>

typedef unsigned int u32;
typedef unsigned short u16;
typedef unsigned char u8;

#define MAX_CASES 4096
#define SIGILL 4
#define SIGFPE 8
#define SIGSEGV 11

struct trial {
  u32 image[27], memory[4], eax, eflags, vector, length;
  u8 code[16];
};

/* The kernel's 32-bit signal frame, as far as it matters. */
struct context {
  u32 segments[4], edi, esi, ebp, esp, ebx, edx, ecx, eax, trap, error, eip;
};

static struct trial trials[MAX_CASES];
static volatile u32 vector;
static u8 *code;
static u32 code_length;

static int call3(int number, u32 a, u32 b, u32 c) {
  int result;
  asm volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory");
  return result;
}

static void leave(int status) {
  call3(__NR_exit, status, 0, 0);
}

static void transfer(int number, int file, u8 *bytes, u32 count) {
  while (count > 0) {
    int done = call3(number, file, (u32)bytes, count);
    if (done <= 0) {
      leave(0);
    }
    bytes += done;
    count -= done;
  }
}

static void handler(int signal, struct context context) {
  volatile struct context *frame = &context;
  vector = frame->trap;
  frame->eip = (u32)code + code_length;
}

static void handle(int signal) {
  u32 action[4] = {(u32)handler, 0, 0, 0};
  call3(__NR_sigaction, signal, (u32)action, 0);
}

static void run(struct trial *trial) {
  for (u32 i = 0; i < trial->length; i++) {
    code[i] = trial->code[i];
  }
  code[trial->length] = 0xc3;
  code_length = trial->length;
  vector = ~0u;
  u32 eflags = trial->eflags;
  u32 eax = trial->eax;
  asm volatile(
      "frstor (%%ebx)\n\t"
      "pushl %1\n\t"
      "popfl\n\t"
      "call *%%edi\n\t"
      "pushfl\n\t"
      "popl %1\n\t"
      "fnsave (%%ebx)\n\t"
      : "+a"(eax), "+d"(eflags)
      : "b"(trial->image), "S"(trial->memory), "D"(code)
      : "ecx", "memory", "cc");
  trial->eflags = eflags;
  trial->eax = eax;
  trial->vector = vector;
}

void _start(void) {
  u32 map[6] = {0, 4096, 7, 0x22, ~0u, 0};
  code = (u8 *)call3(__NR_mmap, (u32)map, 0, 0);
  handle(SIGFPE);
  handle(SIGILL);
  handle(SIGSEGV);
  while (1) {
    u32 count;
    transfer(__NR_read, 0, (u8 *)&count, 4);
    if (count > MAX_CASES) {
      leave(1);
    }
    transfer(__NR_read, 0, (u8 *)trials, count * sizeof(struct trial));
    for (u32 i = 0; i < count; i++) {
      run(&trials[i]);
    }
    transfer(__NR_write, 1, (u8 *)trials, count * sizeof(struct trial));
  }
}
