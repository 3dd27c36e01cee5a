// expect: 2:8 error static
extern static int a;
int main(void) { return 0; }
