// expect: 5:21 error fastcall

static int __attribute__((fastcall)) f(int a) { return a; }

int (*plain)(int) = f;

int main(void) { return plain(1); }
