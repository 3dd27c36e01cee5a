// expect: 2:11 error )
#if (1 + 2
#endif
int main(void) { return 0; }
