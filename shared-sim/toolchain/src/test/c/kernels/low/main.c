/* Prints on the serial port what the linker says about the program. */

extern char __kernel_start[], __kernel_end[], __text_end[], __bss_start[], __bss_end[];
extern void (*__init_start[])(void), (*__init_end[])(void);
extern char stack_bytes[];

static int order[4];
static int ran;
const char greeting[] = "low kernel\n";
int answer = 42;
char room[100];

static void put(char c) {
  unsigned char status;
  do {
    __asm__ volatile("inb %1, %0" : "=a"(status) : "Nd"((unsigned short)0x3fd));
  } while ((status & 0x20) == 0);
  __asm__ volatile("outb %0, %1" : : "a"(c), "Nd"((unsigned short)0x3f8));
}

static void print(const char *text) {
  while (*text) put(*text++);
}

static void print_hex(unsigned value) {
  int shift;
  for (shift = 28; shift >= 0; shift -= 4) put("0123456789abcdef"[value >> shift & 15]);
}

static void line(const char *name, unsigned value) {
  print(name);
  put(' ');
  print_hex(value);
  put('\n');
}

static void __attribute__((constructor(200))) second(void) { order[ran++] = 2; }
static void __attribute__((constructor(101))) first(void) { order[ran++] = 1; }
static void __attribute__((constructor)) third(void) { order[ran++] = 3; }

void constructors(void) {
  void (**one)(void);
  for (one = __init_start; one < __init_end; one++) (*one)();
}

void main(void) {
  int i, zeros = 1;
  print(greeting);
  line("start", (unsigned)__kernel_start);
  line("order", order[0] * 256 + order[1] * 16 + order[2]);
  line("stack", (unsigned)stack_bytes);
  for (i = 0; i < (int)sizeof room; i++) zeros &= room[i] == 0;
  line("zeros", zeros);
  line("answer", answer);
  line("pages", ((unsigned)__kernel_end & 0xfff) == 0);
  line("bss", (unsigned)(__bss_end - __bss_start) >= sizeof room);
  print("done\n");
}
