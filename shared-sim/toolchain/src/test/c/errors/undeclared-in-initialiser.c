// expect: 3:20 error b not declared
int a = 1;
int c = sizeof a + b;
