// expect: 2:15 1 error _Noreturn x
_Noreturn int x;
