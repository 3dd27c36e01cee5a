// expect: 3:2 error #endif
int main(void) { return 0; }
#endif
