/* The upper half maps the first four megabytes, as the lower one does until here. */

typedef unsigned int u32;
extern char etext[], data[], edata[], end[], kernel_load[];

enum { BASE = 0x80000000u, PRESENT = 1, WRITABLE = 2, LARGE = 0x80 };

__attribute__((aligned(4096))) u32 directory[1024] = {
    [0] = PRESENT | WRITABLE | LARGE,
    [BASE >> 22] = PRESENT | WRITABLE | LARGE,
};

struct device {
  const char *name;
  int (*probe)(int);
};

static int probe_even(int n) { return n % 2 == 0; }
static int probe_odd(int n) { return n % 2 != 0; }

static const struct device devices[] = {{"even", probe_even}, {"odd", probe_odd}};
static u32 counts[2];

static inline void out8(int port, int value) {
  __asm__ volatile("outb %b0, %w1" : : "a"(value), "Nd"(port));
}

static void print(const char *text) {
  for (; *text; text++) out8(0x3f8, *text);
}

static void print_number(u32 value) {
  char digits[12];
  int at = sizeof digits;
  digits[--at] = 0;
  do digits[--at] = '0' + value % 10;
  while (value /= 10);
  print(digits + at);
}

static void line(const char *name, u32 value) {
  print(name);
  print(" ");
  print_number(value);
  print("\n");
}

void main(void) {
  u32 i, n;
  print("high kernel\n");
  line("upper", (u32)main >= BASE + 0x100000);
  line("page", (u32)data % 4096);
  line("order", etext <= data && data < edata && edata <= end);
  line("load", (u32)kernel_load);
  for (n = 0; n < 9; n++)
    for (i = 0; i < 2; i++) counts[i] += devices[i].probe(n);
  for (i = 0; i < 2; i++) line(devices[i].name, counts[i]);
  print("done\n");
  for (;;) __asm__ volatile("cli; hlt");
}
