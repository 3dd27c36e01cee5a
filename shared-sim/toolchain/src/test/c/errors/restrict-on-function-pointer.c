// expect: 2:6 error restrict
int (*restrict f)(void);
int main(void) { return f != 0; }
