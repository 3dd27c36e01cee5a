// expect: 2:38 error valeu value
static int twice(int value) { return valeu * 2; }
int main(void) { return twice(2); }
