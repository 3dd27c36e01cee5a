// expect: 2:2 error #if
#if
#endif
int main(void) { return 0; }
