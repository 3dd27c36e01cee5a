// expect: 2:8 error name
#define
int main(void) { return 0; }
