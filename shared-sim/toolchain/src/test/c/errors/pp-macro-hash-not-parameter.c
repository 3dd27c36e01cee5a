// expect: 2:16 error #
#define BAD(a) #b
int main(void) { return 0; }
