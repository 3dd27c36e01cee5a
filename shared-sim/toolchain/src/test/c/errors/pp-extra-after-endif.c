// expect: 3:8 warning #endif
#if 1
#endif 1
int main(void) { return 0; }
