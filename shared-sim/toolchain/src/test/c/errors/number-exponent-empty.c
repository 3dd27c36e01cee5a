// expect: 2:12 error exponent
double d = 1e;
int main(void) { return 0; }
