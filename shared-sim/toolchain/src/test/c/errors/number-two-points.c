// expect: 2:12 error 1.2.3
double d = 1.2.3;
int main(void) { return 0; }
