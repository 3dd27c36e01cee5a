// expect: 2:19 error expected
int v[] = {1, 2, 3;
int main(void) { return v[0]; }
