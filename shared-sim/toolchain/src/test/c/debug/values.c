// A program for debuggers: a variable of every type, blocks that hide names, calls in a chain.
typedef unsigned short uint16;
typedef struct { int x, y; } Point;
typedef enum { RED, GREEN = 5, BLUE = -3 } Color;
enum Mode { OFF, ON };
typedef int (*Operation)(int, const char *);

struct Node { struct Node *next; int value; const char *name; };
struct Bits { unsigned a : 3; int b : 5; unsigned c : 17; unsigned long long d : 40; _Bool e : 1; };
union Any { int i; float f; unsigned char bytes[4]; };
struct Outer {
  Point p;
  union Any u;
  int grid[2][3];
  struct { char inner; };
  Operation call;
  volatile const long flags;
  struct Later *later;
};

int global = 42;
static double hidden = 2.5;
const char *text = "hello";
struct Bits bits = { 5, -3, 70000, 123456789012ULL, 1 };
struct Outer outer = { { 1, 2 }, { .i = 7 }, { { 1, 2, 3 }, { 4, 5, 6 } }, { 'q' }, 0, -9, 0 };
Color color = GREEN;
Color negative = BLUE;
enum Mode mode = ON;
struct Node tail = { 0, 2, "two" };
struct Node head = { &tail, 1, "one" };
float single = -0.5f;
long double extended = 1.25L;
unsigned char byte = 200;
signed char small = -100;
long long big = -5000000000LL;
unsigned long wide = 4000000000UL;
_Bool flag = 1;
const volatile short fixed = -7;
int *pointers[2] = { &global, 0 };

int twice(int n) { return n * 2; }

int add(int a, long long b, double c, char d, Point p) {
  static int calls = 3;
  int sum = a + (int)b + (int)c + d;
  float half = sum / 2.0f;
  calls++;
  {
    int sum = p.x;
    short s = 3;
    sum += s;
    half += sum; // inner
  }
  for (int i = 0; i < 3; i++) {
    int square = i * i;
    sum += square + twice(i); // loop
  }
  volatile int keep = sum;
  return keep + (int)half; // outer
}

int variadic(const char *format, ...) { return format[0]; }

int recurse(int n) {
  int local = n * 3;
  if (n == 0)
    return add(1, 2, 3.5, 'd', (Point){ 4, 5 });
  return recurse(n - 1) + local;
}

int main(void) {
  uint16 numbers[4] = { 1, 2, 3, 4 };
  int result = recurse(2) + variadic("x");
  return result + numbers[3] == 0; // end
}
