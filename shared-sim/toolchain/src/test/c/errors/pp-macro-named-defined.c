// expect: 2:9 error defined
#define defined 1
int main(void) { return 0; }
