// expect: 2:17 error expected
int v[] = {1, 2 3};
