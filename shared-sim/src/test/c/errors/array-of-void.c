// expect: 2:6 error void
void a[3];
int main(void) { return 0; }
