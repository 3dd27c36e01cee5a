// expect: 3:20 warning three 4 ignored

int __attribute__((regparm(4))) f(int a) { return a; }

int main(void) { return f(1); }
