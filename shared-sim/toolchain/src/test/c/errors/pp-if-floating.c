// expect: 2:5 error integer
#if 1.5 > 1
#endif
int main(void) { return 0; }
