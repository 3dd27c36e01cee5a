// expect: 4:2 error #else
#if 1
#else
#else
#endif
int main(void) { return 0; }
