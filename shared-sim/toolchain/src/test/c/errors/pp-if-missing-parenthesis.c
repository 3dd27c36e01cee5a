// expect: 2:2 error )
#if (1 + 2
#endif
int main(void) { return 0; }
