// expect: 3:9 error constant
int f(void);
int a = f();
int main(void) { return a; }
