// expect: 3:6 error f
int f(int a);
char f(int a);
int main(void) { return f(1); }
