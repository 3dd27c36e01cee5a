// expect: 2:20 warning overflow
int a = 2147483647 + 1;
int main(void) { return a; }
