// expect: 2:8 error condition
#if 1 +
#endif
int main(void) { return 0; }
