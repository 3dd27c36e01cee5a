// expect: 2:19 warning initializers
int v[2] = {1, 2, 3};
int main(void) { return v[0]; }
