// expect: 2:5 error negative
int a[-1];
int main(void) { return 0; }
