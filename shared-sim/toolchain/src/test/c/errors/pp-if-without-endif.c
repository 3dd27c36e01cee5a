// expect: 2:2 error #endif
#if 1
int main(void) { return 0; }
