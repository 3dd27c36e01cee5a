// expect: 2:18 error ##
#define BAD(a) a ##
int main(void) { return 0; }
