// expect: 2:6 error parameter
int a[static 3];
int main(void) { return a[0]; }
