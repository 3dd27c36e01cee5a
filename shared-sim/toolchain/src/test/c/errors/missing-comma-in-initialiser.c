// expect: 2:16 error expected
int v[] = {1, 2 3};
