// expect: 2:1 warning declar
int;
int main(void) { return 0; }
