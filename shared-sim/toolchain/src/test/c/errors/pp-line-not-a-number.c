// expect: 2:2 error #line
#line twelve
int main(void) { return 0; }
