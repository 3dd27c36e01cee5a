// expect: 2:7 error negative
int a[-1];
int main(void) { return 0; }
