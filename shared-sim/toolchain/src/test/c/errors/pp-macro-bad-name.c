// expect: 2:9 error name
#define 3D 1
int main(void) { return 0; }
