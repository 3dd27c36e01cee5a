// expect: 3:12 error f static
int f(void);
static int f(void) { return 1; }
int main(void) { return f(); }
