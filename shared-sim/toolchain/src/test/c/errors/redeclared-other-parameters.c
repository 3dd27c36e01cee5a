// expect: 3:5 error f
int f(int a);
int f(char *a) { return *a; }
int main(void) { return 0; }
