// expect: 2:2 warning look here
#warning look here
int main(void) { return 0; }
