// expect: 2:12 error defined
#if defined
#endif
int main(void) { return 0; }
