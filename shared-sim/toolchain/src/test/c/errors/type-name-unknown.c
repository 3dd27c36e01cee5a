// expect: 2:1 error uint known type
uint f(void) { return 1; }
int main(void) { return 0; }
