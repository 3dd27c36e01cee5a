// expect: 3:5 error static
static int x;
int x;
int main(void) { return x; }
