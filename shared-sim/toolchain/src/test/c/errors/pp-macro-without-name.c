// expect: 2:2 error name
#define
int main(void) { return 0; }
