// expect: 3:5 error constant
int n = 3;
int a[n];
int main(void) { return 0; }
