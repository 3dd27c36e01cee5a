// expect: 2:2 error condition
#if 1 +
#endif
int main(void) { return 0; }
