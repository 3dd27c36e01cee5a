// expect: 2:2 error #else
#else
int main(void) { return 0; }
