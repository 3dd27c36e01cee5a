// expect: 2:7 error integer
int a[2.5];
int main(void) { return 0; }
