// expect: 2:2 error unsupported machine
#error unsupported machine
int main(void) { return 0; }
