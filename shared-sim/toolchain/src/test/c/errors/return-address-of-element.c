// expect: 3:36 warning address of p
struct pair { int a[2]; };
int *f(struct pair p) { return p.a + 1; }
