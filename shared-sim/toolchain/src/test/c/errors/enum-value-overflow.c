// expect: 2:37 error largest
enum { LAST = 0x7fffffffffffffffLL, AFTER };
int main(void) { return 0; }
