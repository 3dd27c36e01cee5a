// expect: 2:7 error #line
#line twelve
int main(void) { return 0; }
