// expect: 2:5 error defined
#if defined
#endif
int main(void) { return 0; }
