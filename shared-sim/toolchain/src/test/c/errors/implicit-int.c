// expect: 2:8 warning int
static a = 5;
int main(void) { return a; }
