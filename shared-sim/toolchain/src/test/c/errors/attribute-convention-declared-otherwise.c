// expect: 5:5 error regparm(3)

int __attribute__((regparm(3))) f(int a);

int f(int a) { return a; }

int main(void) { return f(1); }
