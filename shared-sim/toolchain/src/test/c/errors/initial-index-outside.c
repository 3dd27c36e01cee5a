// expect: 2:13 error index
int v[3] = {[3] = 1};
int main(void) { return v[0]; }
