// expect: 3:1 1 error bogus
int x;
asm("bogus");
