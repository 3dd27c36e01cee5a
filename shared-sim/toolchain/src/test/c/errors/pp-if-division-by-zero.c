// expect: 2:7 error zero
#if 1 / 0
#endif
int main(void) { return 0; }
