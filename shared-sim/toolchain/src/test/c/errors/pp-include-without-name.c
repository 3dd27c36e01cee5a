// expect: 2:10 error include
#include stdio.h
int main(void) { return 0; }
