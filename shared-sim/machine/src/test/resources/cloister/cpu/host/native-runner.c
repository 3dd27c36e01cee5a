/*
 * Runs short user-mode programs natively on the host processor, for HostConformanceTest.
 *
 * Every program starts from a given register state in segments of a local descriptor table and
 * ends with the exception that it raises, at the latest that of the INT3 bytes all around it. The
 * signal handler notes the state, puts the next program's state into the signal frame and returns
 * into it. Free-standing, because a C library would need the GS register.
 *
 * Protocol, all little-endian words: see NativeRunner.java.
 */
#include <asm/ldt.h>
#include <asm/unistd.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

typedef unsigned int u32;
typedef unsigned short u16;
typedef unsigned char u8;

#define CODE_BASE 0x00100000u
#define CODE_SIZE 0x10000u
#define DATA_BASE 0x00120000u
#define DATA_WORDS 1024
#define ENTRY 0x9a40u
#define MAX_CODE 64
#define MAX_CASES 8192
#define GDT_ENTRIES 16

#define SIGILL 4
#define SIGTRAP 5
#define SIGBUS 7
#define SIGFPE 8
#define SIGSEGV 11
#define SIGALRM 14
#define TIMEOUT_VECTOR 255

/* The kernel's 32-bit signal frame, as far as it matters (arch/x86/include/uapi/asm). */
struct context {
  u32 flags_word, link, stack[3];
  u16 gs, gs_high, fs, fs_high, es, es_high, ds, ds_high;
  u32 edi, esi, ebp, esp, ebx, edx, ecx, eax, trap, error, eip;
  u16 cs, cs_high;
  u32 eflags, esp_at_signal;
  u16 ss, ss_high;
};

/* General registers in the order of instruction encodings: EAX ECX EDX EBX ESP EBP ESI EDI. */
struct program {
  u32 general[8], eflags, cs_ss, ds_es, fs_gs, length;
  u8 code[MAX_CODE];
};

struct outcome {
  u32 vector, error, general[8], eip, eflags, cs_ss, ds_es, fs_gs, changes;
};

static struct program programs[MAX_CASES];
static u32 count;
static u32 template_words[DATA_WORDS];
static u32 results[MAX_CASES * 256];
static u32 used;
static volatile u32 current;
static u32 last_alarm = ~0u;
static struct context home;
static volatile int at_home = 1;
static u8 signal_stack[65536];

static int call3(int number, u32 a, u32 b, u32 c) {
  int result;
  asm volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory");
  return result;
}

static int call4(int number, u32 a, u32 b, u32 c, u32 d) {
  int result;
  asm volatile("int $0x80"
               : "=a"(result)
               : "a"(number), "b"(a), "c"(b), "d"(c), "S"(d)
               : "memory");
  return result;
}

void *memset(void *to, int value, u32 bytes) {
  void *start = to;
  asm volatile("rep stosb" : "+D"(to), "+c"(bytes) : "a"(value) : "memory");
  return start;
}

void *memcpy(void *to, const void *from, u32 bytes) {
  void *start = to;
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(bytes) : : "memory");
  return start;
}

static void fail(int status) {
  for (;;) call3(__NR_exit_group, status, 0, 0);
}

static int read_fully(void *to, u32 bytes) {
  u32 done = 0;
  while (done < bytes) {
    int n = call3(__NR_read, 0, (u32)to + done, bytes - done);
    if (n <= 0) return 0;
    done += n;
  }
  return 1;
}

static void write_fully(const void *from, u32 bytes) {
  u32 done = 0;
  while (done < bytes) {
    int n = call3(__NR_write, 1, (u32)from + done, bytes - done);
    if (n <= 0) fail(2);
    done += n;
  }
}

static void note(const struct context *c, u32 vector) {
  struct outcome *o = (struct outcome *)(results + used);
  u32 *data = (u32 *)DATA_BASE;
  u32 *change = (u32 *)(o + 1);
  o->vector = vector;
  o->error = c->error;
  o->general[0] = c->eax;
  o->general[1] = c->ecx;
  o->general[2] = c->edx;
  o->general[3] = c->ebx;
  o->general[4] = c->esp;
  o->general[5] = c->ebp;
  o->general[6] = c->esi;
  o->general[7] = c->edi;
  o->eip = c->eip;
  o->eflags = c->eflags;
  o->cs_ss = c->cs | (u32)c->ss << 16;
  o->ds_es = c->ds | (u32)c->es << 16;
  o->fs_gs = c->fs | (u32)c->gs << 16;
  o->changes = 0;
  for (u32 i = 0; i < DATA_WORDS; i++) {
    if (data[i] != template_words[i]) {
      if (o->changes < 100) {
        *change++ = i;
        *change++ = data[i];
        o->changes++;
      }
      data[i] = template_words[i];
    }
  }
  used = change - results;
}

static void prepare(struct context *c, const struct program *p) {
  u8 *code = (u8 *)CODE_BASE + ENTRY;
  memset(code, 0xcc, MAX_CODE);
  memcpy(code, p->code, p->length);
  c->eax = p->general[0];
  c->ecx = p->general[1];
  c->edx = p->general[2];
  c->ebx = p->general[3];
  c->esp = p->general[4];
  c->ebp = p->general[5];
  c->esi = p->general[6];
  c->edi = p->general[7];
  c->eip = ENTRY;
  c->eflags = p->eflags;
  c->cs = p->cs_ss;
  c->ss = p->cs_ss >> 16;
  c->ds = p->ds_es;
  c->es = p->ds_es >> 16;
  c->fs = p->fs_gs;
  c->gs = p->fs_gs >> 16;
}

/* Flags that a program may have set and that would live on in this handler and its sigreturn. */
static void clear_sticky_flags(void) {
  asm volatile("pushl $0x202\n popfl" : : : "cc", "memory");
}

static void handler(int signal, void *info, struct context *c) {
  u32 vector = c->trap;
  clear_sticky_flags();
  if (signal == SIGALRM) {
    if (at_home || last_alarm != current) {
      last_alarm = current;
      return;
    }
    vector = TIMEOUT_VECTOR;
  }
  if (at_home) {
    home = *c;
    home.eip += 2;
    at_home = 0;
    current = 0;
  } else {
    note(c, vector);
    current++;
  }
  if (current < count) {
    prepare(c, &programs[current]);
  } else {
    u32 *to = (u32 *)&c->gs;
    u32 *from = (u32 *)&home.gs;
    for (u32 i = 0; i < (sizeof(struct context) - 20) / 4; i++) to[i] = from[i];
    at_home = 1;
  }
}

/* Signal return needs no restorer: the kernel's own code page provides it. */
static void catch_signal(int number) {
  struct {
    void *handler;
    u32 flags;
    void *restorer;
    u32 mask[2];
  } action = {handler, 0x4u | 0x08000000u | 0x10000000u | 0x40000000u, 0, {0, 0}};
  if (call4(__NR_rt_sigaction, number, (u32)&action, 0, 8) < 0) fail(3);
}

/* A program that strays into a system call must not reach the kernel. */
static void forbid_system_calls(void) {
  static struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_read, 5, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_write, 4, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_rt_sigreturn, 3, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_exit_group, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_restart_syscall, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 38),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  static struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  call4(__NR_prctl, 38, 1, 0, 0);
  call3(__NR_prctl, 22, SECCOMP_MODE_FILTER, (u32)&program);
}

/* Local descriptors: entry, base, limit, and the bits of struct user_desc from seg_32bit on. */
static void make_segments(void) {
  u32 entries;
  if (!read_fully(&entries, 4)) fail(4);
  for (u32 i = 0; i < entries; i++) {
    u32 words[4];
    struct user_desc descriptor;
    if (!read_fully(words, sizeof words)) fail(4);
    memcpy(&descriptor, words, sizeof words);
    if (call3(__NR_modify_ldt, 0x11, (u32)&descriptor, sizeof descriptor) < 0) fail(5);
  }
}

/* What LAR and LSL say of the host's global descriptors; zeros where they refuse. */
static void show_global_descriptors(void) {
  u32 shown[GDT_ENTRIES][2];
  for (u32 i = 0; i < GDT_ENTRIES; i++) {
    u32 rights = 0, limit = 0, selector = i << 3 | 3;
    asm volatile("larl %1, %0" : "+r"(rights) : "r"(selector) : "cc");
    asm volatile("lsll %1, %0" : "+r"(limit) : "r"(selector) : "cc");
    shown[i][0] = rights;
    shown[i][1] = limit;
  }
  write_fully(shown, sizeof shown);
}

static void map(u32 address, u32 bytes) {
  struct {
    u32 address, length, protection, flags, file, offset;
  } request = {address, bytes, 7, 0x32, -1u, 0};
  if ((u32)call3(__NR_mmap, (u32)&request, 0, 0) != address) fail(6);
}

void _start(void) {
  struct {
    void *stack;
    u32 flags, size;
  } alternate = {signal_stack, 0, sizeof signal_stack};
  u32 interval[4] = {0, 50000, 0, 50000};
  u32 processor = 1;
  call3(__NR_sched_setaffinity, 0, 4, (u32)&processor);
  map(CODE_BASE, CODE_SIZE);
  map(DATA_BASE, 4096);
  memset((void *)CODE_BASE, 0xcc, CODE_SIZE);
  call3(__NR_sigaltstack, (u32)&alternate, 0, 0);
  catch_signal(SIGILL);
  catch_signal(SIGTRAP);
  catch_signal(SIGBUS);
  catch_signal(SIGFPE);
  catch_signal(SIGSEGV);
  catch_signal(SIGALRM);
  make_segments();
  show_global_descriptors();
  call3(__NR_setitimer, 0, (u32)interval, 0);
  forbid_system_calls();
  while (read_fully(&count, 4) && count > 0 && count <= MAX_CASES) {
    if (!read_fully(template_words, sizeof template_words)) fail(7);
    if (!read_fully(programs, count * sizeof(struct program))) fail(7);
    memcpy((void *)DATA_BASE, template_words, sizeof template_words);
    used = 0;
    asm volatile("ud2" : : : "memory", "eax", "ebx", "ecx", "edx", "esi", "edi", "cc");
    write_fully(&used, 4);
    write_fully(results, used * 4);
  }
  fail(0);
}
