// expect: 3:7 error s
struct s { int a; };
union s v;
int main(void) { return 0; }
